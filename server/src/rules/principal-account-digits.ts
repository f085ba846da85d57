import { faultOf } from "../access/principal-fault.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const principalAccountDigits = defineRule({
  meta: {
    name: "principal-account-digits",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "An account ID that has not exactly 12 digits.",
    why: "IAM refuses it. A spreadsheet or a number in JSON drops leading zeros, and consoles print the ID with dashes.",
    advice: "Write the account ID with 12 digits, leading zeros included, and without dashes.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html",
    ],
    messages: {
      short: (written: string, count: number) =>
        `IAM refuses "${written}": an account ID has 12 digits, and this has ${count}. A leading zero may be lost.`,
      count: (written: string, count: number) =>
        `IAM refuses "${written}": an account ID has 12 digits, and this has ${count}.`,
      signs: (written: string) => `IAM refuses "${written}": an account ID is 12 digits and nothing else.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::20451234778:role/ci" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::020451234778:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:fault"],
  on: {
    principal(principal, { report }) {
      const fault = faultOf(principal);
      const { source, text } = principal;
      if (fault?.kind !== "digits" || source.kind !== "string" || text === undefined) return;
      const [start, end] = fault.at;
      const { digits } = fault;
      const mayLackZeros = digits.length === 10 || digits.length === 11;
      const padded = digits.length === 12 || mayLackZeros ? digits.padStart(12, "0") : undefined;
      const right = padded === undefined ? undefined : text.slice(0, start) + padded + text.slice(end);
      const fixes = () => (right === undefined ? [] : [valueFix(source, right, { safe: digits.length === 12 })]);
      const written = text.slice(start, end);
      const at = source.spanOf(start, end);
      if (digits.length === 12) report(at, "signs", [written], { fixes });
      else report(at, mayLackZeros ? "short" : "count", [written, digits.length], { fixes });
    },
  },
});
