import { firstFitting, fitsPattern } from "../catalog/index.ts";
import type { Provider, SubjectVerdict } from "../catalog/types.ts";
import { firstWildcard } from "../policy/match.ts";

/**
 * What a subject lets in. `patterns` says that `*` and `?` are wildcards here. Undefined when the provider's customers shape
 * their subjects freely, when the value has a policy variable, or when nothing is known of its shape.
 */
export function verdictOf(provider: Provider, subject: string, patterns: boolean): SubjectVerdict | undefined {
  if (subject.includes("${")) return undefined;
  const wild = firstWildcard(subject);
  if (wild !== -1 && !patterns) return undefined;
  const verdict = firstVerdict(provider, subject) ?? shapeVerdict(provider, subject);
  if (verdict?.verdict !== "never" || wild === -1) return verdict;
  return isHopeless(provider, subject.slice(0, wild)) ? verdict : undefined;
}

function firstVerdict(provider: Provider, subject: string): SubjectVerdict | undefined {
  const found = firstFitting(provider.subjectVerdicts, subject);
  return found?.verdict === "never" && hasShape(provider, subject) ? undefined : found;
}

function hasShape({ subjectPattern }: Provider, subject: string): boolean {
  return subjectPattern !== undefined && fitsPattern(subjectPattern, subject) === true;
}

/** A value that does not have the shape of the provider's subjects fits no token. */
function shapeVerdict({ subjectPattern, subjects }: Provider, subject: string): SubjectVerdict | undefined {
  if (subjectPattern === undefined || fitsPattern(subjectPattern, subject) !== false) return undefined;
  const shape = subjects[0]?.template.replace(/\$\{([^}=]*)(?:=[^}]*)?\}/g, "$1");
  return {
    pattern: subjectPattern,
    verdict: "never",
    summary: `nobody: a subject looks like ${shape ?? "another text"}`,
  };
}

/**
 * Whether no text that begins with `start` is a subject. Only whole words count: those before the last colon, with something
 * behind it that every kind of subject of these providers can end in.
 */
function isHopeless(provider: Provider, start: string): boolean {
  const words = start.slice(0, start.lastIndexOf(":") + 1);
  const enough = words.startsWith("repo:") ? /^repo:[^:]+:[^:]+:/.test(words) : words !== "";
  return provider.family === "github" && enough && firstVerdict(provider, `${words}refs/heads/x`)?.verdict === "never";
}
