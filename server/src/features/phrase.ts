import type { Test } from "../access/conditions.ts";

/** How many a phrase lets in, roughly. */
export const width = { everybody: 0, provider: 1, organization: 2, account: 3, pattern: 4, one: 5, nobody: 9 } as const;

/** One who can assume a role, in words. */
export interface Phrase {
  readonly text: string;
  readonly width: number;
  /** The role is open: everybody is meant, and no condition or Deny says whose identities. */
  readonly open?: boolean;
  /** When it is over, in milliseconds since 1970, and who gets in until then. */
  readonly end?: { readonly at: number; readonly who: string } | undefined;
}

/** Takes the first condition that fits, so that nobody else tells it again. */
export type Take = (fits: (test: Test) => boolean) => Test | undefined;

/** What is left of a phrase at a moment. */
export function at(phrase: Phrase, now: number | undefined): Phrase {
  const { end } = phrase;
  if (now === undefined || end === undefined || !(now > end.at)) return phrase;
  const date = new Date(end.at).toISOString().slice(0, 10);
  return { text: `nobody since ${date} (${end.who} until then)`, width: width.nobody };
}

/** Those who get in; why others do not is worth saying in a line only where nobody does. */
export function foremost(phrases: readonly Phrase[]): readonly Phrase[] {
  const entering = phrases.filter((phrase) => phrase.width !== width.nobody);
  return entering.length > 0 ? entering : phrases;
}

export function textsOf(phrases: readonly Phrase[]): readonly string[] {
  return phrases.map(({ text }) => text);
}
