import { testFor } from "../access/admits.ts";
import { parseDate } from "../policy/date.ts";
import type { Value } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const valueDate = defineRule({
  meta: {
    name: "value-date",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A date is not written as IAM reads dates.",
    why: "IAM reads the W3C profile of ISO 8601, with the zone behind a time, or seconds since 1970. It does not take other text for a date, so the test does not come out as it reads.",
    advice: "Write the moment in UTC: 2027-04-01T00:00:00Z.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      form: (value: string) =>
        `"${value}" is no date that IAM reads. Write it as 2027-04-01T00:00:00Z, or as seconds since 1970.`,
      zone: (value: string) => `"${value}" has a time without a zone. Write Z behind it for UTC.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/Auditor" }, "Action": "sts:AssumeRole",
  "Condition": { "DateLessThan": { "aws:CurrentTime": "2027/12/31" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::518830026694:role/Auditor" }, "Action": "sts:AssumeRole",
  "Condition": { "DateLessThan": { "aws:CurrentTime": "2027-12-31" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }, { rule: "variable-place" }, { rule: "value-empty" }],
  },
  about: ["operator:Date"],
  on: {
    condition(condition, { report }) {
      const { operator } = testFor(condition);
      if (operator?.family !== "Date") return;
      for (const value of condition.values) {
        if (value.kind !== "string" || value.text === undefined || value.text.includes("${")) continue;
        const { text } = value;
        if (/^\d+(\.\d+)?$/.test(text) || parseDate(text) !== undefined) continue;
        const fixes = () => dateFixes(value, text);
        report(value.span, parseDate(`${text}Z`) === undefined ? "form" : "zone", [text], { fixes });
      }
    },
  },
});

/** Slashes for hyphens, the year behind a day that can be no month, a blank for T, a missing zone: what can only mean one moment, read as UTC. */
function dateFixes(value: Value, text: string): readonly Fix[] {
  const straight = text
    .trim()
    .replace(/^(\d{4})[/.](\d{2})[/.](\d{2})/, "$1-$2-$3")
    .replace(/^(1[3-9]|2\d|3[01])[-/.](\d{2})[-/.](\d{4})(?!\d)/, "$3-$2-$1")
    .replace(/^(\S{10}) +(?=\d)/, "$1T");
  const right = [straight, `${straight}Z`].find((candidate) => parseDate(candidate) !== undefined);
  return right === undefined ? [] : [valueFix(value, right)];
}
