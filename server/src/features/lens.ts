import type { Span } from "../text/span.ts";
import { shortened, visible } from "../text/visible.ts";
import { headOf } from "../tree/value.ts";
import type { PolicyView } from "./analyze.ts";
import { deniedBy } from "./deny-words.ts";
import { admitted, inShort } from "./explain.ts";
import { foremost, width } from "./phrase.ts";

/** The line that stands above a policy. */
export interface Lens {
  /** The opening of the policy. */
  readonly span: Span;
  /** Plain text. It quotes the policy. */
  readonly title: string;
}

const brokenTitle = "Who can assume: not known while the text has syntax errors";

/** A title stays on one line, most of which can be seen: what is longer is cut, and a second one that is not short is counted. */
const longestPhrase = 140;
const longestPair = 100;

/**
 * `Who can assume: GitHub Actions in acme/app, branch main`: the widest first, then what a Deny takes away. Undefined while there
 * is no statement to say it of. `now` is in milliseconds since 1970.
 */
export function lensOf({ policy, site }: PolicyView, now: number | undefined): Lens | undefined {
  if (policy.statements.length === 0) return undefined;
  const span = headOf(site.root);
  // Half a condition would let in everybody; without any line the text would jump at each keystroke.
  if (policy.statements.some(({ damaged }) => damaged)) return { span, title: brokenTitle };
  const phrases = foremost(admitted(policy, now));
  const sign = phrases.some(({ open }) => open) ? "⚠ " : ""; // in front of the line, where it catches the eye
  const who = phrases.map(({ text }) => readable(text));
  const [first = "", second = ""] = who;
  const title = `${sign}Who can assume: ${inShort(who, first.length + second.length > longestPair ? 1 : 2)}`;
  const letsNobodyIn = phrases.every((phrase) => phrase.width === width.nobody);
  const denied = letsNobodyIn ? [] : deniedBy(policy).map(readable);
  return { span, title: denied.length === 0 ? title : `${title}; ${inShort(denied, 1)}` };
}

function readable(text: string): string {
  return visible(shortened(text, longestPhrase));
}
