import { testFor } from "../access/admits.ts";
import { placeholderIn } from "../access/placeholder.ts";
import { listInWords } from "../access/words.ts";
import { fitsPattern, limits } from "../catalog/index.ts";
import { thousands } from "../text/thousands.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const externalIdFormat = defineRule({
  meta: {
    name: "external-id-format",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "An external ID that AWS STS never accepts.",
    why: "STS takes 2 to 1,224 letters, digits and the signs + = , . @ : / - _. A caller who sends anything else is refused before the policy is looked at, so the test never holds.",
    advice: "Write the external ID as the caller sends it.",
    references: ["https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"],
    messages: {
      signs: (signs: string) =>
        `AWS STS refuses an external ID with ${signs}, so this never matches. It takes letters, digits and + = , . @ : / - _.`,
      length: (count: string, min: string, max: string) =>
        `AWS STS refuses an external ID of ${count}, so this never matches. It takes ${min} to ${max} characters.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "518830026694" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "Northwind & Sons" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "518830026694" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "northwind-5f3b9c-2027" } }
}`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }],
  },
  about: ["value:external-id"],
  on: {
    condition(condition, { report }) {
      const test = testFor(condition);
      if (test.key?.key.valueKind !== "external-id" || test.operator?.family !== "String") return;
      const { min, max, pattern } = limits.externalId;
      for (const value of condition.values) {
        if (value.kind !== "string" || value.text === undefined || value.text === "") continue;
        const literal = test.operator.wildcards ? value.text.replace(/[*?]+/g, "") : value.text;
        if (literal.includes("${") || placeholderIn(literal)) continue;
        const isRight = fitsPattern(pattern, literal) === true;
        const wrong = isRight ? [] : [...new Set(literal)].filter((char) => !fitsPattern(pattern, char));
        const stripped = value.text.trim().replace(/[^\w+=,.@:/*?-]+/g, "-");
        const fixes = () => (stripped === value.text ? [] : [valueFix(value, stripped)]);
        if (wrong.length > 0) report(value.span, "signs", [listInWords(wrong.map(signInWords))], { fixes });
        else if (literal.length > max || (literal === value.text && literal.length < min)) {
          const count = literal.length === 1 ? "one character" : `${thousands(literal.length)} characters`;
          report(value.span, "length", [count, String(min), thousands(max)]);
        }
      }
    },
  },
});

function signInWords(char: string): string {
  return char === " " ? "a blank" : /\s/.test(char) ? "white space" : `"${char}"`;
}
