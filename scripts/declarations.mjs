/** Writes the types of the npm package: the declarations that service.ts leads to, with imports that Node's resolution finds. */

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

const start = "service.d.ts";
const importOfSource = /((?:from|import\()\s*"\.[^"]+)\.ts"/g;

export function writeDeclarations(root) {
  const compiler = path.join(root, "node_modules/typescript/bin/tsc");
  const project = path.join(root, "server/tsconfig.core.json");
  const { status } = spawnSync(process.execPath, [compiler, "-b", project], { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error("The core does not compile, so that there are no types for the npm package.");
  const from = path.join(root, "dist/types/core");
  const to = path.join(root, "server/dist/types");
  rmSync(to, { recursive: true, force: true });
  const written = new Set();
  const pending = [start];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (written.has(file)) continue;
    written.add(file);
    const text = readFileSync(path.join(from, file), "utf8");
    for (const [, source] of text.matchAll(importOfSource)) {
      const target = source.slice(source.indexOf('"') + 1);
      pending.push(`${path.posix.join(path.posix.dirname(file), target)}.d.ts`);
    }
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    writeFileSync(path.join(to, file), text.replaceAll(importOfSource, '$1.js"'));
  }
}
