import { contains, type Span } from "../../text/span.ts";
import { isStatementPath, namesOf, type Slot, type Step, slotKindOf } from "../../tree/slot.ts";
import { type ArrayValue, childrenOf, type Member, type ObjectValue, type Value } from "../../tree/value.ts";
import { repairCharacters } from "./characters.ts";
import { bareWord, type Cursor, cursorAt, type Frame, nextAfter, type Word } from "./cursor.ts";
import { decodeEscapes } from "./string.ts";
import type { JsonText } from "./text.ts";

/** What a slot is looked for in: the text, the tree that was read from it, and whether intrinsic functions may stand there. */
export interface SlotSource {
  readonly source: JsonText;
  readonly root: Value;
  readonly dialect: "json" | "template";
  /** Where a policy is missing inside a document: the stretch that it will be written into. */
  readonly blank?: Span | undefined;
}

/** What stands under an offset of the host document, in whole and in half-typed text. */
export function slotAt(policy: SlotSource, offset: number): Slot | undefined {
  const { source, root } = policy;
  const at = source.toText(offset);
  if (source.toHost(at) !== offset) return undefined; // in the middle of an escape
  if (root.kind !== "object" && root.kind !== "array") return emptySlot(policy, at);
  const { text } = repairCharacters(source);
  const cursor = cursorAt(text, source.toText(root.span.start), at);
  return cursor && slotOf(policy, cursor, at);
}

/** The text holds nothing yet but a word or a few: they stand for a whole policy. */
function emptySlot({ source, root, blank }: SlotSource, at: number): Slot | undefined {
  const from = blank ? source.toText(blank.start) : 0;
  const text = blank ? source.text.slice(from, source.toText(blank.end)) : source.text;
  const word = wordOf(text, at - from);
  if (!word) return undefined;
  const moved = { ...word, start: word.start + from, end: word.end + from };
  const commaAfter = blank !== undefined && nextAfter(source.text, moved.end).kind === "value";
  const value = root.kind === "missing" ? undefined : root;
  return { ...baseOf(source, moved, at), ...nowhere, commaAfter, kind: "policy", value };
}

/** A text that is a word, or a few on one line, as the word under the cursor. */
function wordOf(text: string, at: number): Word | undefined {
  if (/[{}[\]]/.test(text) || text.trim().includes("\n")) return undefined;
  const start = text.search(/\S|$/);
  const end = text.trimEnd().length;
  const some = start < end && at >= start && at <= end;
  if (!some && start < end) return undefined;
  const quoted = text[start] === '"';
  const open = quoted && !(end - start > 1 && text[end - 1] === '"');
  if (some && quoted && !open && at === end) return undefined;
  return some ? { start, end, quoted, open } : bareWord(text, at);
}

const nowhere = {
  isKey: false,
  hasValue: false,
  commaBefore: false,
  missingComma: undefined,
  commaAfter: false,
  container: undefined,
  isItem: false,
  member: undefined,
  statement: undefined,
  principalType: undefined,
  operator: undefined,
  key: undefined,
  substituted: false,
} as const;

function slotOf({ source, root, dialect }: SlotSource, cursor: Cursor, at: number): Slot {
  const { frames, word, isKey, next } = cursor;
  const whole = isKey ? frames.slice(0, -1) : frames;
  const { path, substituted } = pathOf(whole, dialect);
  const known = path ?? [];
  const names = namesOf(known);
  const containers = frames.map((frame) => containerAt(root, source.toHost(frame.start)));
  const container = containers.findLast((found) => found !== undefined);
  const fresh = word.start === word.end && (isKey || container?.kind === "array");
  const withColon = isKey && next.kind === "colon" && !next.hasValue && sameLine(source.text, word.end, next.end);
  return {
    ...baseOf(source, withColon ? { ...word, end: next.end } : word, at, word),
    kind: path === undefined ? "other" : slotKindOf(known, isKey),
    isKey,
    hasValue: isKey && next.kind === "colon" && !withColon,
    ...commasOf(source, cursor),
    container,
    isItem: !isKey && frames.at(-1)?.kind === "array",
    ...(fresh ? unoccupied : nodeIn(container, source.toHost(word.start), isKey)),
    statement: statementOf(frames, containers, dialect),
    principalType: /^(not)?principal$/i.test(names[1] ?? "") ? names[2] : undefined,
    operator: /^condition$/i.test(names[1] ?? "") ? names[2] : undefined,
    key: /^condition$/i.test(names[1] ?? "") ? names[3] : undefined,
    substituted,
  };
}

