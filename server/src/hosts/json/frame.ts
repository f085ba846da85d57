import type { Member, Value } from "../../tree/value.ts";
import type { JsonString } from "./string.ts";

/** What the parser remembers of a bracket that is still open. */

/** A member that remembers its colon, and a container that remembers its closing bracket (offsets in the host document). */
export interface JsonMember extends Member {
  readonly colon: number | undefined;
}

export interface ObjectFrame {
  readonly kind: "object";
  readonly start: number;
  readonly members: JsonMember[];
  state: "key" | "colon" | "value" | "comma";
  key: JsonString | undefined;
  keyStart: number;
  colon: number | undefined;
  comma: number | undefined;
  /** It stands where no value can stand; it is read and thrown away. */
  readonly stray: boolean;
}

export interface ArrayFrame {
  readonly kind: "array";
  readonly start: number;
  readonly items: Value[];
  state: "item" | "comma";
  comma: number | undefined;
  /** Where the last item began and ended in the text. */
  lastStart: number;
  lastEnd: number;
  readonly stray: boolean;
}

export type Frame = ObjectFrame | ArrayFrame;
