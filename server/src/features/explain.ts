import { demands, testsOf } from "../access/admits.ts";
import { type Caller, callerOf, callersOf } from "../access/caller.ts";
import { outcomeFor, type Test } from "../access/conditions.ts";
import { actions, findService } from "../catalog/index.ts";
import type { CallerKind, Provider } from "../catalog/types.ts";
import { hasWildcard, matchesWildcards } from "../policy/match.ts";
import type { Policy, Statement } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { accountWords, awsWords, notAPrincipal } from "./account-words.ts";
import type { PolicyView } from "./analyze.ts";
import { conditionWords, valuesOf } from "./condition-words.ts";
import { isOpenTo } from "./open.ts";
import { type Phrase, type Take, width } from "./phrase.ts";
import { readSubject } from "./subject.ts";

/** Who can assume the role of one policy, in plain words. */
export interface Explanation {
  readonly label: string;
  /** The widest first; what a Deny takes away comes last. */
  readonly lines: readonly string[];
}

export function explain({ site, policy }: PolicyView): Explanation {
  return { label: site.label, lines: [...whoCanAssume(policy), ...deniedBy(policy)] };
}

/** One phrase for each that the policy lets in, the widest first. Status bar, lens and hover ask for the same. */
export const admitted = oncePer((policy: Policy): readonly Phrase[] => {
  const nobody = policy.statementsKnown ? "nobody: no statement lets anyone in" : "not known before deployment";
  return sorted(policy.statements.flatMap(phrasesOf), nobody);
});

/** `GitHub Actions in acme/app, branch main`: the same in words alone. */
export function whoCanAssume(policy: Policy): readonly string[] {
  return textsOf(admitted(policy));
}

/** The same for one statement that allows. */
export function whoMayPass(statement: Statement): readonly string[] {
  return textsOf(sorted(phrasesOf(statement), "nobody: its actions are not for its principals"));
}

/** At most `most` texts, then how many more there are. */
export function inShort(texts: readonly string[], most = 2): string {
  const more = texts.length - most;
  return more > 0 ? `${texts.slice(0, most).join("; ")}; and ${more} more` : texts.join("; ");
}

function sorted(phrases: readonly Phrase[], nobody: string): readonly Phrase[] {
  if (phrases.length === 0) return [{ text: nobody, width: width.nobody }];
  const byText = new Map<string, Phrase>();
  for (const phrase of phrases.toSorted((a, b) => a.width - b.width)) {
    if (!byText.has(phrase.text)) byText.set(phrase.text, phrase);
  }
  return [...byText.values()];
}

function textsOf(phrases: readonly Phrase[]): readonly string[] {
  return phrases.map(({ text }) => text);
}

function phrasesOf(statement: Statement): readonly Phrase[] {
  if (statement.allow !== true) return [];
  const phrases = statement.principals.flatMap((principal): readonly Phrase[] => {
    const caller = callerOf(principal);
    if (!caller) return principal.text === undefined ? [] : [notAPrincipal(principal)];
    return hasEntry(statement, caller.kind) ? phrasesFor(statement, caller) : [];
  });
  const hidden: Phrase = { text: "principals that are only known at deployment", width: width.account };
  return statement.principalsKnown ? phrases : [...phrases, hidden];
}

/** Some action of the statement assumes the role for such a caller; unknown actions may. */
function hasEntry(statement: Statement, kind: CallerKind): boolean {
  if (!statement.actionsKnown || statement.notAction) return true;
  const entries = actions().filter(({ role, callers }) => role === "entry" && callers.includes(kind));
  const written = statement.actions.flatMap(({ text }) => text?.toLowerCase() ?? []);
  return entries.some(({ name }) => written.some((pattern) => matchesWildcards(pattern, name.toLowerCase())));
}

function phrasesFor(statement: Statement, caller: Caller): readonly Phrase[] {
  const tests = testsOf(statement);
  const dead = tests.find((test) => outcomeFor(test, caller) === "dead");
  if (dead) return [{ text: `nobody: ${deadReason(dead, caller)}`, width: width.nobody }];
  const demanded = tests.filter((test) => demands(test, caller));
  const used = new Set<Test>();
  const take = (fits: (test: Test) => boolean): Test | undefined => {
    const found = demanded.find((test) => !used.has(test) && fits(test));
    if (found) used.add(found);
    return found;
  };
  const who = wording[caller.kind](caller, take);
  const rest = tests.filter((test) => !used.has(test) && outcomeFor(test, caller) !== "void" && isWorthSaying(test));
  const suffix = restWords(rest) + (statement.conditionsKnown ? "" : ", under conditions known at deployment");
  return who.map(({ text, width: size }) => ({
    text: text + suffix,
    width: size,
    open: size === width.everybody && isOpenTo(statement, caller, rest),
  }));
}

