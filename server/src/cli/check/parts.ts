import type { Surroundings } from "../surroundings.ts";
import { refusalOf } from "./check-file.ts";
import { start } from "./check-text.ts";
import type { Element } from "./elements.ts";
import { LargeText, largestWhole } from "./large-text.ts";

/** A document or an object of a large one, or why there is nothing more to look at. */
export type Part = Element | { readonly error: string };

/** The parts of one document whose bytes come in pieces: one, or of a large document the objects of its lists. */
export async function* partsOf(input: Surroundings["stdin"]): AsyncIterable<Part> {
  let kept: Uint8Array[] = [];
  let length = 0;
  let large: LargeText | undefined;
  for await (const chunk of input) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    length += bytes.length;
    kept.push(bytes);
    if (length <= largestWhole) continue;
    large ??= new LargeText();
    for (const one of kept) yield* large.push(one);
    kept = [];
  }
  if (!large) yield wholeOf(Buffer.concat(kept));
  else {
    yield* large.end();
    if (large.refusal !== undefined) yield { error: large.refusal };
  }
}

function wholeOf(bytes: Buffer): Part {
  const error = refusalOf(bytes);
  return error === undefined ? { text: bytes.toString("utf8"), origin: start } : { error };
}
