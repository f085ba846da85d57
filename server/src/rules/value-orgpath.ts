import { testFor } from "../access/admits.ts";
import { hasWildcard } from "../policy/match.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const valueOrgpath = defineRule({
  meta: {
    name: "value-orgpath",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "An organization path does not begin with the organization, or does not end in a slash.",
    why: "The path of an account in its organization begins with the organization's ID and ends in a slash. A value without the slash fits nothing, and one that ends in a wildcard without it also fits units whose ID begins alike.",
    advice: "Write o-…/r-…/ou-…/ for the accounts of one unit, and /* at the end for the units below it too.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths",
    ],
    messages: {
      end: (value: string) =>
        `"${value}" does not end in a slash, as every organization path does, so it fits nothing. End it in /, or in /* for the units below.`,
      alike: (value: string) => `"${value}" also fits units whose ID begins like this. End it in /*.`,
      start: (value: string) =>
        `"${value}" does not begin with an organization ID, so it fits the paths of other organizations or none. Begin it with o-…/.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-7xk2m9qd4p/r-ab12/ou-ab12-11111111" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-7xk2m9qd4p/r-ab12/ou-ab12-11111111/*" } } }`,
      },
    ],
    yieldsTo: [{ rule: "wildcard-in-equals" }, { rule: "like-star-only" }],
  },
  about: ["value:organization-path"],
  on: {
    condition(condition, { report }) {
      const { key, operator } = testFor(condition);
      if (key?.key.valueKind !== "organization-path" || operator?.family !== "String") return;
      for (const value of condition.values) {
        const text = value.kind === "string" ? value.text : undefined;
        if (text === undefined || text.includes("${") || /^[*?]*$/.test(text)) continue;
        if (!/^o-[a-z0-9*?]+(\/|$)/.test(text)) report(value.span, "start", [text]);
        else if (/\/$|\/\*$/.test(text)) continue;
        else if (operator.wildcards && text.endsWith("*")) {
          report(value.span, "alike", [text], { fixes: () => [valueFix(value, `${text.slice(0, -1)}/*`)] });
        } else {
          const ending = operator.wildcards && !hasWildcard(text) ? "/*" : "/";
          report(value.span, "end", [text], { fixes: () => [valueFix(value, text + ending)] });
        }
      }
    },
  },
});
