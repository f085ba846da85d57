import { printed } from "./json.ts";
import type { CheckedFile, CheckedFinding, CheckedFix, Format, Outcome, SuppressedFinding, Unread } from "./report.ts";
import { tool } from "./report.ts";
import { artifactOf, regionOf } from "./sarif-places.ts";
import { levelOf, sarifMessage, sarifRule } from "./sarif-rules.ts";

/**
 * SARIF 2.1.0, as GitHub code scanning reads it. Results are written as they come; what has to be known of all of them (the rules
 * that found something, the files that could not be read) stands behind them.
 */
export const sarif: Format = {
  shows: "all",
  between: ",",
  begin: () =>
    `${[
      '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json"',
      '  "version": "2.1.0"',
      '  "runs": [{\n    "columnKind": "utf16CodeUnits"',
      `    "originalUriBaseIds": ${printed(bases)}`,
      '    "results": [',
    ].join(",\n")}`,
  file: (checked) =>
    resultsOf(checked)
      .map((result) => `\n      ${printed(result)}`)
      .join(","),
  end: (outcome) =>
    `\n    ],\n    "invocations": [${printed(invocationOf(outcome))}],\n    "tool": ${printed(toolOf(outcome))}\n  }]\n}\n`,
};

/** Without an address: which folder it was on the machine of the run is nobody's business. */
const bases = { SRCROOT: { description: { text: "The folder that the program was run in." } } };

function resultsOf({ path, findings, suppressed = [] }: CheckedFile): readonly object[] {
  return [
    ...findings.map((finding) => resultOf(path, finding, [])),
    ...suppressed.map((finding) => resultOf(path, finding, [suppressionOf(finding)])),
  ];
}

function resultOf(path: string, finding: CheckedFinding, suppressions: readonly object[]): object {
  const { rule, severity, message, range, related, fixes, fingerprints } = finding;
  const ready = fixes.filter(({ blanks }) => !blanks);
  return {
    ruleId: rule,
    ...(severity === "hint" ? { kind: "informational" } : {}),
    level: levelOf[severity],
    message: sarifMessage(message),
    locations: [{ physicalLocation: { artifactLocation: artifactOf(path), region: regionOf(range, finding.excerpt) } }],
    ...(related.length > 0 ? { relatedLocations: related.map((other, id) => relatedOf(path, other, id + 1)) } : {}),
    ...(fingerprints ? { partialFingerprints: fingerprints } : {}),
    ...(ready.length > 0 ? { fixes: ready.map((fix) => fixOf(path, fix)) } : {}),
    suppressions,
  };
}

function relatedOf(path: string, { message, range }: CheckedFinding["related"][number], id: number): object {
  const physicalLocation = { artifactLocation: artifactOf(path), region: regionOf(range) };
  return { id, message: sarifMessage(message), physicalLocation };
}

/** Whoever applies a fix of SARIF types nothing into it: those with places to fill in are left to editors. */
function fixOf(path: string, { title, edits }: CheckedFix): object {
  const replacements = edits.map(({ range, text }) => ({
    deletedRegion: regionOf(range),
    ...(text === "" ? {} : { insertedContent: { text } }),
  }));
  return { description: sarifMessage(title), artifactChanges: [{ artifactLocation: artifactOf(path), replacements }] };
}

function suppressionOf({ reason }: SuppressedFinding): object {
  return { kind: "external", status: "accepted", justification: reason };
}

/** A path that could not be read makes the results incomplete, and so the run is no success; the exit status is 2 as well. */
function invocationOf({ unread }: Outcome): object {
  return {
    executionSuccessful: unread.length === 0,
    ...(unread.length > 0 ? { toolExecutionNotifications: unread.map(notificationOf) } : {}),
  };
}

function notificationOf({ path, error }: Unread): object {
  const message = sarifMessage(`Not checked: ${error}.`);
  return { level: "error", message, locations: [{ physicalLocation: { artifactLocation: artifactOf(path) } }] };
}

function toolOf({ rules }: Outcome): object {
  const { name, version, catalog } = tool;
  const found = [...rules].sort().map(sarifRule);
  return { driver: { name, semanticVersion: version, properties: { catalog }, rules: found } };
}
