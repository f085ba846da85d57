import { testFor } from "../access/admits.ts";
import { parseDate } from "../policy/date.ts";
import type { Statement } from "../policy/model.ts";
import type { Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";

export const valueDatePast = defineRule({
  meta: {
    name: "value-date-past",
    group: "correctness",
    severity: "information",
    since: "0.1.0",
    summary: "An Allow ended on a date that has passed.",
    why: "The statement lets nobody in any more, and reads as if it did.",
    advice: "Remove the statement, or give it a new date.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime",
    ],
    messages: {
      over: (date: string) =>
        `This statement ended on ${date} and lets nobody in any more. Remove it, or give it a new date.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/Auditor" }, "Action": "sts:AssumeRole",
  "Condition": { "DateLessThan": { "aws:CurrentTime": "2025-12-31T23:59:59Z" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/Auditor" }, "Action": "sts:AssumeRole",
  "Condition": { "DateLessThan": { "aws:CurrentTime": "2027-12-31T23:59:59Z" } } }`,
        settings: { now: Date.UTC(2026, 10, 22) },
      },
    ],
  },
  about: ["operator:Date", "operator:Numeric"],
  on: {
    condition(condition, { report, settings }) {
      const { now } = settings;
      const { key, operator, setOperator, ifExists, valuesKnown } = testFor(condition);
      if (now === undefined || !condition.statement.allow || !valuesKnown || setOperator || ifExists) return;
      // The time of the request, which every request carries; other dates have a life of their own.
      if (key?.key.type !== "Date" || key.key.presence.AWS !== "always") return;
      if (!operator || !/^(Date|Numeric)LessThan/.test(operator.name)) return;
      const dates = condition.values.map((value) => ({ value, date: momentOf(value) }));
      if (dates.length === 0 || !dates.every(({ date }) => date !== undefined && date < now)) return;
      const last = dates.toSorted((a, b) => (b.date ?? 0) - (a.date ?? 0))[0];
      if (last?.date === undefined) return;
      const fixes = () => statementRemovals(condition.statement);
      report(last.value.span, "over", [new Date(last.date).toISOString().slice(0, 10)], { fixes });
    },
  },
});

function momentOf(value: Value): number | undefined {
  if (value.kind === "number") return parseDate(value.text);
  return value.kind === "string" && value.text !== undefined ? parseDate(value.text) : undefined;
}

/** Takes the statement away; not the last one, without which the policy is none. */
function statementRemovals({ policy, source }: Statement): readonly Fix[] {
  const list = policy.statement?.value;
  if (list?.kind !== "array" || list.items.length < 2) return [];
  return [{ title: "Remove this statement", edits: [{ kind: "remove-item", array: list, item: source }], safe: false }];
}
