/** Draws media/icon.png, the shield of the extension: 128 by 128 pixels, no image library. Run it after changing the drawing. */

import { writeFileSync } from "node:fs";
import path from "node:path";
import { deflateSync, crc32 as zlibCrc32 } from "node:zlib";

const size = 128;
/** Samples per pixel in each direction, for smooth edges. */
const samples = 4;

const navy = [35, 47, 62];
const orange = [255, 153, 0];
const white = [255, 255, 255];

/** Whether the point lies in a shield of the given half width around x = 64: straight shoulders, then two curves to a point below. */
function inShield(x, y, halfWidth, top, bottom) {
  if (y < top || y > bottom) {
    return false;
  }
  const shoulder = top + (bottom - top) * 0.45;
  const taper = y < shoulder ? 1 : (1 - ((y - shoulder) / (bottom - shoulder)) ** 2) ** 0.75;
  return Math.abs(x - 64) <= halfWidth * taper;
}

/** A key hole: a disc above a stem that widens downwards. */
function inKeyhole(x, y) {
  const inDisc = (x - 64) ** 2 + (y - 52) ** 2 <= 13 ** 2;
  const inStem = y >= 52 && y <= 88 && Math.abs(x - 64) <= 5 + (y - 52) * 0.14;
  return inDisc || inStem;
}

/** The colour at a point, or undefined where the icon is transparent. */
function colorAt(x, y) {
  if (!inShield(x, y, 52, 8, 122)) {
    return undefined;
  }
  if (!inShield(x, y, 44, 16, 113)) {
    return orange;
  }
  return inKeyhole(x, y) ? white : navy;
}

function pixel(column, row) {
  const sums = [0, 0, 0, 0];
  for (let index = 0; index < samples ** 2; index += 1) {
    const x = column + ((index % samples) + 0.5) / samples;
    const y = row + (Math.floor(index / samples) + 0.5) / samples;
    const color = colorAt(x, y);
    if (color) {
      color.forEach((part, channel) => {
        sums[channel] += part;
      });
      sums[3] += 1;
    }
  }
  const [red, green, blue, covered] = sums;
  const mean = (sum) => (covered === 0 ? 0 : Math.round(sum / covered));
  return [mean(red), mean(green), mean(blue), Math.round((255 * covered) / samples ** 2)];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(zlibCrc32(body));
  return Buffer.concat([length, body, check]);
}

const range = [...Array(size).keys()];
const rows = range.map((row) => Buffer.from([0, ...range.flatMap((column) => pixel(column, row))]));
const header = Buffer.alloc(13);
header.writeUInt32BE(size, 0);
header.writeUInt32BE(size, 4);
header.set([8, 6, 0, 0, 0], 8);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk("IHDR", header),
  chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
  chunk("IEND", Buffer.alloc(0)),
]);
writeFileSync(path.join(import.meta.dirname, "..", "media", "icon.png"), png);
