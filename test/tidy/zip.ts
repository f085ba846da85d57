/** Reads zip files, as far as a packed extension needs it. */

import { inflateRawSync } from "node:zlib";

const endOfDirectory = 0x06054b50;
const endLength = 22;

/** The files of the archive by name. Throws when the bytes are no zip file. */
export function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  // The directory's end is the last record; no comment follows it in what vsce writes.
  const end = archive.length - endLength;
  if (archive.readUInt32LE(end) !== endOfDirectory) {
    throw new Error("This is no zip file, or one with a comment.");
  }
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field));
    const name = archive.toString("utf8", at + 46, at + 46 + (nameLength ?? 0));
    files.set(name, content(archive, at));
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return files;
}

/** The content of the file whose entry in the directory begins at `entry`. */
function content(archive: Buffer, entry: number): Buffer {
  const isDeflated = archive.readUInt16LE(entry + 10) === 8;
  const length = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const bytes = archive.subarray(start, start + length);
  return isDeflated ? inflateRawSync(bytes) : bytes;
}
