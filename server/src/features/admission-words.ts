import { type Admission, mayEnter } from "../access/admission.ts";
import { testsOf } from "../access/admits.ts";
import type { Caller } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import { endOf } from "../access/end.ts";
import type { CallerKind } from "../catalog/types.ts";
import { awsWords } from "./account-words.ts";
import { nameOfStatement } from "./deny-words.ts";
import { isOpen } from "./open.ts";
import { type Phrase, type Take, width } from "./phrase.ts";
import { serviceWords } from "./service-words.ts";
import { suffixWords } from "./suffix-words.ts";
import { assertionWords, tokenWords } from "./token-words.ts";

/** Who comes in by one admission, or why nobody does; nothing where no action is for such a caller. */
export function admissionWords(admission: Admission): readonly Phrase[] {
  const { statement, caller, dead, demanded, denials } = admission;
  if (!mayEnter(admission)) return [];
  if (dead[0]) return [{ text: `nobody: ${deadReason(dead[0], caller)}`, width: width.nobody }];
  const used = new Set<Test>();
  const take: Take = (fits) => {
    const found = demanded.find((test) => !used.has(test) && fits(test));
    if (found) used.add(found);
    return found;
  };
  const who = wording[caller.kind](caller, take);
  const denial = denials.find(({ takes }) => takes === "all");
  if (denial) return who.map((phrase) => denied(phrase, nameOfStatement(denial.statement)));
  const rest = testsOf(statement).filter((test) => !used.has(test) && isWorthSaying(test));
  const suffix = suffixWords(admission, rest);
  const at = firstEnd(rest);
  return who.map((phrase) => ({
    text: phrase.text + suffix,
    width: phrase.width,
    open: phrase.width === width.everybody && isOpen(admission, rest),
    end: at === undefined || phrase.width === width.nobody ? undefined : { at, who: phrase.text },
  }));
}

const wording: Readonly<Record<CallerKind, (caller: Caller, take: Take) => readonly Phrase[]>> = {
  AWS: awsWords,
  Service: serviceWords,
  OIDC: tokenWords,
  SAML: assertionWords,
};

function denied({ text, width: size }: Phrase, by: string): Phrase {
  return { text: size === width.nobody ? text : `nobody: ${by} denies ${text}`, width: width.nobody };
}

const senders: Readonly<Record<CallerKind, string>> = {
  AWS: "accounts",
  Service: "this service",
  OIDC: "the tokens of this provider",
  SAML: "SAML sign-ins",
};

function deadReason({ key, polarity }: Test, { kind }: Caller): string {
  const often = polarity === "null-true" ? "always" : "never";
  return `${key?.spelling ?? "the key"} is ${often} sent by ${senders[kind]}`;
}

/** Audiences say for whom a token is made, not who bears it. */
function isWorthSaying({ key }: Test): boolean {
  return key?.key.pins !== "audience";
}

/** All tests have to hold, so the first that ends is the end of all. */
function firstEnd(tests: readonly Test[]): number | undefined {
  const ends = tests.map(endOf).filter((end) => end !== undefined);
  return ends.length > 0 ? Math.min(...ends) : undefined;
}
