import type { NewValue, TextEdit, TextPart, TreeEdit } from "../../tree/edit.ts";
import type { ArrayValue, ObjectValue, Value } from "../../tree/value.ts";
import { encodeParts, indentAt, type Layout, Printer } from "./print.ts";
import type { JsonText } from "./text.ts";

/**
 * Tree edits → edits of JSON text. Edits of one container are laid out together, so that commas come out right whatever is
 * inserted and removed at once. Spans of the result are host offsets; texts are encoded for the place they go to.
 */
export function editJson(source: JsonText, edits: readonly TreeEdit[], layout: Layout): readonly TextEdit[] {
  const editor = new Editor(source, layout);
  const containers = new Map<ObjectValue | ArrayValue, TreeEdit[]>();
  const result: TextEdit[] = [];
  for (const edit of edits) {
    const container = containerOf(edit);
    if (container) containers.set(container, [...(containers.get(container) ?? []), edit]);
    else result.push(editor.single(edit));
  }
  for (const [container, inside] of containers) result.push(...editor.container(container, inside));
  return result
    .map((edit) => encoded(source, edit))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function containerOf(edit: TreeEdit): ObjectValue | ArrayValue | undefined {
  if (edit.kind === "insert-member" || edit.kind === "remove-member") return edit.object;
  if (edit.kind === "insert-item" || edit.kind === "remove-item") return edit.array;
  return undefined;
}

function encoded(source: JsonText, edit: TextEdit): TextEdit {
  const span = { start: source.toHost(edit.span.start), end: source.toHost(edit.span.end) };
  return { span, text: encodeParts(source, edit.text) };
}

/** A child of a container, by its span in the JSON text. */
interface Entry {
  readonly start: number;
  readonly end: number;
}

type Insert = (indent: string | undefined) => readonly TextPart[];

class Editor {
  readonly #source: JsonText;
  readonly #layout: Layout;
  readonly #printer: Printer;

  constructor(source: JsonText, layout: Layout) {
    this.#source = source;
    this.#layout = layout;
    this.#printer = new Printer(layout, source);
  }

  single(edit: TreeEdit): TextEdit {
    switch (edit.kind) {
      case "replace": {
        const entry = this.#entry(edit.target);
        return { span: entry, text: this.#printer.value(edit.value, this.#indentFor(edit.value, entry)) };
      }
      case "rename":
        return { span: this.#entry(edit.member.key), text: this.#printer.string(edit.key) };
      case "replace-text":
        return { span: this.#entry(edit), text: [edit.text] };
      default:
        throw new Error(`${edit.kind} belongs to a container`);
    }
  }

  /** A scalar goes on one line, an object or array is laid out like its surroundings. */
  #indentFor(value: NewValue, entry: Entry): string | undefined {
    if (value.kind === "array" && value.items.length < 2) return undefined;
    if (!this.#layout.multiline) return undefined;
    return indentAt(this.#source.text, entry.start);
  }

  #entry(node: { readonly span: { readonly start: number; readonly end: number } }): Entry {
    return { start: this.#source.toText(node.span.start), end: this.#source.toText(node.span.end) };
  }

  container(container: ObjectValue | ArrayValue, edits: readonly TreeEdit[]): readonly TextEdit[] {
    const children: readonly { span: Value["span"] }[] =
      container.kind === "object" ? container.members : container.items;
    const removed = new Set<unknown>();
    const inserts = new Map<unknown, Insert[]>();
    for (const edit of edits) {
      if (edit.kind === "remove-member") removed.add(edit.member);
      else if (edit.kind === "remove-item") removed.add(edit.item);
      else if (edit.kind === "insert-member" || edit.kind === "insert-item") {
        const after = edit.after === "last" ? children.at(-1) : edit.after;
        inserts.set(after, [...(inserts.get(after) ?? []), this.#insert(edit)]);
      }
    }
    const all = this.#entry(container);
    const inside = { start: all.start + 1, end: this.#closing(all) };
    if (removed.size === children.length) return [this.#refill(inside, all, children, inserts)];
    const near = neighbourhood(children, [...removed, ...inserts.keys()]);
    return [...this.#removals(near, removed), ...this.#insertions(near, removed, inserts, inside)];
  }

  #insert(edit: TreeEdit): Insert {
    if (edit.kind === "insert-member") return (indent) => this.#printer.member(edit.key, edit.value, indent);
    if (edit.kind === "insert-item") return (indent) => this.#printer.value(edit.value, indent);
    throw new Error(`${edit.kind} inserts nothing`);
  }

  /** The offset of the closing bracket; the end of the container when it was never closed. */
  #closing(all: Entry): number {
    const last = this.#source.text[all.end - 1];
    return last === "}" || last === "]" ? Math.max(all.end - 1, all.start + 1) : all.end;
  }

  /** Nothing of the old content stays: the whole inside is written anew. */
  #refill(
    inside: Entry,
    all: Entry,
    children: readonly { span: Value["span"] }[],
    inserts: ReadonlyMap<unknown, readonly Insert[]>,
  ): TextEdit {
    const items = [undefined, ...children].flatMap((child) => inserts.get(child) ?? []);
    if (items.length === 0) return { span: inside, text: [] };
    const { eol, unit, afterComma } = this.#layout;
    const indent = this.#layout.multiline ? indentAt(this.#source.text, all.start) : undefined;
    const below = indent === undefined ? undefined : indent + unit;
    const text: TextPart[] = [];
    items.forEach((item, index) => {
      text.push(index > 0 ? "," : "", below === undefined ? (index > 0 ? afterComma : "") : eol + below);
      text.push(...item(below));
    });
    if (indent !== undefined) text.push(eol + indent);
    return { span: inside, text };
  }

  #removals(children: readonly { span: Value["span"] }[], removed: ReadonlySet<unknown>): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let index = 0;
    while (index < children.length) {
      if (!removed.has(children[index])) {
        index++;
        continue;
      }
      let end = index;
      while (end + 1 < children.length && removed.has(children[end + 1])) end++;
      edits.push({ span: this.#removal(children, index, end), text: [] });
      index = end + 1;
    }
    return edits;
  }

  /** From the end of what stands before to the end of the last removed one; at the front up to what stands behind. */
  #removal(children: readonly { span: Value["span"] }[], first: number, last: number): Entry {
    const before = children[first - 1];
    const after = children[last + 1];
    const firstChild = children[first];
    const lastChild = children[last];
    if (!firstChild || !lastChild) return { start: 0, end: 0 };
    if (before) return { start: this.#entry(before).end, end: this.#entry(lastChild).end };
    return { start: this.#entry(firstChild).start, end: after ? this.#entry(after).start : this.#entry(lastChild).end };
  }

  #insertions(
    children: readonly { span: Value["span"] }[],
    removed: ReadonlySet<unknown>,
    inserts: ReadonlyMap<unknown, readonly Insert[]>,
    inside: Entry,
  ): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    const firstKept = children.find((child) => !removed.has(child));
    let anchor: { span: Value["span"] } | undefined;
    const pending: Insert[] = [...(inserts.get(undefined) ?? [])];
    const flush = () => {
      if (pending.length === 0) return;
      edits.push(anchor ? this.#after(this.#entry(anchor), pending, inside) : this.#before(firstKept, pending, inside));
      pending.length = 0;
    };
    for (const child of children) {
      if (!removed.has(child)) {
        flush();
        anchor = child;
      }
      pending.push(...(inserts.get(child) ?? []));
    }
    flush();
    return edits;
  }

  #after(anchor: Entry, items: readonly Insert[], inside: Entry): TextEdit {
    const { eol, afterComma } = this.#layout;
    const indent = this.#lineIndent(anchor, inside);
    const between = indent === undefined ? `,${afterComma}` : `,${eol}${indent}`;
    return { span: { start: anchor.end, end: anchor.end }, text: items.flatMap((item) => [between, ...item(indent)]) };
  }

  #before(next: { span: Value["span"] } | undefined, items: readonly Insert[], inside: Entry): TextEdit {
    const { eol, afterComma } = this.#layout;
    const anchor = next ? this.#entry(next) : { start: inside.start, end: inside.start };
    const indent = this.#lineIndent(anchor, inside);
    const between = indent === undefined ? `,${afterComma}` : `,${eol}${indent}`;
    return {
      span: { start: anchor.start, end: anchor.start },
      text: items.flatMap((item) => [...item(indent), between]),
    };
  }

  /** The indentation of a child that begins its own line; undefined when the container is written on one line. */
  #lineIndent(child: Entry, inside: Entry): string | undefined {
    const before = this.#source.text.slice(inside.start, child.start);
    const firstBreak = /^[ \t]*(\r?\n|\r)/.test(before);
    if (!firstBreak) return undefined;
    return indentAt(this.#source.text, child.start);
  }
}

/** The children that edits touch with one more on either side; a list may be long, and an edit is about few of it. */
function neighbourhood<T>(children: readonly T[], touched: readonly unknown[]): readonly T[] {
  const indices = touched.map((child) => (child === undefined ? 0 : children.indexOf(child as T)));
  return children.slice(Math.max(0, Math.min(...indices) - 1), Math.max(...indices) + 2);
}
