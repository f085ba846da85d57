import { findOperator, findOperatorIgnoringCase, nearestOperator, operatorAffixes } from "../../catalog/index.ts";
import type { Operator } from "../../catalog/types.ts";
import type { OperatorName } from "../../policy/model.ts";
import { render } from "./card.ts";
import { bold, code, plain } from "./markdown.ts";

const families: Readonly<Record<Operator["family"], string>> = {
  String: "texts",
  Numeric: "numbers",
  Date: "points in time",
  Bool: "true or false",
  Binary: "binary values",
  IpAddress: "IP addresses",
  Arn: "ARNs",
  Null: "is the key there",
};

/** A condition operator with its prefix and suffix taken apart. `allow` is the effect of the statement, where it is known. */
export function describeOperator(name: OperatorName, allow?: boolean): string {
  const operator = findOperator(name.base) ?? findOperatorIgnoringCase(name.base);
  if (!operator) return describeUnknown(name);
  const parts = [
    name.setOperator && affix(`${name.setOperator}:`),
    `${bold(operator.name)} ${plain(operator.summary)}`,
    name.ifExists ? affix("IfExists") : undefined,
  ];
  const alone = name.setOperator === undefined && !name.ifExists;
  return render({
    name: bold(name.text),
    shape: ["operator", families[operator.family], operator.negated ? "negated" : undefined],
    more: [
      ...(alone ? [plain(operator.summary)] : parts),
      operator.family === "Null" ? undefined : `*Key missing:* ${missing(name, operator)}`,
    ],
    here: [operator.family === "Null" ? undefined : consequence(name, operator, allow)],
    source: operator.source,
  });
}

function describeUnknown(name: OperatorName): string {
  const meant = nearestOperator(name.base);
  return render({
    name: code(name.text),
    shape: ["not an operator"],
    more: [meant && `Did you mean ${bold(meant.name)}? ${plain(meant.summary)}`],
    source: meant?.source ?? findOperator("StringEquals")?.source,
  });
}

function affix(name: string): string | undefined {
  const known = operatorAffixes().find((entry) => entry.name === name);
  return known && `${bold(known.name)} ${plain(known.summary)}`;
}

/** Whether a test passes when the key is missing: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function passesWithoutKey(name: OperatorName, operator: Operator): boolean {
  if (name.ifExists || name.setOperator === "ForAllValues") return true;
  return operator.negated && name.setOperator !== "ForAnyValue";
}

function missing(name: OperatorName, operator: Operator): string {
  return passesWithoutKey(name, operator) ? "the test is passed." : "the test fails.";
}

function consequence(name: OperatorName, operator: Operator, allow: boolean | undefined): string | undefined {
  if (allow === undefined) return undefined;
  const passes = passesWithoutKey(name, operator);
  if (allow) return passes ? "callers that lack the key get through." : "callers that lack the key stay out.";
  return passes ? "the Deny also applies to callers that lack the key." : "the Deny spares callers that lack the key.";
}
