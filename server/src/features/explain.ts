import { admissionsBy } from "../access/admission.ts";
import { callerOf } from "../access/caller.ts";
import { hidesPrincipals } from "../policy/hidden.ts";
import type { Policy, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { visible } from "../text/visible.ts";
import { notAPrincipal } from "./account-words.ts";
import { admissionWords } from "./admission-words.ts";
import type { PolicyView } from "./analyze.ts";
import { deniedBy } from "./deny-words.ts";
import { at, type Phrase, textsOf, width } from "./phrase.ts";

/** Who can assume the role of one policy, in plain words. */
export interface Explanation {
  readonly label: string;
  /** The widest first; what a Deny takes away comes last. */
  readonly lines: readonly string[];
}

/** `now` is in milliseconds since 1970; without it no date is taken to have passed. */
export function explain({ site, policy }: PolicyView, now: number | undefined): Explanation {
  const lines = [...textsOf(admitted(policy, now)), ...deniedBy(policy)];
  return { label: visible(site.label), lines: lines.map(visible) };
}

/** One phrase for each that the policy lets in, the widest first. Status bar, lens and hover ask for the same. */
export function admitted(policy: Policy, now: number | undefined): readonly Phrase[] {
  const nobody = policy.statementsKnown ? "nobody: no statement lets anyone in" : "not known before deployment";
  return sorted(phrasesOfAll(policy), nobody, now);
}

/** The same for one statement that allows. */
export function admittedBy(statement: Statement, now: number | undefined): readonly Phrase[] {
  return sorted(phrasesOf(statement), "nobody: its actions are not for its principals", now);
}

/** At most `most` texts, then how many more there are. */
export function inShort(texts: readonly string[], most = 2): string {
  const more = texts.length - most;
  return more > 0 ? `${texts.slice(0, most).join("; ")}; and ${more} more` : texts.join("; ");
}

function sorted(phrases: readonly Phrase[], nobody: string, now: number | undefined): readonly Phrase[] {
  if (phrases.length === 0) return [{ text: nobody, width: width.nobody }];
  const byText = new Map<string, Phrase>();
  const current = phrases.map((phrase) => at(phrase, now));
  for (const phrase of current.toSorted((a, b) => a.width - b.width)) {
    if (!byText.has(phrase.text)) byText.set(phrase.text, phrase);
  }
  return [...byText.values()];
}

const phrasesOfAll = oncePer((policy: Policy): readonly Phrase[] => {
  const phrases = policy.statements.flatMap(phrasesOf);
  const hidden: Phrase = { text: "others that are only known at deployment", width: width.one };
  return policy.statementsKnown || phrases.length === 0 ? phrases : [...phrases, hidden];
});

function phrasesOf(statement: Statement): readonly Phrase[] {
  if (statement.allow !== true) return [];
  const strangers = statement.principals.filter((principal) => principal.text !== undefined && !callerOf(principal));
  const hidden: Phrase = { text: "principals that are only known at deployment", width: width.account };
  return [
    ...admissionsBy(statement).flatMap(admissionWords),
    ...strangers.map(notAPrincipal),
    ...(hidesPrincipals(statement) ? [hidden] : []),
  ];
}
