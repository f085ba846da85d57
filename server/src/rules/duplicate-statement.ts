import type { Condition, Policy, Principal, Statement } from "../policy/model.ts";
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
      covered: () => "Other statements cover this one: without it the policy means the same. Remove it.",
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

/** A statement and the pairs of principal and action that it is about. */
interface Said {
  readonly statement: Statement;
  readonly pairs: readonly string[];
}

/** The same, and under which conditions. */
interface Reading extends Said {
  readonly conditions: readonly string[];
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
  const readings = readingsOf(policy);
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

/** The statements that are to be compared: none where no statement says what others say, under conditions that others have too. */
function readingsOf({ statements }: Policy): readonly Reading[] {
  const named = repeating(statements.filter(isPlain), ({ principals }) => principals.map(nameOf));
  if (!shareConditions(named)) return [];
  const said = named.map((statement): Said => ({ statement, pairs: pairsOf(statement) }));
  return repeating(said, ({ pairs }) => pairs).flatMap((one) => readingOf(one) ?? []);
}

/** Those that share a text with another one; none at all where none has only texts that others have too. */
function repeating<T>(all: readonly T[], textsOf: (one: T) => readonly string[]): readonly T[] {
  const each = all.map(textsOf);
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const texts of each) {
    for (const text of texts.length > 1 ? new Set(texts) : texts) (seen.has(text) ? repeated : seen).add(text);
  }
  const isRepeated = (text: string) => repeated.has(text);
  if (repeated.size === 0 || !each.some((texts) => texts.every(isRepeated))) return [];
  return all.filter((_, index) => each[index]?.some(isRepeated));
}

/** Whether one may cover another: it has no conditions, or a value that stands in another statement too. */
function shareConditions(statements: readonly Statement[]): boolean {
  const seen = new Set<string>();
  for (const { conditions } of statements) {
    const texts = conditions.flatMap(({ values }) => values.map((value) => valueText(value) ?? ""));
    if (texts.length === 0 || texts.some((text) => seen.has(text))) return true;
    for (const text of texts) seen.add(text);
  }
  return false;
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

/** Undefined where something is unknown. */
function readingOf({ statement, pairs }: Said): Reading | undefined {
  const conditions: string[] = [];
  for (const condition of statement.conditions) {
    const text = conditionText(condition);
    if (text === undefined) return undefined;
    conditions.push(text);
  }
  return { statement, conditions: conditions.sort(), pairs, covered: false };
}

function pairsOf({ allow, principals, actions }: Statement): readonly string[] {
  const pairs = new Set<string>();
  for (const principal of principals) {
    const who = `${allow} ${principal.type} ${nameOf(principal)}`;
    for (const action of actions) pairs.add(`${who} ${action.text?.toLowerCase()}`);
  }
  return [...pairs];
}

/** Something is said in it, all of it is known, and none of it is refused anyway. */
function isPlain(statement: Statement): boolean {
  const { allow, principals, actions, notAction, notPrincipal, resources, unknown } = statement;
  if (allow === undefined || statement.damaged || statement.conditional) return false;
  if (!statement.principalsKnown || !statement.actionsKnown || !statement.conditionsKnown) return false;
  if (notAction || notPrincipal || resources.length > 0 || unknown.length > 0) return false;
  const pairs = principals.length * actions.length;
  return pairs > 0 && pairs <= maximumPairs;
}

/** An account ID and its root ARN are the same principal. */
function nameOf({ type, text }: Principal): string {
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
