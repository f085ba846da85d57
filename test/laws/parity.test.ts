import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type DocumentFinding, type OpenOptions, open, type Snapshot } from "../../server/src/service.ts";
import type { Span } from "../../server/src/text/span.ts";
import { hasHole, type Value } from "../../server/src/tree/value.ts";
import { applyEdits } from "../harness/apply.ts";
import { documents } from "../harness/documents.ts";
import { isJson } from "../harness/json.ts";
import { type Notation, notations, ownFile, policyIn } from "../harness/notations.ts";

/** A policy in a file of its own, whose name says what it is. */
interface Policy {
  readonly name: string;
  readonly text: string;
  readonly options: OpenOptions;
  readonly site: Snapshot["policies"][number]["site"];
  readonly said: readonly Said[];
}

/** A finding, and in words what it says, of which part of the policy, and what its fixes make of the policy. */
interface Said {
  readonly finding: DocumentFinding;
  readonly words: string;
}

/** A policy means the same wherever it is written, and what is wrong with it stands at the same place of it. */
describe("a policy in a file of its own gets the same findings and fixes in", () => {
  const policies = policiesOf();

  for (const notation of notations) {
    it(notation.name, () => {
      const held = policies.filter((policy) => canHold(notation, policy));
      assert.ok(held.length > policies.length * 0.9, `only ${held.length} of ${policies.length} policies`);
      for (const policy of held) {
        const there = open(notation.write(policy.text), { ...policy.options, named: false });
        const shown = (said: readonly Said[]) =>
          said.flatMap(({ finding, words }) => (mayDiffer(finding, notation, policy) ? [] : [words])).join("\n");
        assert.equal(shown(saidOf(there, notation)), shown(policy.said), policy.name);
      }
    });
  }
});

function canHold({ string, strict, byContent }: Notation, { text, options, site }: Policy): boolean {
  // In a string, `Ref` is a word like any other: a policy with intrinsic functions cannot be written so.
  if (string && site.dialect === "template") return false;
  // A brace that is missing takes along what follows in the document.
  if (!string && !byContent && site.problems.some(({ damaging }) => damaging)) return false;
  // A file of any name counts by what it says: half-typed policies and other kinds of policy do not.
  if (byContent)
    return open(text, { ...options, named: false }).policies.some(({ site }) => site.root.span.start === 0);
  return !strict || isJson(text);
}

/** The differences that are meant. */
function mayDiffer({ rule, message }: DocumentFinding, notation: Notation, { site }: Policy): boolean {
  const { template, longer, byContent } = notation;
  switch (rule) {
    case "size-quota":
    case "size-near-quota":
      // An escape counts as it is written, and only deployment tells the size of a template with holes.
      return longer === true || (template === true && hasHole(site.root));
    case "json-bad-character":
      // An escape is written in characters that IAM takes.
      return longer === true;
    case "principal-placeholder":
      // What a template leaves open is filled in at deployment: nobody forgot it.
      return template === true && /"(\$\{|\\\()/.test(message);
    case "not-a-trust-policy":
    case "resource-not-allowed":
      // By content, a policy with a Resource may be of another kind; by name or place it is a trust policy.
      return byContent === true;
    default:
      return false;
  }
}

/** Every policy of every document, in a file of its own. */
function policiesOf(): readonly Policy[] {
  return documents().flatMap(({ name, text, options }) =>
    open(text, options).policies.flatMap(({ site }): Policy[] => {
      if (site.embedded || site.root.kind !== "object") return [];
      const own = { ...options, named: true };
      const snapshot = open(text.slice(site.span.start, site.span.end), own);
      const said = saidOf(snapshot, ownFile);
      return snapshot.policies.map((view) => ({ name, text: snapshot.text, options: own, site: view.site, said }));
    }),
  );
}

function saidOf(snapshot: Snapshot, { read }: Pick<Notation, "read">): readonly Said[] {
  const { text, policies, findings } = snapshot;
  const [view, ...more] = policies;
  assert.ok(view && more.length === 0, `${policies.length} policies in ${text}`);
  const at = (span: Span) => {
    const part = read(text.slice(span.start, span.end));
    return `${pathTo(view.site.root, span)} ‹${part.replace(/\s+/g, "")}›`;
  };
  return findings.map((finding) => {
    const { severity, rule, span, message, related } = finding;
    const lines = [
      `${severity} ${rule} at ${at(span)}: ${message}`,
      ...related.map((other) => `  see ${at(other.span)}: ${other.message}`),
      ...snapshot
        .fixes(finding)
        .map(({ title, safe, edits }) => `  ${title}, ${safe}: ${policyIn(applyEdits(text, edits))}`),
    ];
    return { finding, words: lines.join("\n") };
  });
}

/** The keys and indices that lead to the innermost value, or key, around a span. */
function pathTo(value: Value, span: Span): string {
  if (value.kind === "object") {
    for (const [index, { key, value: below }] of value.members.entries()) {
      if (isIn(key.span, span)) return `/${index} key ${key.text}`;
      if (isIn(below.span, span)) return `/${index} ${key.text}${pathTo(below, span)}`;
    }
  }
  const items = value.kind === "array" ? value.items : value.kind === "hole" ? value.choices : [];
  const index = items.findIndex((item) => isIn(item.span, span));
  const item = items[index];
  return item ? `/${index}${pathTo(item, span)}` : "";
}

function isIn(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
