import type { Condition, Policy, Statement } from "../policy/model.ts";
import { parsePrincipal } from "../policy/principal.ts";
import type { TreeEdit } from "../tree/edit.ts";
import type { Value } from "../tree/value.ts";
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
  /** Others cover it: it counts no more. */
  covered: boolean;
}

/** Who is about a pair, by conditions and pair, in the order of the document. */
type Sayers = Map<string, Map<string, Reading[]>>;

/**
 * Statements that could be left out together, without changing what the policy means: of two that are equal the later one.
 * Each pair is looked up, never every statement compared with every other.
 */
function coveredStatements(policy: Policy): readonly { covered: Statement; by: Statement }[] {
  if (policy.statements.length < 2) return [];
  const readings = policy.statements.flatMap((statement) => readingOf(statement) ?? []);
  const sayers: Sayers = new Map();
  for (const reading of readings) {
    const key = keyOf(reading.conditions);
    const byPair = sayers.get(key) ?? new Map<string, Reading[]>();
    sayers.set(key, byPair);
    for (const pair of reading.pairs) {
      const list = byPair.get(pair);
      if (list) list.push(reading);
      else byPair.set(pair, [reading]);
    }
  }
  return readings.toReversed().flatMap((reading) => {
    const by = coverOf(reading, sayers);
    reading.covered = by !== undefined;
    return by ? [{ covered: reading.statement, by: by.statement }] : [];
  });
}

/** A statement that has a part in covering all pairs of this one. */
function coverOf(reading: Reading, sayers: Sayers): Reading | undefined {
  const tables = weakerSets(reading.conditions).flatMap((set) => sayers.get(keyOf(set)) ?? []);
  let found: Reading | undefined;
  for (const pair of reading.pairs) {
    const other = firstOther(reading, pair, tables);
    if (!other) return undefined;
    found ??= other;
  }
  return found;
}

function firstOther(reading: Reading, pair: string, tables: readonly Map<string, Reading[]>[]): Reading | undefined {
  for (const table of tables) {
    let list = table.get(pair) ?? [];
    if (list[0]?.covered) {
      // Statements are judged from the last to the first: behind a first one that is covered nothing changes any more.
      list = list.filter(({ covered }) => !covered);
      table.set(pair, list);
    }
    const other = list[0] === reading ? list.find((one) => one !== reading && !one.covered) : list[0];
    if (other) return other;
  }
  return undefined;
}

function keyOf(conditions: readonly string[]): string {
  return conditions.join("\n");
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

/** Undefined where something is unknown, or stands there that is refused anyway. */
function readingOf(statement: Statement): Reading | undefined {
  if (!isPlain(statement)) return undefined;
  const conditions: string[] = [];
  for (const condition of statement.conditions) {
    const text = conditionText(condition);
    if (text === undefined) return undefined;
    conditions.push(text);
  }
  const pairs = new Set<string>();
  for (const { type, text } of statement.principals) {
    const who = `${statement.allow} ${type} ${normal(type, text)}`;
    for (const action of statement.actions) pairs.add(`${who} ${action.text?.toLowerCase()}`);
  }
  return pairs.size === 0 ? undefined : { statement, conditions: conditions.sort(), pairs: [...pairs], covered: false };
}

function isPlain(statement: Statement): boolean {
  const { allow, principals, actions, notAction, notPrincipal, resources, unknown } = statement;
  if (allow === undefined || statement.damaged || statement.conditional) return false;
  if (!statement.principalsKnown || !statement.actionsKnown || !statement.conditionsKnown) return false;
  if (notAction || notPrincipal || resources.length > 0 || unknown.length > 0) return false;
  return principals.length * actions.length <= maximumPairs;
}

/** An account ID and its root ARN are the same principal. */
function normal(type: string | undefined, text: string | undefined): string {
  if (type !== "AWS" || !text?.endsWith(":root")) return text ?? "";
  const { form, account } = parsePrincipal(type, text);
  return form === "root" && account !== undefined ? account : text;
}

/** Undefined when a part of it is not known. */
function conditionText({ operator, key, values }: Condition): string | undefined {
  const texts = values.map(valueText);
  if (!operator.name || key.text === undefined || texts.includes(undefined)) return undefined;
  return JSON.stringify([operator.name.text, key.text.toLowerCase(), texts.sort()]);
}

function valueText(value: Value): string | undefined {
  if (value.kind === "string" || value.kind === "number") return value.text;
  return value.kind === "boolean" ? String(value.value) : undefined;
}
