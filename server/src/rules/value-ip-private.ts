import { mentions, testFor } from "../access/admits.ts";
import { addConditions, removeItem } from "../policy/edit.ts";
import type { Condition } from "../policy/model.ts";
import { placeholder, string } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { keyFix } from "./shared/condition-fixes.ts";
import { blocksOf, kindOf } from "./shared/networks.ts";

const words: Readonly<Record<string, string>> = {
  private: "a private network",
  loopback: "the loopback network",
  "link-local": "a link-local network",
  shared: "the shared address space of carriers",
};

export const valueIpPrivate = defineRule({
  meta: {
    name: "value-ip-private",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "The key aws:SourceIp is compared with private addresses.",
    why: "The key holds the public address that a request comes from. Requests from private addresses reach AWS through a VPC endpoint, and then the key is missing: the address inside is in aws:VpcSourceIp.",
    advice: "Test the public address, or aws:VpcSourceIp together with aws:SourceVpc.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceip",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      never: (value: string, what: string) =>
        `"${value}" belongs to ${what}, and aws:SourceIp never holds such an address: this never matches. Use aws:VpcSourceIp with aws:SourceVpc.`,
      always: (value: string, what: string) =>
        `"${value}" belongs to ${what}, and aws:SourceIp never holds such an address: this is always true. Use aws:VpcSourceIp with aws:SourceVpc.`,
      part: (value: string, what: string) =>
        `"${value}" belongs to ${what}, and aws:SourceIp never holds such an address. Remove it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:SourceIp": "10.20.0.0/16" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole",
  "Condition": { "IpAddress": { "aws:SourceIp": "18.203.7.0/24" } } }`,
      },
    ],
  },
  about: ["operator:IpAddress"],
  on: {
    condition(condition, { report }) {
      const { key, operator, valuesKnown } = testFor(condition);
      if (operator?.family !== "IpAddress" || key?.key.pins !== "network") return;
      const blocks = blocksOf(condition).map((entry) => ({
        ...entry,
        what: entry.block && words[kindOf(entry.block) ?? ""],
      }));
      const unreachable = blocks.filter(({ what }) => what !== undefined);
      const all = valuesKnown && unreachable.length === condition.values.length;
      for (const { value, text, what = "" } of unreachable) {
        if (!all) {
          const removal = removeItem(condition.member, value);
          const fixes = () => (removal ? [{ title: "Remove this value", edits: [removal], safe: false }] : []);
          report(value.span, "part", [text, what], { severity: "hint", fixes });
        } else if (operator.negated) report(value.span, "always", [text, what]);
        else report(value.span, "never", [text, what], { fixes: () => insideFixes(condition) });
      }
    },
  },
});

/** Private addresses belong to the key of the address inside a VPC, together with the VPC. */
function insideFixes(condition: Condition): readonly Fix[] {
  const { statement } = condition;
  const isNamed = mentions(statement, ({ key }) => key.name === "aws:SourceVpc");
  const value = string([placeholder("VPC", "vpc-0123456789abcdef0")]);
  const partner = isNamed ? [] : addConditions(statement, [{ operator: "StringEquals", key: "aws:SourceVpc", value }]);
  const title = "Test aws:VpcSourceIp and aws:SourceVpc instead";
  return keyFix(condition, "aws:VpcSourceIp").map((fix) => ({ ...fix, title, edits: [...fix.edits, ...partner] }));
}
