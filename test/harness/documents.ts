import type { OpenOptions } from "../../server/src/service.ts";
import { filesBelow, specFiles, textOf } from "./files.ts";
import { openSource } from "./source.ts";

/** A text that the laws run over, and how it is opened. */
export interface Document {
  /** Where it comes from, to find it again. */
  readonly name: string;
  readonly text: string;
  readonly options: OpenOptions;
}

/** A rule that throws fails the law, and does not lose its findings in silence. */
export function failLoudly(rule: string, error: unknown): never {
  throw new Error(`rule ${rule} failed`, { cause: error });
}

/** The source of every specification, the examples, and the corpus. */
export function documents(): readonly Document[] {
  const specs = specFiles().flatMap(({ name, cases }) =>
    cases.map(({ title, source }): Document => {
      const { text, options } = openSource(source).snapshot;
      return { name: `${name} · ${title}`, text, options };
    }),
  );
  const files = ["examples", "test/corpus"].flatMap((folder) =>
    filesBelow(folder, ".json").map((file): Document => {
      const options = { languageId: "json", named: /trust-policy/.test(file), failed: failLoudly };
      return { name: `${folder}/${file}`, text: textOf(`${folder}/${file}`), options };
    }),
  );
  return [...specs, ...files];
}

/**
 * Some `count` offsets over all documents together, spread evenly and the same in every run: for laws that hold at every offset,
 * which would take too long to try.
 */
export function* offsetsIn(all: readonly Document[], count: number): Generator<readonly [Document, offset: number]> {
  const total = all.reduce((sum, { text }) => sum + text.length + 1, 0);
  const step = Math.max(1, Math.floor(total / count));
  let next = 0;
  for (const document of all) {
    for (; next <= document.text.length; next += step) yield [document, next];
    next -= document.text.length + 1;
  }
}