/** The word as the slot shows it; `replaced` may go further than the word itself. */
function baseOf(
  source: JsonText,
  replaced: Word,
  at: number,
  word: Word = replaced,
): Pick<Slot, "replace" | "typed" | "word" | "opening"> {
  const { text } = source;
  const from = word.quoted ? word.start + 1 : word.start;
  const to = word.quoted && !word.open ? word.end - 1 : word.end;
  return {
    replace: { start: source.toHost(replaced.start), end: source.toHost(replaced.end) },
    typed: decodeEscapes(text.slice(from, Math.max(from, Math.min(at, to)))).text,
    word: decodeEscapes(text.slice(from, Math.max(from, to))).text,
    opening: word.quoted ? source.encode('"') : "",
  };
}

function commasOf(source: JsonText, cursor: Cursor): Pick<Slot, "commaBefore" | "missingComma" | "commaAfter"> {
  const { word, noCommaSince, next, isKey } = cursor;
  const commaAfter = next.kind === "value" || (next.kind === "colon" && !isKey);
  if (noCommaSince === undefined) return { commaBefore: false, missingComma: undefined, commaAfter };
  if (noCommaSince === word.start) return { commaBefore: true, missingComma: undefined, commaAfter };
  const place = source.toHost(noCommaSince);
  const missingComma = { span: { start: place, end: place }, text: [source.encode(",")] };
  return { commaBefore: false, missingComma, commaAfter };
}

function sameLine(text: string, start: number, end: number): boolean {
  return !/[\r\n]/.test(text.slice(start, end));
}

/**
 * The way from the policy down to a place. In templates `Fn::If` and `Fn::Sub` are stepped over; inside any other function there
 * is no place of a policy.
 */
function pathOf(
  frames: readonly Frame[],
  dialect: "json" | "template",
): { readonly path: readonly Step[] | undefined; readonly substituted: boolean } {
  if (dialect === "json") return { path: frames.map((frame) => frame.step), substituted: false };
  const path: Step[] = [];
  let substituted = false;
  for (let i = 0; i < frames.length; i++) {
    const step = frames[i]?.step;
    if (step === undefined) continue;
    if (step === "Fn::Sub" || step === "Fn::If") {
      const index = frames[i + 1]?.step;
      const beside =
        step === "Fn::If" ? index === 0 || frames[i + 1]?.kind !== "array" : index !== undefined && index !== 0;
      if (beside) return { path: undefined, substituted };
      if (step === "Fn::Sub") substituted = true;
      if (index !== undefined) i++;
    } else if (step === "Ref" || (typeof step === "string" && step.startsWith("Fn::"))) {
      return { path: undefined, substituted };
    } else path.push(step);
  }
  return { path, substituted };
}

/** The object or array of the tree that begins at an offset of the document. */
function containerAt(root: Value, start: number): ObjectValue | ArrayValue | undefined {
  const around = { start, end: start + 1 };
  for (let value: Value | undefined = root; value; ) {
    if ((value.kind === "object" || value.kind === "array") && value.span.start === start) return value;
    value = childrenOf(value).find((child) => contains(child.span, around));
  }
  return undefined;
}

/** Nothing stands at the slot yet, though something may begin right behind it. */
const unoccupied = { value: undefined, member: undefined } as const;

function nodeIn(
  container: ObjectValue | ArrayValue | undefined,
  start: number,
  isKey: boolean,
): { readonly value: Value | undefined; readonly member: Member | undefined } {
  if (container?.kind === "array") {
    return { value: container.items.find((item) => item.span.start === start), member: undefined };
  }
  const member = container?.members.find(({ key, value, span }) =>
    isKey ? key.span.start === start : value.span.start === start || (span.start < start && start <= span.end),
  );
  const value = member && !isKey && member.value.span.start <= start ? member.value : undefined;
  return { value, member };
}

function statementOf(
  frames: readonly Frame[],
  containers: readonly (ObjectValue | ArrayValue | undefined)[],
  dialect: "json" | "template",
): ObjectValue | undefined {
  const index = frames.findLastIndex((frame, i) => {
    const { path } = pathOf(frames.slice(0, i), dialect);
    return frame.kind === "object" && path !== undefined && isStatementPath(path);
  });
  const found = containers[index];
  return found?.kind === "object" ? found : undefined;
}
