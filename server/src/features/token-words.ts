import type { Caller } from "../access/caller.ts";
import type { Test } from "../access/conditions.ts";
import type { Provider } from "../catalog/types.ts";
import { hasWildcard } from "../policy/match.ts";
import { valuesOf } from "./condition-words.ts";
import { type Phrase, type Take, width } from "./phrase.ts";
import { readSubject } from "./subject.ts";

/** Who signs in through SAML. */
export function assertionWords({ parsed }: Caller): readonly Phrase[] {
  const people = "people who sign in through";
  const provider = parsed?.provider === undefined ? "a SAML provider" : `SAML provider ${parsed.provider}`;
  return [{ text: `${people} ${provider}`, width: width.pattern }];
}

/** The bearers of an OIDC provider's tokens. */
export function tokenWords({ provider, issuer }: Caller, take: Take): readonly Phrase[] {
  if (!provider || issuer === undefined) {
    return [{ text: "tokens of a provider that is only known at deployment", width: width.provider }];
  }
  const title = provider.id === "generic" ? issuer : provider.title;
  const subject = take(isSubject);
  const fitsAll = subject?.texts.some((text) => readSubject(provider, text).verdict?.verdict === "everybody") ?? true;
  // Who owns the repository, say: of use where the subject says nothing; beside a subject that does, it is a condition.
  const other = fitsAll ? take((test) => isIdentity(test, provider)) : undefined;
  if (other) return [{ text: `${title}, ${other.key?.key.claim} ${valuesOf(other)}`, width: width.pattern }];
  if (subject?.valuesKnown && subject.texts.length > 0) {
    const like = subject.operator?.wildcards === true;
    return subject.texts.map((text) => subjectWords(provider, title, text, like));
  }
  if (subject) return [{ text: `${title}, subject known at deployment`, width: width.one }];
  const everybody = provider.subjectVerdicts.find(({ verdict }) => verdict === "everybody")?.summary;
  if (everybody) return [everybodyOf(provider, everybody)];
  return [{ text: `anyone with a token of ${title}`, width: width.provider }];
}

function isSubject({ key }: Test): boolean {
  return key?.key.pins === "subject" && key.key.claim === "sub";
}

function isIdentity({ key }: Test, { identityClaims }: Provider): boolean {
  return key !== undefined && (key.key.pins === "subject" || identityClaims.includes(key.key.claim));
}

/** Anyone can sign up with a provider that all customers share. */
function everybodyOf({ title, shared }: Provider, summary: string): Phrase {
  return { text: `${title}: ${summary}`, width: shared ? width.everybody : width.provider };
}

function subjectWords(provider: Provider, title: string, text: string, like: boolean): Phrase {
  const { verdict, says } = readSubject(provider, text);
  if (hasWildcard(text) && !like) {
    return { text: `nobody: the wildcard in ${text} is taken literally`, width: width.nobody };
  }
  if (verdict?.verdict === "never") return { text: verdict.summary, width: width.nobody };
  if (verdict?.verdict === "everybody") return everybodyOf(provider, verdict.summary);
  const size = hasWildcard(text) ? width.pattern : width.one;
  if (says !== undefined) return { text: `${title} ${says}`, width: size };
  const summary = verdict ? `: ${verdict.summary}` : "";
  return { text: `${title}${summary} (${text})`, width: size };
}
