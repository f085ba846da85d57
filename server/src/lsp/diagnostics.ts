import type { Diagnostic } from "vscode-languageserver";
import type { DocumentFinding, Severity } from "../service.ts";
import { notChecked, readConfig, ruleNames } from "../service.ts";
import { thousands } from "../text/thousands.ts";
import type { OpenDocument } from "./documents.ts";
import { configurationFile } from "./settings.ts";
import { basename } from "./uri.ts";

/** More findings than anybody reads; the worst are shown. */
const maximumFindings = 500;

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

/** The findings of a document as the client shall see them. `jsonValidated`: it reports plain syntax errors of JSON itself. */
export function diagnosticsOf({ document, snapshot, converter }: OpenDocument, jsonValidated: boolean): Diagnostic[] {
  if (basename(document.uri) === configurationFile)
    return configurationDiagnostics(document.getText(), snapshot.options.now, converter);
  if (isBlank(snapshot.text)) return [];
  const leave = jsonValidated && document.languageId === "json";
  const findings = snapshot.findings.filter((finding) => !(leave && finding.pure));
  return shown(findings).map((finding) => converter.diagnostic(finding));
}

/** A file that somebody has just made: there is nothing to find fault with yet. */
export function isBlank(text: string): boolean {
  return text.trim() === "";
}

function shown(findings: readonly DocumentFinding[]): readonly DocumentFinding[] {
  if (findings.length <= maximumFindings) return findings;
  const worst = findings
    .toSorted((a, b) => rank[a.severity] - rank[b.severity] || a.span.start - b.span.start)
    .slice(0, maximumFindings);
  const more = findings.length - maximumFindings;
  return [...worst, notChecked(`${thousands(more)} more findings are not shown; these are the worst.`)];
}

function configurationDiagnostics(
  text: string,
  now: number | undefined,
  converter: OpenDocument["converter"],
): Diagnostic[] {
  return readConfig(text, { rules: ruleNames, ...(now === undefined ? {} : { now }) }).problems.map((problem) =>
    converter.diagnostic({
      ...notChecked(problem.message),
      rule: "configuration",
      severity: problem.severity,
      span: problem.span ?? { start: 0, end: 1 },
    }),
  );
}
