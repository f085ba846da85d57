import { randomBytes } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

/** Why a file was left as it is; the message is for people. */
export class LeftError extends Error {}

/**
 * Gives a file new content in one step: whoever reads it sees the old or the new content, whole, and a failure leaves the old one and
 * nothing else. A link stays a link; its target is replaced. Mode and, where the system lets us, owner stay. Throws a LeftError when it
 * is no regular file or does not hold `before` any more, and what the system throws.
 */
export function replaceFile(file: string, before: Uint8Array, content: string): void {
  const target = realpathSync(file);
  accessSync(target, constants.W_OK);
  const stat = statSync(target);
  if (!stat.isFile()) throw new LeftError("it is not a regular file");
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    writeAs(temporary, content, stat);
    if (!readFileSync(target).equals(before)) throw new LeftError("it has changed since it was read");
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Writes a new file with the mode and owner of another one, through to the disk. */
function writeAs(file: string, content: string, { mode, uid, gid }: Stats): void {
  const descriptor = openSync(file, "wx", 0o600);
  try {
    writeFileSync(descriptor, content);
    keepOwner(descriptor, uid, gid);
    fchmodSync(descriptor, mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Only root can give files away; for all others a group they are in is what remains. */
function keepOwner(descriptor: number, uid: number, gid: number): void {
  const now = fstatSync(descriptor);
  if (now.uid === uid && now.gid === gid) return;
  for (const owner of [uid, now.uid]) {
    try {
      fchownSync(descriptor, owner, gid);
      return;
    } catch {
      // The next one, or it stays ours.
    }
  }
}
