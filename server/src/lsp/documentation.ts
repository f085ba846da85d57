import { MarkupKind } from "./protocol.ts";

/** Documentation as the client can show it. */
export function documentation(markdown: string, asMarkdown: boolean): { kind: MarkupKind; value: string } {
  if (asMarkdown) return { kind: MarkupKind.Markdown, value: markdown };
  return { kind: MarkupKind.PlainText, value: withoutMarks(markdown) };
}

/** The beginning of a code span, an escaped character, a link, or a mark of emphasis: all that our Markdown has. */
const mark = /`+|\\([!-/:-@[-`{-~])|\[((?:\\.|[^[\]\\])*)\]\(([^()]*)\)|\*{1,2}/gs;

/** Markdown as it reads: an asterisk in code or behind a backslash is one of the text and stays. */
function withoutMarks(markdown: string): string {
  let text = "";
  let from = 0;
  for (let found = nextMark(markdown, from); found; found = nextMark(markdown, from)) {
    const [whole, escaped, label, url] = found;
    text += markdown.slice(from, found.index);
    from = found.index + whole.length;
    const end = whole.startsWith("`") ? endOfCode(markdown, from, whole) : undefined;
    if (end !== undefined) {
      text += unpadded(markdown.slice(from, end));
      from = end + whole.length;
    } else if (label !== undefined) text += `${withoutMarks(label)} <${url}>`;
    else text += whole.startsWith("`") ? whole : (escaped ?? "");
  }
  return text + markdown.slice(from);
}

function nextMark(markdown: string, from: number): RegExpExecArray | null {
  mark.lastIndex = from;
  return mark.exec(markdown);
}

/** Where a code span that began with a run of backticks ends with an equal one. */
function endOfCode(markdown: string, from: number, fence: string): number | undefined {
  for (let at = markdown.indexOf(fence, from); at >= 0; at = markdown.indexOf(fence, at)) {
    const start = at;
    while (markdown[at] === "`") at++;
    if (at - start === fence.length) return start;
  }
  return undefined;
}

/** One blank on either side keeps backticks of the text apart from those around it. */
function unpadded(code: string): string {
  return code.startsWith(" ") && code.endsWith(" ") && code.length > 1 ? code.slice(1, -1) : code;
}
