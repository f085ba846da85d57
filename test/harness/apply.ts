import { plainText, type TextEdit, type TextPart } from "../../server/src/tree/edit.ts";

/** The text after some edits, none of which may overlap. Placeholders are written by `print`. */
export function applyEdits(
  text: string,
  edits: readonly TextEdit[],
  print: (part: TextPart) => string = (part) => plainText([part]),
): string {
  let result = "";
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)) {
    if (edit.span.start < from) throw new Error("two edits overlap");
    result += text.slice(from, edit.span.start) + edit.text.map(print).join("");
    from = edit.span.end;
  }
  return result + text.slice(from);
}

/** ‹…› around what a person has to fill in. */
export function showPlaceholders(part: TextPart): string {
  return typeof part === "string" ? part : `‹${part.text}›`;
}
