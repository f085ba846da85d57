import type { Insertion } from "../../hosts/host.ts";
import type { Span } from "../../text/span.ts";
import type { TextEdit, TextPart } from "../../tree/edit.ts";
import type { Member } from "../../tree/value.ts";

export type SuggestionKind = "snippet" | "element" | "operator" | "key" | "value" | "principal" | "action" | "variable";

/** What a slot has to offer, before the host prints it. */
export interface Candidate {
  /** What is inserted, without quotes. */
  readonly label: string;
  /** One line: "condition key · ARN · sent by services". */
  readonly detail: string;
  readonly kind: SuggestionKind;
  /** Other words by which a person may look for it. */
  readonly words?: string;
  /** The smaller, the earlier in the list. */
  readonly rank: number;
  readonly insertion: Insertion;
  /** A member beside the slot whose value, an object, the insertion goes into. */
  readonly block?: Member;
  /** Markdown; never contains text of the document. */
  readonly documentation: () => string;
  /** The one to have selected when the list opens. */
  readonly preselect?: boolean;
  /** The next list should open once it is accepted: it ends in an empty value. */
  readonly retrigger?: boolean;
}

/** A completion: plain data, offsets of the host document. */
export interface Suggestion extends Candidate {
  /** What an editor compares with the document's text from the start of `replace` to the cursor. */
  readonly filter: string;
  readonly replace: Span;
  /** What is written over `replace`. */
  readonly text: readonly TextPart[];
  /** Changes elsewhere that belong to it: a comma behind the line above. They touch neither `replace` nor each other. */
  readonly additional: readonly TextEdit[];
}
