import { MarkupKind } from "vscode-languageserver";

/** Documentation as the client can show it. */
export function documentation(markdown: string, asMarkdown: boolean): { kind: MarkupKind; value: string } {
  if (asMarkdown) return { kind: MarkupKind.Markdown, value: markdown };
  return { kind: MarkupKind.PlainText, value: withoutMarks(markdown) };
}

/** A code span, an escaped character, a link, or a mark of emphasis: all that our Markdown has. */
const mark = /(`+)( ?)(.*?)\2\1(?!`)|\\([!-/:-@[-`{-~])|\[((?:\\.|[^\]\\])*)\]\(([^)]*)\)|\*{1,2}/gs;

/** Markdown as it reads: an asterisk in code or behind a backslash is one of the text and stays. */
function withoutMarks(markdown: string): string {
  return markdown.replace(mark, (_, _fence, _pad, code?: string, escaped?: string, label?: string, url?: string) => {
    if (label !== undefined) return `${withoutMarks(label)} <${url}>`;
    return code ?? escaped ?? "";
  });
}
