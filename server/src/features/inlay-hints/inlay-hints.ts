import { testFor } from "../../access/admits.ts";
import type { Config } from "../../config/config.ts";
import type { Condition, Principal, Statement } from "../../policy/model.ts";
import type { Span } from "../../text/span.ts";
import type { Value } from "../../tree/value.ts";
import type { PolicyView } from "../analyze.ts";
import { accountHint } from "./account.ts";
import { timeLeft } from "./time-left.ts";

/** A few words that are shown in a line of the document without being part of it. */
export interface InlayHint {
  /** Behind the value that it is about: within an ARN it would tear it apart. */
  readonly offset: number;
  /** Plain text, and never a text of the document. */
  readonly label: string;
  /** Plain text. There are editors that take it for Markdown, so of the document it holds 12 digits at most. */
  readonly tooltip: string;
}

/** What an editor cannot read out of the policy. */
export interface HintSettings {
  readonly accounts: Config["accounts"];
  /** Milliseconds since 1970; left out, nothing is said of the time that is left. */
  readonly now: number | undefined;
}

/** The hints of a policy whose place is within a span of the document, in order. */
export function inlayHintsOf({ policy }: PolicyView, within: Span, settings: HintSettings): readonly InlayHint[] {
  const hints = policy.statements
    .filter(({ source }) => source.span.start <= within.end && within.start <= source.span.end)
    .flatMap((statement) => hintsOf(statement, settings));
  return hints
    .filter(({ offset }) => within.start <= offset && offset <= within.end)
    .toSorted((a, b) => a.offset - b.offset);
}

function hintsOf({ principals, conditions }: Statement, settings: HintSettings): readonly InlayHint[] {
  return [
    ...principals.flatMap((principal) => principalHints(principal, settings)),
    ...conditions.flatMap((condition) => conditionHints(condition, settings)),
  ];
}

/** The account in the ARN of an identity provider is always the role's own. */
function principalHints({ type, source }: Principal, { accounts }: HintSettings): readonly InlayHint[] {
  return type === "AWS" ? hintBehind(source, accountHint(textOf(source), accounts)) : [];
}

function conditionHints(condition: Condition, { accounts, now }: HintSettings): readonly InlayHint[] {
  const test = testFor(condition);
  const key = test.key?.key;
  if (key?.type === "Date") {
    const left = now === undefined ? undefined : timeLeft(test, now);
    return condition.values.flatMap((value) => hintBehind(value, left));
  }
  if (key?.type !== "ARN" && key?.valueKind !== "account") return [];
  return condition.values.flatMap((value) => hintBehind(value, accountHint(textOf(value), accounts)));
}

function textOf(value: Value): string | undefined {
  return value.kind === "string" ? value.text : undefined;
}

function hintBehind({ span }: Value, hint: Omit<InlayHint, "offset"> | undefined): readonly InlayHint[] {
  return hint ? [{ offset: span.end, ...hint }] : [];
}
