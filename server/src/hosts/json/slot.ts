import { touches } from "../../text/span.ts";
import { type Slot, type Step, slotKindOf } from "../../tree/slot.ts";
import type { ArrayValue, Member, ObjectValue, Value } from "../../tree/value.ts";
import type { JsonMember } from "./parse.ts";
import { decodeEscapes } from "./string.ts";
import type { JsonText } from "./text.ts";

/** Where a search stands: the way down from the policy, and what was passed on it. */
interface Trail {
  readonly path: readonly Step[];
  readonly statement: ObjectValue | undefined;
}

/** What stands under an offset of the host document, in whole and in half-typed text. */
export function slotAt(source: JsonText, root: Value | undefined, offset: number): Slot | undefined {
  const trail: Trail = { path: [], statement: undefined };
  if (!root || root.kind === "missing") return new SlotFinder(source, offset).empty(trail);
  return new SlotFinder(source, offset).find(root, trail);
}

class SlotFinder {
  readonly #source: JsonText;
  /** The offset in the document and in the JSON text. */
  readonly #offset: number;
  readonly #at: number;

  constructor(source: JsonText, offset: number) {
    this.#source = source;
    this.#offset = offset;
    this.#at = source.toText(offset);
  }

  /** The text holds no value yet. */
  empty(trail: Trail): Slot | undefined {
    const word = this.#bareWord();
    const { text } = this.#source;
    const around = text.slice(0, word.start) + text.slice(word.end);
    if (around.trim() !== "") return undefined;
    return this.#slot(trail, false, { ...word, container: undefined, value: undefined, member: undefined });
  }

  find(root: Value, start: Trail): Slot | undefined {
    let value = root;
    let trail = start;
    for (;;) {
      if (value.kind === "hole") {
        const choice = value.choices.find((candidate) => touches(candidate.span, this.#offset));
        if (!choice) return undefined;
        value = choice;
        if (value.kind === "object" && isStatementPath(trail.path)) trail = { ...trail, statement: value };
        continue;
      }
      if (value.kind === "array") {
        const index = value.items.findIndex((item) => this.#inside(item));
        const item = value.items[index];
        if (!item) return this.#newItem(value, trail);
        const step = { path: [...trail.path, index], statement: trail.statement };
        if (item.kind === "object" && isStatementPath(step.path)) step.statement = item;
        if (!isContainer(item)) return this.#valueSlot(item, step, { container: value, member: undefined });
        value = item;
        trail = step;
        continue;
      }
      if (value.kind !== "object") return undefined;
      const member = value.members.find((candidate) => this.#inKey(candidate) || this.#inValue(candidate));
      if (!member) return this.#newKey(value, trail);
      if (this.#inKey(member)) return this.#keySlot(value, member, trail);
      const step = { path: [...trail.path, member.key.text ?? ""], statement: trail.statement };
      if (member.value.kind === "object" && isStatementPath(step.path)) step.statement = member.value;
      if (!isContainer(member.value)) return this.#valueSlot(member.value, step, { container: value, member });
      value = member.value;
      trail = step;
    }
  }

  #inKey(member: Member): boolean {
    return this.#offset > member.key.span.start && this.#offset <= member.key.inner.end;
  }

  #inValue(member: JsonMember | Member): boolean {
    const colon = "colon" in member ? member.colon : member.key.span.end;
    if (colon === undefined || this.#offset <= colon) return false;
    if (member.value.kind !== "missing") return this.#inside(member.value);
    const between = this.#source.text.slice(this.#source.toText(colon + 1), this.#at);
    return /^\s*[^\s,{}[\]"]*$/.test(between) && !between.includes("\n");
  }

  #inside(value: Value): boolean {
    if (!isContainer(value)) return touches(value.span, this.#offset) && this.#offset !== this.#afterQuote(value);
    if (this.#offset <= value.span.start) return false;
    return this.#offset < value.span.end || (this.#offset === value.span.end && !this.#closed(value));
  }

  /** Behind a closing quote nothing of the string can be typed any more. */
  #afterQuote(value: Value): number {
    return value.kind === "string" && value.inner.end < value.span.end ? value.span.end : -1;
  }

  #closed(value: Value): boolean {
    const last = this.#source.text[this.#source.toText(value.span.end) - 1];
    return last === "}" || last === "]";
  }

  #keySlot(container: ObjectValue, member: Member, trail: Trail): Slot {
    const open = member.key.inner.end === member.key.span.end;
    const replace = {
      start: this.#source.toText(member.key.span.start),
      end: this.#source.toText(member.key.span.end),
    };
    const word = { start: replace.start, end: open ? this.#at : replace.end, quoted: true, openQuote: open };
    const hasValue = "colon" in member && member.colon !== undefined;
    const commas = hasValue ? noCommas : this.#commas(container.members, member, word);
    return this.#slot(trail, true, { ...word, ...commas, container, value: undefined, member, hasValue });
  }

  #newKey(container: ObjectValue, trail: Trail): Slot | undefined {
    const word = this.#bareWord();
    if (word.start <= this.#source.toText(container.span.start)) return undefined;
    const commas = this.#commas(container.members, undefined, word);
    return this.#slot(trail, true, { ...word, ...commas, container, value: undefined, member: undefined });
  }

  #newItem(container: ArrayValue, trail: Trail): Slot | undefined {
    const word = this.#bareWord();
    if (word.start <= this.#source.toText(container.span.start)) return undefined;
    const commas = this.#commas(container.items, undefined, word);
    return this.#slot(trail, false, { ...word, ...commas, container, value: undefined, member: undefined });
  }

  #valueSlot(
    value: Value,
    trail: Trail,
    where: { readonly container: ObjectValue | ArrayValue; readonly member: Member | undefined },
  ): Slot | undefined {
    const siblings = where.container.kind === "object" ? where.container.members : where.container.items;
    const self = where.member ?? value;
    if (value.kind === "missing") {
      const word = this.#bareWord();
      return this.#slot(trail, false, {
        ...word,
        commaBefore: false,
        commaAfter: this.#commas(siblings, self, word).commaAfter,
        ...where,
        value,
      });
    }
    if (value.kind !== "string") {
      const word = { start: this.#source.toText(value.span.start), end: this.#source.toText(value.span.end) };
      return this.#slot(trail, false, { ...word, quoted: false, openQuote: false, ...noCommas, ...where, value });
    }
    const open = value.inner.end === value.span.end;
    const start = this.#source.toText(value.span.start);
    const end = open ? this.#at : this.#source.toText(value.span.end);
    if (this.#at <= start) return undefined;
    const commas = this.#commas(siblings, self, { start, end });
    return this.#slot(trail, false, {
      start,
      end,
      quoted: true,
      openQuote: open,
      ...commas,
      commaBefore: false,
      ...where,
      value,
    });
  }

  /** Which commas are missing around a word, seen from its neighbours. */
  #commas(
    siblings: readonly { readonly span: Value["span"] }[],
    self: { readonly span: Value["span"] } | undefined,
    word: { readonly start: number; readonly end: number },
  ): { commaBefore: boolean; commaAfter: boolean } {
    const { text } = this.#source;
    let before: number | undefined;
    let after: number | undefined;
    for (const sibling of siblings) {
      if (sibling === self) continue;
      const start = this.#source.toText(sibling.span.start);
      const end = this.#source.toText(sibling.span.end);
      if (end <= word.start) before = end;
      else if (start >= word.end && after === undefined) after = start;
    }
    return {
      commaBefore: before !== undefined && !text.slice(before, word.start).includes(","),
      commaAfter: after !== undefined && !text.slice(word.end, after).includes(","),
    };
  }

