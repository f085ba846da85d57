import type { Provider } from "../../catalog/types.ts";
import { setText } from "../../policy/edit.ts";
import { firstWildcard } from "../../policy/match.ts";
import type { Text, TextPart, TreeEdit } from "../../tree/edit.ts";
import type { Fix } from "../define.ts";
import { templateText } from "./condition-fixes.ts";
import { inWords, isTwin } from "./federation-fixes.ts";
import { type Subject, subjectsOf, withoutIds } from "./subjects.ts";

/** Fixes that write a narrower subject in place of a pattern. */

const offered = 2;

/**
 * The provider's usual subjects, with what the pattern says already in them: `repo:acme/*` becomes one branch of a repository of
 * acme. A twin by IDs changes along with it.
 */
export function narrowerFixes({ federation, text }: Subject): readonly Fix[] {
  const twins = subjectsOf(federation.statement).filter((other) => withoutIds(other.text) === withoutIds(text));
  const [first = [], ...others] = twins.map(narrowerOf);
  return first.slice(0, offered).flatMap(({ what, edit }, index): readonly Fix[] => {
    const more = others.flatMap((list) => list[index]?.edit ?? []);
    if (more.length < others.length) return [];
    return [{ title: `Limit to ${what}`, edits: [edit, ...more], safe: false, preferred: index === 0 }];
  });
}

interface Narrower {
  readonly what: string;
  readonly edit: TreeEdit;
}

function narrowerOf({ federation, value, text }: Subject): readonly Narrower[] {
  const beginning = text.slice(0, firstWildcard(text));
  return shapesLike(federation.provider, text).flatMap((subject): readonly Narrower[] => {
    const narrower = filledIn(templateText(subject.template), beginning);
    return narrower ? [{ what: inWords(subject), edit: setText(value, narrower) }] : [];
  });
}

/** The shapes without wildcards, by IDs where the text has some. */
function shapesLike({ subjects }: Provider, text: string) {
  const single = subjects.filter(({ wildcards }) => !wildcards);
  const alike = single.filter((subject) => isTwin(subject) === text.includes("@"));
  return alike.length > 0 ? alike : single;
}

/** The template with the beginning of a text in it; undefined where the two do not go together. */
function filledIn(template: Text, beginning: string): Text | undefined {
  const parts = typeof template === "string" ? [template] : template;
  const filled: TextPart[] = [];
  let rest = beginning;
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string") {
      if (!rest.startsWith(part) && !part.startsWith(rest)) return undefined;
      filled.push(part);
      rest = rest.slice(part.length);
    } else {
      const next = parts[index + 1];
      const end = typeof next === "string" ? rest.indexOf(next.charAt(0)) : -1;
      const name = end === -1 ? rest : rest.slice(0, end);
      filled.push(name || part);
      rest = rest.slice(name.length);
    }
  }
  return rest === "" ? filled : undefined;
}
