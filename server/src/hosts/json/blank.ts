import type { Span } from "../../text/span.ts";
import type { Value } from "../../tree/value.ts";
import { type JsonText, toHostSpan } from "./text.ts";

/**
 * The stretch that a policy will be written into, for a value that has only begun: nothing behind a colon, a word, or a text
 * of a word or two. Undefined when something stands there, a dynamic reference for one.
 */
export function blankStretch(source: JsonText, value: Value): Span | undefined {
  if (value.kind === "string") return /^[\w .-]*$/.test(value.text ?? "{") ? value.span : undefined;
  if (value.kind !== "missing") return undefined;
  const start = source.toText(value.span.start);
  const rest = /^\s*[^\s,:{}[\]"]*\s*/.exec(source.text.slice(start))?.[0] ?? "";
  return toHostSpan(source, start, start + rest.length);
}
