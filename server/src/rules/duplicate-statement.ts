import type { Policy, Statement } from "../policy/model.ts";
import { parsePrincipal } from "../policy/principal.ts";
import type { TreeEdit } from "../tree/edit.ts";
import { hasHole, itemsOf, type Value } from "../tree/value.ts";
import { defineRule } from "./define.ts";

/** With more conditions or more pairs than these a statement is compared with its equals only. */
const maximumConditions = 5;
const maximumPairs = 5000;

export const duplicateStatement = defineRule({
  meta: {
    name: "duplicate-statement",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "A statement says nothing that others do not say already.",
    why: "Another statement of the same effect covers its principals and actions, under the same conditions or fewer. It makes the policy longer and harder to read, and narrowing one of the two changes nothing.",
    advice: "Remove it.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"],
    messages: {
      covered: () => "Other statements cover this one already. Without it the policy means the same.",
    },
    examples: [
      {
        bad: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "Service": ["ec2.amazonaws.com", "ssm.amazonaws.com"] }, "Action": "sts:AssumeRole" },
    { "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }
  ]
}`,
        good: `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Principal": { "Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"] }, "Action": "sts:AssumeRole" }
  ]
}`,
      },
    ],
  },
  on: {
    policy(policy, { report }) {
      const { statement } = policy;
      for (const { covered, by } of coveredStatements(policy)) {
        const list = statement?.value;
        const fixes = () => {
          if (list?.kind !== "array" || !list.items.includes(covered.source)) return [];
          const edit: TreeEdit = { kind: "remove-item", array: list, item: covered.source };
          return [{ title: "Remove the statement", edits: [edit], safe: false, preferred: true }];
        };
        const related = [{ span: by.source.span, message: "This statement covers it." }];
        report(covered.source.span, "covered", [], { fixes, related, tags: ["unnecessary"] });
      }
    },
  },
});

/** A statement as the pairs of principal and action that it is about, under its conditions. */
interface Reading {
  readonly statement: Statement;
  readonly conditions: readonly string[];
  readonly pairs: readonly string[];
}

/** Who says what: the statements that are about a pair under a certain set of conditions. */
type Sayers = Map<string, Set<Reading>>;

/**
 * Statements that could be left out together, without changing what the policy means: of two that are equal the later one.
 * Each pair is looked up, never every statement compared with every other.
 */
function coveredStatements(policy: Policy): readonly { covered: Statement; by: Statement }[] {
  if (policy.statements.length < 2) return [];
  const readings = policy.statements.flatMap((statement) => readingOf(statement) ?? []);
  const sayers: Sayers = new Map();
  for (const reading of readings) {
    for (const pair of reading.pairs) {
      const key = entry(reading.conditions, pair);
      const set = sayers.get(key);
      if (set) set.add(reading);
      else sayers.set(key, new Set([reading]));
    }
  }
  return readings.toReversed().flatMap((reading) => {
    const by = coverOf(reading, sayers);
    if (!by) return [];
    for (const pair of reading.pairs) sayers.get(entry(reading.conditions, pair))?.delete(reading);
    return [{ covered: reading.statement, by: by.statement }];
  });
}

/** A statement that has a part in covering all pairs of this one. */
function coverOf(reading: Reading, sayers: Sayers): Reading | undefined {
  const sets = weakerSets(reading.conditions);
  let found: Reading | undefined;
  for (const pair of reading.pairs) {
    const other = firstOther(reading, sets, pair, sayers);
    if (!other) return undefined;
    found ??= other;
  }
  return found;
}

function firstOther(reading: Reading, sets: readonly string[][], pair: string, sayers: Sayers): Reading | undefined {
  for (const set of sets) {
    for (const other of sayers.get(entry(set, pair)) ?? []) if (other !== reading) return other;
  }
  return undefined;
}

/** The conditions themselves and all sets with fewer of them: fewer conditions are met whenever all are. */
function weakerSets(conditions: readonly string[]): readonly string[][] {
  if (conditions.length > maximumConditions) return [[...conditions], []];
  const sets: string[][] = [];
  for (let bits = (1 << conditions.length) - 1; bits >= 0; bits--) {
    sets.push(conditions.filter((_, index) => (bits >> index) & 1));
  }
  return sets;
}

function entry(conditions: readonly string[], pair: string): string {
  return `${conditions.join("\n")}\n\n${pair}`;
}

/** Undefined where something is unknown, or stands there that is refused anyway. */
function readingOf(statement: Statement): Reading | undefined {
  const { allow, principals, actions, notAction, notPrincipal, resources, unknown } = statement;
  if (allow === undefined || statement.damaged || statement.conditional || hasHole(statement.source)) return undefined;
  if (notAction || notPrincipal || resources.length > 0 || unknown.length > 0) return undefined;
  if (principals.length * actions.length > maximumPairs) return undefined;
  const names = actions.map(({ text }) => text?.toLowerCase());
  const pairs = new Set<string>();
  for (const principal of principals) {
    const who = `${principal.type} ${normal(principal.type, principal.text)}`;
    for (const name of names) pairs.add(`${allow} ${who} ${name}`);
  }
  if (pairs.size === 0) return undefined;
  return { statement, conditions: statement.conditions.map(conditionText).sort(), pairs: [...pairs] };
}

/** An account ID and its root ARN are the same principal. */
function normal(type: string | undefined, text: string | undefined): string {
  if (type !== "AWS" || text === undefined) return text ?? "";
  const { form, account } = parsePrincipal(type, text);
  return form === "root" && account !== undefined ? account : text;
}

function conditionText({ operator, key, values }: Statement["conditions"][number]): string {
  const texts = values.map(valueText).sort();
  return [operator.name?.text, key.text?.toLowerCase(), ...texts].map((part) => JSON.stringify(part ?? "")).join(" ");
}

function valueText(value: Value): string {
  if (value.kind === "string") return value.text ?? "";
  if (value.kind === "number") return value.text;
  if (value.kind === "boolean") return String(value.value);
  return itemsOf(value).length === 0 ? "" : value.kind;
}
