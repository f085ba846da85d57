import type { Policy, Statement } from "../../policy/model.ts";
import { deniedWords } from "../deny-words.ts";
import { admitted, admittedBy, inShort } from "../explain.ts";
import { foremost, textsOf } from "../phrase.ts";
import { render } from "./card.ts";
import { bold, code, plain } from "./markdown.ts";

/** A list is never longer than a screen. */
const longestList = 8;

/** A whole statement: whom it lets in, or keeps out. Undefined where its effect is neither. */
export function describeStatement(statement: Statement, now: number | undefined): string | undefined {
  const { allow, sid } = statement;
  if (allow === undefined) return undefined;
  const name = sid?.value.kind === "string" ? sid.value.text : undefined;
  return render({
    name: bold("Statement"),
    shape: [allow ? "Allow" : "Deny", name && code(name)],
    more: allow ? letsIn(textsOf(admittedBy(statement, now))) : [keepsOut(statement)],
  });
}

/** What a statement comes to, as the end of a sentence. */
export function statementHere(statement: Statement | undefined, now: number | undefined): string | undefined {
  if (statement?.allow === true) return `lets in ${plain(inShort(textsOf(foremost(admittedBy(statement, now)))))}.`;
  const denied = statement && deniedWords(statement);
  return denied === undefined ? undefined : `keeps out ${plain(denied)}.`;
}

export function policyHere(policy: Policy, now: number | undefined): string {
  return `lets in ${plain(inShort(textsOf(foremost(admitted(policy, now)))))}.`;
}

function letsIn(who: readonly string[]): readonly string[] {
  if (who.length === 1) return [`Lets in ${plain(who[0] ?? "")}.`];
  const more = who.length > longestList ? [`- and ${who.length - longestList} more`] : [];
  return ["Lets in", [...who.slice(0, longestList).map((text) => `- ${plain(text)}`), ...more].join("\n")];
}

function keepsOut(statement: Statement): string {
  const denied = deniedWords(statement);
  return denied === undefined ? "Keeps nobody from assuming the role." : `Keeps out ${plain(denied)}.`;
}
