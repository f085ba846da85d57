import { testFor } from "../access/admits.ts";
import {
  findKey,
  findOperator,
  findOperatorIgnoringCase,
  nearest,
  nearestOperator,
  operatorAffixes,
} from "../catalog/index.ts";
import { renameOperator } from "../policy/edit.ts";
import type { OperatorBlock, OperatorName } from "../policy/model.ts";
import { existing, object } from "../tree/edit.ts";
import { defineRule, type Fix } from "./define.ts";
import { operatorText } from "./shared/condition-fixes.ts";

export const operatorUnknown = defineRule({
  meta: {
    name: "operator-unknown",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A condition operator does not exist.",
    why: "IAM knows 27 operators, each of which may have ForAllValues: or ForAnyValue: in front and IfExists behind. It refuses a policy with any other name.",
    advice: "Use one of the operators of the documentation; patterns with * and ? take StringLike or ArnLike.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      empty: () =>
        "A condition operator is missing here, and IAM refuses the policy without it. Write one, such as StringEquals.",
      unknown: (written: string) => `IAM knows no condition operator "${written}" and refuses the policy.`,
      meant: (written: string, right: string) =>
        `IAM knows no condition operator "${written}" and refuses the policy. Did you mean ${right}?`,
      key: (written: string, operator: string) =>
        `"${written}" is a condition key, and IAM expects an operator here. Put it under one, such as ${operator}.`,
      spelling: (written: string, right: string) => `AWS writes this operator ${right}; "${written}" differs in case.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringMatches": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "9f2c41d07be34a6d" } } }`,
      },
    ],
  },
  about: ["operator:unknown"],
  on: {
    operator(block, { report }) {
      const { name } = block;
      if (!name || isRight(name)) return;
      const at = block.member.key.span;
      if (name.text.trim() === "") return report(at, "empty", []);
      const key = findKey(name.text);
      if (key && block.member.value.kind !== "object") {
        return report(block.member.span, "key", [name.text, key.key.operator], {
          fixes: () => wrapFixes(block, key.key.operator),
        });
      }
      const other = findOperatorIgnoringCase(name.base);
      const right = meantBy(name, holdsMany(block));
      if (!right) return report(at, "unknown", [name.text]);
      const fixes = () => renameFixes(block, right, other !== undefined);
      if (other) report(at, "spelling", [name.text, right], { severity: "hint", fixes });
      else report(at, "meant", [name.text, right], { fixes });
    },
  },
});

function isRight({ text, base, setOperator, ifExists }: OperatorName): boolean {
  return findOperator(base) !== undefined && text === operatorText({ base, setOperator, ifExists });
}

/** The whole name as it should be, with its prefix and suffix. */
function meantBy({ text, base, setOperator, ifExists }: OperatorName, many: boolean): string | undefined {
  const colon = base.indexOf(":");
  const prefix = colon === -1 ? undefined : nearest(base.slice(0, colon + 1), prefixes(), 4);
  if (colon !== -1 && prefix === undefined) return undefined;
  const written = base.slice(colon + 1);
  const operator = findOperatorIgnoringCase(written) ?? nearestOperator(written);
  if (!operator) return undefined;
  const suffix = ifExists && operator.family !== "Null";
  const needed = many && colon === -1 && operator.family !== "Null" && !findOperatorIgnoringCase(base);
  const right = operatorText({
    base: operator.name,
    setOperator: setOperator ?? (needed ? "ForAnyValue" : undefined),
    ifExists: suffix,
  });
  return prefix === undefined ? right : prefix + right === text ? undefined : prefix + right;
}

/** All keys of the block have many values: then the operator needs a prefix. */
function holdsMany({ conditions }: OperatorBlock): boolean {
  return conditions.length > 0 && conditions.every((condition) => testFor(condition).key?.key.multivalued === true);
}

function prefixes(): readonly string[] {
  return operatorAffixes()
    .map(({ name }) => name)
    .filter((name) => name.endsWith(":"));
}

/** Another case means the same to IAM; another name is a guess. */
function renameFixes(block: OperatorBlock, right: string, safe: boolean): readonly Fix[] {
  const edits = renameOperator(block, right);
  return edits.length === 0 ? [] : [{ title: `Change to ${right}`, edits, safe, preferred: true }];
}

function wrapFixes({ member, statement }: OperatorBlock, operator: string): readonly Fix[] {
  const element = statement.condition?.value;
  const key = member.key.text;
  if (element?.kind !== "object" || key === undefined) return [];
  if (element.members.some((other) => other.key.text === operator)) return [];
  const value = object([[key, existing(member.value)]]);
  return [
    {
      title: `Put it under ${operator}`,
      edits: [
        { kind: "insert-member", object: element, key: operator, value, after: member },
        { kind: "remove-member", object: element, member },
      ],
      safe: false,
      preferred: true,
    },
  ];
}
