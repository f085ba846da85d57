import { type FormattingOptions, type ModificationOptions, modify, type ParseError, parseTree } from "jsonc-parser";
import type { TextEdit, TextPart } from "../tree/edit.ts";
import { isTooDeep } from "./depth.ts";
import { fromNode, type Item } from "./item.ts";

/** The change of a configuration's text that turns a rule off, as people would write it: comments and layout stay. */

/** Where a rule shall be silent. */
export interface Silence {
  readonly rule: string;
  /** Of the policy, relative to the folder of the configuration, with forward slashes. */
  readonly path: string;
  /** Of the statement; left out, the entry counts for all of the file. */
  readonly sid?: string;
}

/** What a configuration that does not exist yet begins with. */
export const emptyConfig = "{}\n";

/**
 * Adds an entry of `allow` whose reason is to be typed: empty, it does not count. Undefined where the text is not a
 * configuration that could be added to.
 */
export function allowEdit(text: string, { rule, path, sid }: Silence): TextEdit | undefined {
  const allow = memberOf(text, "allow");
  if (allow !== "none" && allow?.kind !== "array") return undefined;
  const reason = unusedWord(text + path + (sid ?? ""));
  const entry = { rule, files: [globOf(path)], ...(sid === undefined ? {} : { sid }), reason };
  if (allow === "none") return edited(text, ["allow"], [entry], reason);
  return edited(text, ["allow", allow.items.length], entry, reason);
}

/** Sets the level of a rule to off. Undefined where the text is not a configuration that could be added to. */
export function offEdit(text: string, rule: string): TextEdit | undefined {
  const levels = memberOf(text, "rules");
  if (levels !== "none" && levels?.kind !== "object") return undefined;
  return edited(text, ["rules", rule], "off");
}

/** A member of the configuration; `none` where it has none of that name. Undefined for text that is no configuration. */
function memberOf(text: string, name: string): Item | "none" | undefined {
  if (isTooDeep(text)) return undefined;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const item = root && errors.length === 0 ? fromNode(root) : undefined;
  if (item?.kind !== "object") return undefined;
  return item.members.find((member) => member.name === name)?.value ?? "none";
}

/** `blank`: a text of the new value in whose place something is to be typed. */
function edited(text: string, path: (string | number)[], value: unknown, blank?: string): TextEdit | undefined {
  const options: ModificationOptions = { formattingOptions: layoutOf(text), isArrayInsertion: true };
  const [edit, ...more] = modify(text, path, value, options);
  if (!edit || more.length > 0) return undefined;
  const { offset, length, content } = edit;
  return {
    span: { start: offset, end: offset + length },
    text: blank === undefined ? [content] : parts(content, blank),
  };
}

function parts(content: string, blank: string): readonly TextPart[] {
  const [before = "", ...after] = content.split(blank);
  return [before, { placeholder: "REASON", text: "" }, after.join(blank)];
}

/** A word that stands in none of the texts around it. */
function unusedWord(texts: string): string {
  let word = "REASON";
  while (texts.includes(word)) word += "_";
  return word;
}

function layoutOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1];
  const insertSpaces = !indent?.startsWith("\t");
  const tabSize = insertSpaces ? (indent?.length ?? 2) : 1;
  return { insertSpaces, tabSize, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}

/** The glob that fits one path. What has a meaning in globs becomes a sign for any one character. */
function globOf(path: string): string {
  return path.replace(/[*?[{]/g, "?");
}