const wording: Readonly<Record<CallerKind, (caller: Caller, take: Take) => readonly Phrase[]>> = {
  AWS: awsWords,
  Service: (caller, take) => [serviceWords(caller, take)],
  OIDC: tokenWords,
  SAML: (caller) => [{ text: samlWords(caller), width: width.pattern }],
};

const senders: Readonly<Record<CallerKind, string>> = {
  AWS: "accounts",
  Service: "this service",
  OIDC: "the tokens of this provider",
  SAML: "SAML sign-ins",
};

function deadReason(test: Test, { kind }: Caller): string {
  const key = test.key?.spelling ?? "the key";
  if (test.polarity === "null-true") return `${key} is always sent by ${senders[kind]}`;
  return `${key} is never sent by ${senders[kind]}`;
}

/** Audiences say for whom a token is made, not who bears it. */
function isWorthSaying({ key }: Test): boolean {
  return key?.key.pins !== "audience";
}

function serviceWords({ service, principal }: Caller, take: Take): Phrase {
  if (service === undefined) return { text: "a service that is only known at deployment", width: width.one };
  const known = findService(service);
  const title = known?.title === undefined ? service : `${known.title} (${principal.text ?? service})`;
  const sources: Test[] = [];
  for (let test = take(isSource); test; test = take(isSource)) sources.push(test);
  const best = sources.find(({ key }) => key?.key.type === "ARN") ?? sources[0];
  if (best) return { text: `${title} for ${valuesOf(best)}`, width: width.one };
  if (known?.confusedDeputy !== "documented") return { text: title, width: width.one };
  return { text: `${title}, for any AWS account`, width: width.account };
}

function isSource({ key }: Test): boolean {
  return key?.key.pins === "source";
}

function samlWords({ parsed }: Caller): string {
  if (parsed?.provider === undefined) return "people who sign in through a SAML provider";
  return `people who sign in through SAML provider ${parsed.provider}`;
}

function tokenWords({ provider, issuer }: Caller, take: Take): readonly Phrase[] {
  if (!provider || issuer === undefined) {
    return [{ text: "tokens of a provider that is only known at deployment", width: width.provider }];
  }
  const title = provider.id === "generic" ? issuer : provider.title;
  const subject = take(({ key }) => key?.key.pins === "subject");
  if (subject?.valuesKnown && subject.texts.length > 0) {
    const like = subject.operator?.wildcards === true;
    return subject.texts.map((text) => subjectWords(provider, title, text, like));
  }
  if (subject) return [{ text: `${title}, subject known at deployment`, width: width.one }];
  const other = take(({ key }) => key !== undefined && provider.identityClaims.includes(key.key.claim));
  if (other) return [{ text: `${title}, ${other.key?.key.claim} ${valuesOf(other)}`, width: width.pattern }];
  const everybody = provider.subjectVerdicts.find(({ verdict }) => verdict === "everybody")?.summary;
  if (everybody) return [everybodyOf(provider, everybody)];
  return [{ text: `anyone with a token of ${title}`, width: width.provider }];
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

/** The conditions that no other word has told: `, with an external ID, if aws:SourceVpc is vpc-1`. */
function restWords(tests: readonly Test[]): string {
  const external = tests.find(({ key, polarity }) => key?.key.valueKind === "external-id" && polarity === "positive");
  const others = tests.filter((test) => test !== external).map(conditionWords);
  const shown = others.slice(0, 3).join(" and ");
  const more = others.length > 3 ? ` and ${others.length - 3} more conditions hold` : "";
  return `${external ? ", with an external ID" : ""}${others.length > 0 ? `, if ${shown}${more}` : ""}`;
}

/** What the statements that deny take away. */
export function deniedBy(policy: Policy): readonly string[] {
  return policy.statements.flatMap((statement) => {
    const denied = deniedWords(statement);
    return denied === undefined ? [] : [`but never ${denied}`];
  });
}

/** Whom a statement keeps out: `anyone, if …`. Undefined when it allows, or forbids no more than to pass tags, say. */
export function deniedWords(statement: Statement): string | undefined {
  if (statement.allow !== false) return undefined;
  const callers = callersOf(statement);
  const denied = callers.filter(({ kind }) => hasEntry(statement, kind));
  if (denied.length === 0 && callers.length > 0) return undefined;
  const who = [...new Set(denied.map(deniedName))].slice(0, 3).join(", ") || "principals";
  const tests = testsOf(statement).map(conditionWords);
  return `${who}${tests.length > 0 ? `, if ${tests.slice(0, 3).join(" and ")}` : ""}`;
}

function deniedName({ kind, parsed, principal, provider }: Caller): string {
  if (parsed?.form === "anyone") return "anyone";
  if (kind === "OIDC" && provider && provider.id !== "generic") return provider.title;
  if (parsed?.account !== undefined && (parsed.form === "account" || parsed.form === "root")) {
    return accountWords(parsed.account);
  }
  return principal.text ?? "a principal known at deployment";
}
