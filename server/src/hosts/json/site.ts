import type { Span } from "../../text/span.ts";
import type { TextEdit, TextPart, TreeEdit } from "../../tree/edit.ts";
import type { Slot } from "../../tree/slot.ts";
import { hasHole, type Member, type Value } from "../../tree/value.ts";
import type { Ground, Insertion, Joined, NewMember, PolicySite, SyntaxProblem } from "../host.ts";
import { editJson } from "./edit.ts";
import { printInsertion } from "./insert.ts";
import { joinBlock } from "./join.ts";
import { layoutOf } from "./print.ts";
import { sizeOf } from "./size.ts";
import { slotAt } from "./slot.ts";
import type { JsonText } from "./text.ts";

interface SiteParts {
  readonly source: JsonText;
  readonly root: Value;
  readonly problems: readonly SyntaxProblem[];
  /** Undefined: not counted yet. */
  readonly size: number | undefined;
  readonly embedded: boolean;
  readonly ground: Ground;
  readonly label: string;
  readonly dialect: "json" | "template";
  readonly roleName?: string | undefined;
  readonly roleAccount?: string | undefined;
  /** See `SlotSource`. */
  readonly blank?: Span | undefined;
}

/** One trust policy in a JSON document. */
export class JsonSite implements PolicySite {
  readonly root: Value;
  readonly label: string;
  readonly ground: Ground;
  readonly dialect: "json" | "template";
  readonly span: Span;
  readonly problems: readonly SyntaxProblem[];
  readonly embedded: boolean;
  readonly roleName?: string;
  readonly roleAccount?: string;
  readonly #parts: SiteParts;
  #size: number | undefined;

  constructor(parts: SiteParts) {
    this.#parts = parts;
    this.#size = parts.size;
    this.root = parts.root;
    this.label = parts.label;
    this.ground = parts.ground;
    this.dialect = parts.dialect;
    this.span = parts.root.span;
    this.problems = parts.problems;
    this.embedded = parts.embedded;
    if (parts.roleName !== undefined) this.roleName = parts.roleName;
    if (parts.roleAccount !== undefined) this.roleAccount = parts.roleAccount;
  }

  /** The same policy in a file whose name says that it is one. */
  named(): JsonSite {
    return new JsonSite({ ...this.#parts, ground: "name" });
  }

  get size(): number | undefined {
    if (this.dialect === "template" && hasHole(this.root)) return undefined;
    const { source, root } = this.#parts;
    this.#size ??= sizeOf(source.text, source.toText(root.span.start), source.toText(root.span.end));
    return this.#size;
  }

  whole(span: Span): Span {
    const { source } = this.#parts;
    const last = source.toText(span.end);
    return source.toHost(last) === span.end ? span : { start: span.start, end: source.toHost(last + 1) };
  }

  edit(edits: readonly TreeEdit[]): readonly TextEdit[] | undefined {
    const { source } = this.#parts;
    return editJson(source, edits, layoutOf(source));
  }

  slotAt(offset: number): Slot | undefined {
    const { root, blank } = this.#parts;
    const around = blank ?? (root.kind === "missing" ? undefined : root.span);
    if (around && (offset < around.start || offset > around.end)) return undefined;
    return slotAt(this.#parts, offset);
  }

  print(insertion: Insertion, slot: Slot): readonly TextPart[] {
    const { source } = this.#parts;
    return printInsertion(source, layoutOf(source), insertion, slot);
  }

  join(block: Member, member: NewMember, slot: Slot): Joined | undefined {
    const { source } = this.#parts;
    return joinBlock(source, layoutOf(source), block, member, slot);
  }
}
