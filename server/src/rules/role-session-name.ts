import { testFor } from "../access/admits.ts";
import { placeholderIn } from "../access/placeholder.ts";
import { fitsPattern, limits } from "../catalog/index.ts";
import { defineRule } from "./define.ts";

export const roleSessionName = defineRule({
  meta: {
    name: "role-session-name",
    group: "correctness",
    severity: "hint",
    since: "0.1.0",
    summary: "A session name is asked for that STS does not accept.",
    why: "Session names have 2 to 64 characters of A–Z, a–z, 0–9 and _ + = , . @ -. Nobody can bring another.",
    advice: "Ask for a name that STS accepts.",
    references: ["https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"],
    messages: {
      form: (value: string) =>
        `STS accepts no session name "${value}": names have 2 to 64 characters of A–Z a–z 0–9 _+=,.@-. Write one of those.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "nightly run" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "nightly-run" } } }`,
      },
    ],
    yieldsTo: [{ rule: "value-whitespace" }, { rule: "wildcard-in-equals" }, { rule: "value-empty" }],
  },
  about: ["value:session-name"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      if (key?.key.valueKind !== "session-name" || operator?.family !== "String") return;
      const { min, max, pattern } = limits.sessionName;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || text === "" || /[*?]|\$\{/.test(text) || placeholderIn(text)) continue;
        if (text.length >= min && text.length <= max && fitsPattern(pattern, text) !== false) continue;
        report(value.span, "form", [text]);
      }
    },
  },
});
