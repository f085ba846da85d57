/**
 * The characters of JSON text that IAM counts: all but white space and comments between its tokens. White space inside strings
 * counts. `start` and `end` are offsets into the text; a string ends at the end of its line, if not before.
 */
export function sizeOf(text: string, start: number, end: number): number {
  let size = 0;
  for (let i = start; i < end; ) {
    const code = text.charCodeAt(i);
    const next = code === quote ? afterString(text, i, end) : code === slash ? afterComment(text, i, end) : i + 1;
    const counts = code === slash ? next === i + 1 : !isBlank(code);
    if (counts) size += next - i;
    i = next;
  }
  return size;
}

const quote = 34;
const backslash = 92;
const slash = 47;
const star = 42;

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || isLineBreak(code);
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function afterString(text: string, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === backslash) i++;
    else if (code === quote) return i + 1;
    else if (isLineBreak(code)) return i;
  }
  return end;
}

/** The end of the comment that begins at a slash; of the slash itself when none does. */
function afterComment(text: string, start: number, end: number): number {
  const second = start + 1 < end ? text.charCodeAt(start + 1) : 0;
  if (second === star) {
    const close = text.indexOf("*/", start + 2);
    return close === -1 ? end : Math.min(close + 2, end);
  }
  if (second !== slash) return start + 1;
  let i = start;
  while (i < end && !isLineBreak(text.charCodeAt(i))) i++;
  return i;
}