  /** The word without quotes around the offset; empty where there is none. */
  #bareWord(): {
    start: number;
    end: number;
    quoted: boolean;
    openQuote: boolean;
    commaBefore: boolean;
    commaAfter: boolean;
  } {
    const { text } = this.#source;
    const isWord = (index: number) => /[\w:.$*/@-]/.test(text[index] ?? "");
    let start = this.#at;
    while (start > 0 && isWord(start - 1)) start--;
    let end = this.#at;
    while (end < text.length && isWord(end)) end++;
    return { start, end, quoted: false, openQuote: false, ...noCommas };
  }

  #slot(
    trail: Trail,
    isKey: boolean,
    found: {
      readonly start: number;
      readonly end: number;
      readonly quoted: boolean;
      readonly openQuote: boolean;
      readonly commaBefore: boolean;
      readonly commaAfter: boolean;
      readonly container: ObjectValue | ArrayValue | undefined;
      readonly value: Value | undefined;
      readonly member: Member | undefined;
      readonly hasValue?: boolean;
    },
  ): Slot {
    const names = trail.path.filter((step): step is string => typeof step === "string");
    const { text } = this.#source;
    const from = found.quoted ? found.start + 1 : found.start;
    const to = found.quoted && !found.openQuote ? found.end - 1 : found.end;
    return {
      kind: slotKindOf(trail.path, isKey),
      replace: { start: this.#source.toHost(found.start), end: this.#source.toHost(found.end) },
      typed: decodeEscapes(text.slice(from, Math.max(from, this.#at))).text,
      word: decodeEscapes(text.slice(from, Math.max(from, to))).text,
      quoted: found.quoted,
      isKey,
      hasValue: found.hasValue ?? false,
      commaBefore: found.commaBefore,
      commaAfter: found.commaAfter,
      openQuote: found.openQuote,
      container: found.container,
      value: found.value,
      member: found.member,
      statement: trail.statement,
      principalType: names[2] && /^(not)?principal$/i.test(names[1] ?? "") ? names[2] : undefined,
      operator: /^condition$/i.test(names[1] ?? "") ? names[2] : undefined,
      key: /^condition$/i.test(names[1] ?? "") ? names[3] : undefined,
    };
  }
}

const noCommas = { commaBefore: false, commaAfter: false };

function isContainer(value: Value): value is ObjectValue | ArrayValue {
  return value.kind === "object" || value.kind === "array" || (value.kind === "hole" && value.choices.length > 0);
}

/** `Statement` itself, or one of its items. */
function isStatementPath(path: readonly Step[]): boolean {
  const [first, second] = path;
  if (typeof first !== "string" || first.toLowerCase() !== "statement") return false;
  return path.length === 1 || (path.length === 2 && typeof second === "number");
}
