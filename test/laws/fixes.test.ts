import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rules } from "../../server/src/rules/index.ts";
import { type DocumentFinding, open, type Snapshot, type TextFix } from "../../server/src/service.ts";
import { applyEdits } from "../harness/apply.ts";
import { documents } from "../harness/documents.ts";
import { isJson } from "../harness/json.ts";

const syntaxRules = new Set(rules.filter(({ meta }) => meta.group === "syntax").map(({ meta }) => meta.name));

/** The rules that offer no fix, by why not. All others have to, somewhere in the documents. */
const withoutFix = {
  "what is meant, the policy does not say": [
    "condition-contradiction",
    "like-too-permissive",
    "oidc-sub-pull-request",
    "role-session-name",
    "self-trust",
    "service-linked-only",
    "service-wildcard",
    "value-ip",
    "value-orgid",
    "value-vpc",
    "variable-multivalued",
    "variable-place",
  ],
  "nothing is wrong with the text": ["not-a-trust-policy", "size-near-quota"],
};

describe("a fix", () => {
  const tried = new Set<string>();

  for (const { name, text, options } of documents()) {
    const snapshot = open(text, options);
    const offers = snapshot.findings.flatMap((finding) =>
      snapshot.fixes(finding).map((fix) => ({ finding, fix, label: `${finding.rule}: ${fix.title}` })),
    );
    if (offers.length === 0) continue;
    for (const { finding } of offers) tried.add(finding.rule);
    it(`keeps its promise in ${name}`, () => {
      for (const { finding, fix, label } of offers) {
        const after = open(applyEdits(text, fix.edits), options);
        checkRemoved(snapshot, after, finding, label);
        checkParses(snapshot, after, label);
        if (!mayReadMore(snapshot, finding)) checkNoNewError(snapshot, after, label);
        checkSafe(fix, label);
      }
    });
  }

  it("is tried of every rule that is meant to have one", () => {
    const untried = rules.map(({ meta }) => meta.name).filter((name) => !tried.has(name));
    assert.deepEqual(untried.sort(), Object.values(withoutFix).flat().sort());
  });
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
function mayReadMore({ policies }: Snapshot, { rule }: DocumentFinding): boolean {
  return syntaxRules.has(rule) && policies.some(({ site }) => site.problems.some(({ damaging }) => damaging));
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
