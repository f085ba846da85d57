import fc from "fast-check";

/** Bytes as a program gets them: in pieces of any length, cut inside characters and between the two of `\r\n` too. */

/** The lengths of pieces, over and over; some are empty, and the last one is not. */
export const lengths: fc.Arbitrary<readonly number[]> = fc
  .tuple(
    fc.array(fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 4095 })), { maxLength: 8 }),
    fc.integer({ min: 1, max: 99 }),
  )
  .map(([some, last]) => [...some, last]);

/** Copies, so that whoever keeps none of them can be shown to. */
export function piecesOf(bytes: Uint8Array, over: readonly number[]): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (let i = 0; from < bytes.length; i++) {
    const end = from + (over[i % over.length] ?? bytes.length);
    pieces.push(Uint8Array.from(bytes.subarray(from, end)));
    from = end;
  }
  return pieces;
}

export interface Damage {
  /** Of any size: taken modulo the number of bytes. */
  readonly at: number;
  readonly byte: number;
}

/** Mostly none; otherwise one byte becomes another one, and what it was a part of is no text any more. */
export const damages: fc.Arbitrary<Damage | undefined> = fc.oneof(
  { weight: 9, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.record({ at: fc.nat({ max: 65_535 }), byte: fc.integer({ min: 0x80, max: 0xff }) }) },
);

export function bytesOf(text: string, damage?: Damage): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (damage && bytes.length > 0) bytes[damage.at % bytes.length] = damage.byte;
  return bytes;
}

/** What the bytes say, with U+FFFD for those that say nothing. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
