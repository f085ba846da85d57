import type { Source } from "../../catalog/types.ts";
import { link, plain } from "./markdown.ts";

/** What a hover shows, top down. Every text but `what` and `caveat` is Markdown already. */
export interface Card {
  readonly name: string;
  /** What it is in a word or two: ARN, one value. */
  readonly shape?: readonly (string | undefined)[];
  /** What it is; plain text of the catalogue. */
  readonly what?: string | undefined;
  readonly more?: readonly (string | undefined)[];
  /** What it means in this statement. */
  readonly here?: readonly (string | undefined)[];
  readonly caveat?: string | undefined;
  readonly source?: Source | undefined;
}

export function render(card: Card): string {
  const here = (card.here ?? []).filter(isThere);
  const paragraphs = [
    [card.name, ...(card.shape ?? [])].filter(isThere).join(" · "),
    card.what === undefined ? undefined : plain(card.what),
    ...(card.more ?? []),
    here.length === 0 ? undefined : `*Here:* ${here.join(" ")}`,
    card.caveat === undefined ? undefined : plain(firstSentences(card.caveat)),
    card.source && sourceLine(card.source),
  ];
  return paragraphs.filter(isThere).join("\n\n");
}

function sourceLine({ url, checked }: Source): string {
  const host = url.split("/")[2] ?? url;
  const label = host === "docs.aws.amazon.com" ? "AWS documentation" : host;
  return `${link(label, url)} · checked ${checked.slice(0, 7)}`;
}

/** Caveats of the catalogue can be long: a hover takes whole sentences until it is full. */
function firstSentences(text: string): string {
  if (text.length <= 420) return text;
  const end = text.lastIndexOf(". ", 420);
  return end < 0 ? text : text.slice(0, end + 1);
}

function isThere(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}
