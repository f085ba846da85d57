import type { Test } from "../../access/conditions.ts";
import { findKey, findOperator, issuerOfKey, nearestKey, providerOf } from "../../catalog/index.ts";
import type { ConditionKey } from "../../catalog/types.ts";
import { hasWildcard } from "../../policy/match.ts";
import { readSubject } from "../subject.ts";
import { accountPart, arnParts } from "./arn.ts";
import { render } from "./card.ts";
import { bold, code, plain } from "./markdown.ts";
import { describeRange } from "./network.ts";

/** A value under a condition key. `text` has `…` for what is only known at deployment. */
export function describeValue(text: string, test: Test): string {
  const key = test.key?.key;
  return render({
    name: code(text),
    shape: [`value of ${bold(test.key?.spelling ?? test.condition.key.text ?? "…")}`],
    more: [
      meaning(text, test),
      wildcardWords(text, test),
      ...variableWords(text),
      key === undefined ? undefined : plain(key.summary),
    ],
    source: key?.source,
  });
}

/** What the value itself says. */
function meaning(text: string, test: Test): string | undefined {
  const key = test.key?.key;
  if (test.operator?.family === "Null") return nullWords(text);
  if (!key) return arnParts(text);
  if (key.pins === "subject") return subjectWords(text, test);
  switch (key.type) {
    case "ARN":
      return arnParts(text);
    case "Date":
      return dateWords(text);
    case "IPAddress":
      return describeRange(text);
    default:
      return plainMeaning(text, key);
  }
}

function nullWords(text: string): string | undefined {
  if (text.toLowerCase() === "true") return "The key must be missing.";
  return text.toLowerCase() === "false" ? "The key must be there, with any value." : undefined;
}

function plainMeaning(text: string, key: ConditionKey): string | undefined {
  if (/^\d{12}$/.test(text)) return accountPart(text);
  return key.valueKind === undefined ? arnParts(text) : undefined;
}

function subjectWords(text: string, { condition, operator }: Test): string | undefined {
  const issuer = issuerOfKey(condition.key.text ?? "")?.issuer;
  if (issuer === undefined) return undefined;
  const provider = providerOf(issuer);
  const { verdict, says, template } = readSubject(provider, text);
  if (hasWildcard(text) && operator && !operator.wildcards) {
    return `${plain(operator.name)} takes the wildcard literally, so no token fits.`;
  }
  const title = provider.id === "generic" ? issuer : provider.title;
  if (verdict?.verdict === "never") return `Lets in ${plain(verdict.summary)}.`;
  const who = says === undefined ? undefined : `${bold(title)} ${plain(says)}`;
  const what = verdict
    ? `Lets in ${plain(verdict.summary)}.`
    : template
      ? `Lets in ${plain(template.summary)}.`
      : undefined;
  return [who, what].filter((part) => part !== undefined).join(" · ") || undefined;
}

function wildcardWords(text: string, { operator, key }: Test): string | undefined {
  if (!hasWildcard(text) || !operator) return undefined;
  if (!operator.wildcards) {
    return operator.family === "String" && key?.key.pins !== "subject"
      ? `${bold(operator.name)} takes \`*\` and \`?\` literally.`
      : undefined;
  }
  return operator.family === "Arn"
    ? "`*` stands for any text within one part of the ARN, `?` for one character."
    : "`*` stands for any text, `:` and `/` included, `?` for one character.";
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
function variableWords(text: string): readonly string[] {
  const names = new Set([...text.matchAll(/\$\{([^${}]{1,200})\}/g)].map(([, name = ""]) => name));
  return [...names].slice(0, 3).map((written) => {
    const variable = code(`\${${written}}`);
    if (/^[*?$]$/.test(written)) return `${variable} is the sign ${code(written)} itself.`;
    const name = written.split(",", 1)[0]?.trim() ?? "";
    const known = findKey(name);
    if (known)
      return `${variable} becomes the value of ${bold(known.spelling)} in the request: ${plain(known.key.summary)}`;
    const meant = name.includes(":") && !name.includes("::") ? nearestKey(name) : undefined;
    const hint = meant === undefined ? "" : ` Did you mean ${code(`\${${meant}}`)}?`;
    return name.includes(":")
      ? `${variable} is not a policy variable that is known.${hint}`
      : `${variable} is a place that a template fills in.`;
  });
}

/** The moment in words and in UTC. */
function dateWords(text: string): string | undefined {
  const seconds = /^\d{9,11}$/.test(text) ? Number(text) * 1000 : Number.NaN;
  const iso = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?)?)?$/.test(text);
  const time = Number.isNaN(seconds) ? (iso ? Date.parse(text) : Number.NaN) : seconds;
  if (Number.isNaN(time)) return `Not a date that IAM reads; write it as in ${code(dateExample())}.`;
  const [day = "", clock = ""] = new Date(time).toISOString().split("T");
  return `${day}, ${clock.slice(0, 5)} UTC`;
}

function dateExample(): string {
  return findKey("aws:CurrentTime")?.key.example ?? findOperator("DateLessThan")?.name ?? "";
}
