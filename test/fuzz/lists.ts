import assert from "node:assert/strict";
import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import type { Element } from "../../server/src/cli/check/elements.ts";
import { LargeText } from "../../server/src/cli/check/large-text.ts";
import { mutated } from "./mutations.ts";
import { bytesOf, type Damage, damages, lengths, piecesOf, textOf } from "./pieces.ts";
import { placeOf } from "./places.ts";
import { texts } from "./texts.ts";

/** Exports of an account that are read object by object, whatever the objects are, and however their bytes come. */

/** What stands around and between the objects. */
interface Frame {
  readonly begin: string;
  readonly between: string;
  readonly end: string;
  /** Whether objects that stand there are found. */
  readonly isList: boolean;
}

const frames: readonly Frame[] = [
  { begin: "[", between: ",", end: "]", isList: true },
  { begin: '{\n  "Roles": [\n    ', between: ",\r\n    ", end: "\r\n  ]\n}\n", isList: true },
  { begin: '{"Users":[],"é😀":[1],"Roles":[\r', between: ",\r", end: '\r],"IsTruncated":false}', isList: true },
  { begin: '{"Roles":[', between: ']}\n{"Roles":[', end: "]}", isList: true },
  { begin: "[", between: ",", end: "", isList: true },
  { begin: '{"Role":{"Roles":[', between: ",", end: "]}}", isList: false },
  { begin: "", between: "\n", end: "", isList: false },
];

const items = fc.oneof(
  { weight: 3, arbitrary: mutated },
  { weight: 2, arbitrary: mutated.map((text) => `{"RoleName":"é","AssumeRolePolicyDocument":${text}}`) },
  { weight: 2, arbitrary: mutated.map((text) => JSON.stringify({ RoleName: "😀", AssumeRolePolicyDocument: text })) },
  { weight: 1, arbitrary: texts },
);

function elementsAreFound(
  { begin, between, end, isList }: Frame,
  list: readonly string[],
  damage: Damage | undefined,
  over: readonly number[],
): void {
  const bytes = bytesOf(begin + list.join(between) + end, damage);
  const whole = readOf([bytes]);
  const cut = readOf(piecesOf(bytes, over));
  checkPlaces(textOf(bytes), cut.elements);
  assert.equal(cut.refusal, whole.refusal);
  // What stands before a byte that belongs to no text is found as far as it came in an earlier piece.
  if (!isUtf8(bytes)) return assert.equal(whole.refusal, "it is not UTF-8 text");
  assert.deepEqual(cut.elements, whole.elements);
  if (damage || !isList || !list.every(isSound)) return;
  const objects = list.map((item) => textOf(bytesOf(item)).trim()).filter((item) => item.startsWith("{"));
  assert.deepEqual(
    whole.elements.map(({ text }) => text),
    objects,
  );
  assert.equal(whole.refusal === undefined, objects.length > 0);
}

function readOf(pieces: readonly Uint8Array[]) {
  const large = new LargeText();
  const elements = pieces.flatMap((piece) => {
    const some = large.push(piece);
    // A file is read into the same bytes again and again.
    if (pieces.length > 1) piece.fill(0);
    return some;
  });
  return { elements: [...elements, ...large.end()], refusal: large.refusal };
}

function checkPlaces(text: string, elements: readonly Element[]): void {
  let behind = 0;
  for (const { text: element, origin } of elements) {
    assert.ok(behind <= origin.offset, "an element stands before the end of the one before");
    behind = origin.offset + element.length;
    assert.equal(element, text.slice(origin.offset, behind));
    assert.deepEqual({ line: origin.line, character: origin.column }, placeOf(text, origin.offset));
  }
}

function isSound(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export const listsAreTakenApart = fc.property(
  fc.constantFrom(...frames),
  fc.array(items, { maxLength: 5 }),
  damages,
  lengths,
  elementsAreFound,
);
