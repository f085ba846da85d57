/** Past these a document is not read: no policy is that large, and an editor must not wait for one that is. */
export const maximumLength = 20 * 1024 * 1024;
export const maximumDepth = 500;

/** The offset of the first bracket that is nested too deeply; undefined when there is none. */
export function depthOf(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      i = endOfString(text, i);
    } else if (code === 123 || code === 91) {
      if (++depth > maximumDepth) return i;
    } else if (code === 125 || code === 93) depth--;
  }
  return undefined;
}

/** The offset of the quote that closes a string, or of the end of its line. */
function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 34 || code === 10) return i;
  }
  return text.length;
}
