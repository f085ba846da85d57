// One command at a time may install into a folder. The lock is a folder that holds one file, named after its owner's process.
//
// It is prepared apart and renamed into place, which fails while another owner's file is inside: so a lock never exists without its
// owner. A lock whose owner is gone is freed by removing that owner's file by name, which can never remove a newer owner's.
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const LOCK = ".setup-lock";
const LOOK_AGAIN_MS = 200;

/**
 * Runs `work` while no other process that asks for the same folder's lock does; waits for its turn.
 * @template T
 * @param {string} folder
 * @param {() => T | Promise<T>} work
 * @param {number} patienceMs how long to wait; then it throws an error that names the lock and its owner
 * @returns {Promise<T>}
 */
export async function withFolderLock(folder, work, patienceMs = 15 * 60_000) {
  const lock = path.join(folder, LOCK);
  const me = String(process.pid);
  const deadline = Date.now() + patienceMs;
  for (let announced = false; !take(lock, me); await pause(LOOK_AGAIN_MS)) {
    const owner = ownerOf(lock);
    if (owner !== undefined && !isAlive(owner)) rmSync(path.join(lock, owner), { force: true });
    else if (Date.now() > deadline) {
      throw new Error(`Process ${owner ?? "?"} still holds ${lock}. Remove that folder if nothing is being installed.`);
    } else if (owner !== undefined && !announced) {
      announced = true;
      console.log(`Waiting for process ${owner}, which is installing into ${folder} …`);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(path.join(lock, me), { force: true });
    removeIfEmpty(lock);
  }
}

function take(lock, me) {
  const mine = `${lock}.${me}`;
  mkdirSync(mine, { recursive: true });
  writeFileSync(path.join(mine, me), "");
  removeIfEmpty(lock); // Windows does not rename onto an empty folder
  try {
    renameSync(mine, lock);
    return true;
  } catch {
    rmSync(mine, { recursive: true, force: true });
    return false;
  }
}

function ownerOf(lock) {
  try {
    return readdirSync(lock)[0];
  } catch {
    return undefined; // just released
  }
}

function removeIfEmpty(folder) {
  try {
    rmdirSync(folder);
  } catch {
    // not empty, or gone: both are fine
  }
}

function isAlive(pid) {
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM"; // it belongs to somebody else
  }
}
