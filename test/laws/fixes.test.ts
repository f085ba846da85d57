import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rules } from "../../server/src/rules/index.ts";
import { type DocumentFinding, open, type Snapshot, type TextFix } from "../../server/src/service.ts";
import { applyEdits } from "../harness/apply.ts";
import { documents } from "../harness/documents.ts";

const syntaxRules = new Set(rules.filter(({ meta }) => meta.group === "syntax").map(({ meta }) => meta.name));

describe("a fix", () => {
  for (const { name, text, options } of documents()) {
    const snapshot = open(text, options);
    const offers = snapshot.findings.flatMap((finding) =>
      snapshot.fixes(finding).map((fix) => ({ finding, fix, label: `${finding.rule}: ${fix.title}` })),
    );
    if (offers.length === 0) continue;
    it(`keeps its promise in ${name}`, () => {
      for (const { finding, fix, label } of offers) {
        const after = open(applyEdits(text, fix.edits), options);
        checkRemoved(snapshot, after, finding, label);
        checkParses(snapshot, after, label);
        if (!isDamaged(snapshot)) checkNoNewError(snapshot, after, label);
        checkSafe(fix, label);
      }
    });
  }
});

/** What is wrong with the notation may hide another fault of the notation, which is told next. */
function checkRemoved(before: Snapshot, after: Snapshot, { rule, message }: DocumentFinding, label: string): void {
  const isSame = (finding: DocumentFinding) =>
    finding.rule === rule && (!syntaxRules.has(rule) || finding.message === message);
  const count = ({ findings }: Snapshot) => findings.filter(isSame).length;
  assert.ok(count(after) < count(before), `${label}: the finding is still there\n${after.text}`);
}

function checkParses(before: Snapshot, after: Snapshot, label: string): void {
  if (isJson(before.text)) assert.ok(isJson(after.text), `${label}: no JSON any more\n${after.text}`);
}

/** Text that was lost is read again once it is repaired: then more may be found. */
function isDamaged({ policies, findings }: Snapshot): boolean {
  return (
    policies.some(({ site }) => site.problems.some(({ damaging }) => damaging)) ||
    findings.some(({ rule }) => syntaxRules.has(rule) && rule.startsWith("json-"))
  );
}

function checkNoNewError(before: Snapshot, after: Snapshot, label: string): void {
  const known = errorsOf(before);
  for (const [rule, count] of errorsOf(after)) {
    assert.ok(count <= (known.get(rule) ?? 0), `${label}: brings ${rule}\n${after.text}`);
  }
}

function errorsOf({ findings }: Snapshot): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings) if (severity === "error") counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function checkSafe({ safe, edits }: TextFix, label: string): void {
  const hasPlaceholder = edits.some((edit) => edit.text.some((part) => typeof part !== "string"));
  assert.ok(!(safe && hasPlaceholder), `${label}: is called safe and has a place to fill in`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
