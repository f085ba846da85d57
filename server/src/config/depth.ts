import { createScanner } from "jsonc-parser";

/** A configuration has four levels; many more would overflow the parser's stack. */
const deepest = 100;

/**
 * Whether a text has too many brackets in brackets to be parsed. As for the parser, what stands in strings and comments is no
 * bracket, and one that closes nothing is passed over.
 */
export function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  const awaited: string[] = [];
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const char = text[scanner.getTokenOffset()];
    if (char === "{") awaited.push("}");
    else if (char === "[") awaited.push("]");
    else if (char === awaited.at(-1)) awaited.pop();
    if (awaited.length > deepest) return true;
  }
  return false;
}
