import fc from "fast-check";
import { corpus, hostile, marks, tokens, tokensOf } from "./words.ts";

/** Documents of the tests, changed as editing, merging and malice change them. */

/** Places are numbers of any size, taken modulo what there is: so a mutation fits every text, and shrinks. */
type Mutation = (text: string) => string;

const place = fc.nat({ max: 4095 });
const length = fc.nat({ max: 40 });
const insertion = fc.constantFrom(...marks, ...hostile, ...tokens);

const cut = fc.tuple(place, length).map(
  ([at, count]): Mutation =>
    (text) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + text.slice(from + count);
    },
);

const end = place.map(
  (at): Mutation =>
    (text) =>
      text.slice(0, at % (text.length + 1)),
);

const insert = fc.tuple(place, insertion).map(
  ([at, piece]): Mutation =>
    (text) => {
      const from = at % (text.length + 1);
      return text.slice(0, from) + piece + text.slice(from);
    },
);

const repeat = fc.tuple(place, length, fc.integer({ min: 1, max: 4 })).map(
  ([at, count, times]): Mutation =>
    (text) => {
      const from = at % (text.length + 1);
      const piece = text.slice(from, from + count);
      return text.slice(0, from) + piece.repeat(times) + text.slice(from);
    },
);

const swap = fc.tuple(place, place).map(
  ([one, other]): Mutation =>
    (text) => {
      const pieces = tokensOf(text);
      const [a = "", b = ""] = [pieces[one % Math.max(1, pieces.length)], pieces[other % Math.max(1, pieces.length)]];
      const between = text.indexOf(a) + a.length;
      const at = text.indexOf(b, between);
      if (a === "" || b === "" || at < 0) return text;
      return text.slice(0, between - a.length) + b + text.slice(between, at) + a + text.slice(at + b.length);
    },
);

/** One token becomes another one, which may be of another kind. */
const exchange = fc.tuple(place, insertion).map(
  ([which, token]): Mutation =>
    (text) => {
      const pieces = tokensOf(text);
      const old = pieces[which % Math.max(1, pieces.length)];
      if (old === undefined) return text;
      const at = text.indexOf(old);
      return text.slice(0, at) + token + text.slice(at + old.length);
    },
);

/** The beginning of one document, the end of another. */
const splice = fc.tuple(fc.constantFrom(...corpus), place, place).map(
  ([{ text: other }, here, there]): Mutation =>
    (text) => {
      return text.slice(0, here % (text.length + 1)) + other.slice(there % (other.length + 1));
    },
);

const nest = fc
  .tuple(place, fc.constantFrom(["[", "]"], ['{"a":', "}"], ['{"__proto__":', "}"]), fc.integer({ min: 1, max: 520 }))
  .map(
    ([at, [open = "", close = ""], levels]): Mutation =>
      (text) => {
        const from = at % (text.length + 1);
        return text.slice(0, from) + open.repeat(levels) + text.slice(from) + close.repeat(levels);
      },
  );

/** As a file saved elsewhere has them. */
const lineEnds = fc.constantFrom("\r\n", "\r", "\u2028").map(
  (eol): Mutation =>
    (text) =>
      text.replaceAll("\n", eol),
);

const inString = fc.constant<Mutation>((text) => JSON.stringify({ AssumeRolePolicyDocument: text }));

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: cut },
  { weight: 3, arbitrary: end },
  { weight: 4, arbitrary: insert },
  { weight: 3, arbitrary: repeat },
  { weight: 3, arbitrary: swap },
  { weight: 5, arbitrary: exchange },
  { weight: 3, arbitrary: splice },
  { weight: 1, arbitrary: nest },
  { weight: 1, arbitrary: lineEnds },
  { weight: 1, arbitrary: inString },
);

/** One of some texts after a few mutations. */
export function mutationsOf(sources: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...sources), fc.array(mutations, { maxLength: 5 }))
    .map(([text, changes]) => changes.reduce((changed, change) => change(changed), text));
}

export const mutated = mutationsOf(corpus.map(({ text }) => text));
