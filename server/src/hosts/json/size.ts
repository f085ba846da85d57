/**
 * The characters of JSON text that IAM counts: all but white space and comments between its tokens. White space inside strings
 * counts. `start` and `end` are offsets into the text; a string ends at the end of its line, if not before.
 */
export function sizeOf(text: string, start: number, end: number): number {
  let size = 0;
  for (let i = start; i < end; ) {
    const next = afterToken(text, i, end);
    if (!isSpace(text, i, next)) size += next - i;
    i = next;
  }
  return size;
}

const quote = 34;
const backslash = 92;
const slash = 47;
const star = 42;

function isSpace(text: string, start: number, end: number): boolean {
  const code = text.charCodeAt(start);
  return isBlank(code) || (code === slash && end - start > 1);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || isLineBreak(code);
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** The end of the string or comment that begins at an offset; anything else ends after one character. */
function afterToken(text: string, start: number, end: number): number {
  const code = text.charCodeAt(start);
  if (code === quote) return Math.min(afterString(text, start, end), end);
  if (code !== slash || start + 1 >= end) return start + 1;
  const second = text.charCodeAt(start + 1);
  if (second === slash) return endOfLine(text, start, end);
  if (second !== star) return start + 1;
  const close = text.indexOf("*/", start + 2);
  return close === -1 ? end : Math.min(close + 2, end);
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

function endOfLine(text: string, start: number, end: number): number {
  let i = start;
  while (i < end && !isLineBreak(text.charCodeAt(i))) i++;
  return i;
}
