import type { Span } from "../text/span.ts";
import type { NewValue, Text, TextEdit, TextPart, TreeEdit } from "../tree/edit.ts";
import type { Slot } from "../tree/slot.ts";
import type { Member, Value } from "../tree/value.ts";

/** What the caller knows of a document before it is read. */
export interface Circumstances {
  /** `json`, `jsonc` … as editors call it. In `jsonc` too IAM accepts neither comments nor trailing commas. */
  readonly languageId: string;
  /** The file's name says that it is a trust policy (the `files` setting), or the user said so. */
  readonly named: boolean;
}

/** Why a place counts as a trust policy: where it stands, what the file is called, or what it says. */
export type Ground = "place" | "name" | "content";

/** A fault of the notation, found while reading. */
export interface SyntaxProblem {
  readonly kind: "comment" | "trailing-comma" | "bad-character" | "byte-order-mark" | "malformed";
  /** What is wrong, as a clause: "a comma is missing here". */
  readonly reason: string;
  readonly span: Span;
  /** What to write instead, where that is certain; its span may be another one (a missing comma stands further ahead). */
  readonly repair?: { readonly span: Span; readonly text: string };
  /** Structure was lost: the statement around it cannot be judged. */
  readonly damaging: boolean;
  /** It follows from another problem: it damages what is around it, and nobody need be told. */
  readonly consequence?: boolean;
  /** A JSON validator of the editor reports it as well. */
  readonly pure: boolean;
}

/** A member (with a key), or a value alone. A key without a value leaves the value that is there. */
export interface Insertion {
  readonly key?: Text;
  readonly value?: NewValue;
}

export interface NewMember {
  readonly key: Text;
  readonly value: NewValue;
}

/** What an accepted completion writes over `slot.replace`, and what it changes elsewhere. */
export interface Joined {
  readonly text: readonly TextPart[];
  readonly additional: readonly TextEdit[];
}

/** One trust policy in a document. */
export interface PolicySite {
  readonly root: Value;
  /** How to call it among others: the name of the role, the logical ID, or "trust policy". */
  readonly label: string;
  readonly ground: Ground;
  readonly dialect: "json" | "template";
  /** The document's own text of the policy when it is plain JSON, to count its characters; see `sizeOf`. */
  readonly span: Span;
  readonly problems: readonly SyntaxProblem[];
  /** The policy is written inside a string of the document. */
  readonly embedded: boolean;
  /** The name of the role, where it can be told. */
  readonly roleName?: string;
  /** The account that the role lives in, where it can be told. */
  readonly roleAccount?: string;
  /** A span that may end inside a character (`%7B` is one), to the end of it. */
  whole(span: Span): Span;
  /** Edits in terms of the tree → edits of the document's text; undefined when this place cannot be edited so. */
  edit(edits: readonly TreeEdit[]): readonly TextEdit[] | undefined;
  /** What stands under an offset of the document; undefined outside the policy or where nothing can be completed. */
  slotAt(offset: number): Slot | undefined;
  /** What an accepted completion writes over `slot.replace`: quotes, colon, commas and indentation as the document has them. */
  print(insertion: Insertion, slot: Slot): readonly TextPart[];
  /**
   * The same for a member of an object that stands beside the slot already: the object comes to the slot, where the cursor is.
   * Undefined where that would lose something, a comment for one.
   */
  join(block: Member, member: NewMember, slot: Slot): Joined | undefined;
  /** The number of characters that IAM counts: the policy without insignificant white space. */
  readonly size: number | undefined;
}

/** What a host found in a document. */
export interface Found {
  readonly sites: readonly PolicySite[];
  /** Places of a document where a policy has to stand and nothing stands yet: there is something to complete, nothing to check. */
  readonly blanks?: readonly PolicySite[];
  /** Why nothing (more) was read, for a document that was to hold a policy: not an object, too deep, too large. */
  readonly refusal?: { readonly kind: "not-object" | "too-deep" | "too-large"; readonly span: Span };
}

export interface Host {
  /** A cheap look at the text: could it hold a trust policy? Never a false no. */
  gate(text: string): boolean;
  /** Reads a document. Never throws, also for broken text. */
  find(text: string, circumstances: Circumstances): Found;
}
