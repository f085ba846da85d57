import { firstFitting } from "../catalog/index.ts";
import type { Provider, SubjectVerdict, ValueTemplate } from "../catalog/types.ts";

/** What the subject of a token says about its bearer. */
export interface SubjectReading {
  readonly verdict: SubjectVerdict | undefined;
  /** The template of the provider that it is built like. */
  readonly template: ValueTemplate | undefined;
  /** In words that go on from the provider's title: `in acme/app, branch main`. */
  readonly says: string | undefined;
}

/** Reads a subject, wildcards included, as the provider writes it. */
export function readSubject(provider: Provider, value: string): SubjectReading {
  const verdict = firstFitting(provider.subjectVerdicts, value);
  const matches = provider.subjects
    .flatMap((template) => {
      const values = readTemplate(template.template, value);
      return values ? [{ template, values, fixed: fixedLength(template.template) }] : [];
    })
    .toSorted((a, b) => b.fixed - a.fixed);
  const best = matches[0];
  const says = best?.template.says === undefined ? undefined : fill(best.template.says, best.values);
  return { verdict, template: best?.template, says };
}

/**
 * The values of the placeholders of a template in a text that is built like it; each takes as little as it can. Linear in the
 * length of the text.
 */
export function readTemplate(template: string, text: string): ReadonlyMap<string, string> | undefined {
  const pieces = template.split(/\$\{([A-Z0-9_]+)(?:=[^}]*)?\}/);
  const values = new Map<string, string>();
  const first = pieces[0] ?? "";
  if (!text.startsWith(first)) return undefined;
  let at = first.length;
  for (let i = 1; i < pieces.length; i += 2) {
    const name = pieces[i] ?? "";
    const after = pieces[i + 1] ?? "";
    const last = i + 2 >= pieces.length;
    const end = last ? text.length - after.length : after === "" ? -1 : text.indexOf(after, at + 1);
    if (end <= at || (last && !text.endsWith(after))) return undefined;
    values.set(name, text.slice(at, end));
    at = end + after.length;
  }
  return at === text.length ? values : undefined;
}

function fixedLength(template: string): number {
  return template.replace(/\$\{[^}]*\}/g, "").length;
}

/** `branch ${BRANCH}` with `*` is `any branch`. */
function fill(says: string, values: ReadonlyMap<string, string>): string {
  return says
    .replace(/\b(\w+) \$\{([A-Z0-9_]+)\}/g, (whole, word: string, name: string) =>
      values.get(name) === "*" && word !== "in" && word !== "named" ? `any ${word}` : whole,
    )
    .replace(/\$\{([A-Z0-9_]+)\}/g, (_whole, name: string) => values.get(name) ?? "");
}
