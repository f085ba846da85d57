import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { accountExport, manyFiles } from "./command-line.ts";
import { analysis, completionAndHover, growth } from "./in-process.ts";
import { bundlePeer, coldStart, edits, heapAfterEdits } from "./servers.ts";
import { print, type Row } from "./table.ts";

/**
 * Prints one table: ours beside a peer, medians of interleaved runs. Nothing here fails a build. Measured are the bundles as they are
 * shipped. `npm run bench -- WORD …` measures only the parts named.
 */

const root = path.resolve(import.meta.dirname, "../..");

function size(file: string, what: string, most: number, mostZipped: number): Row {
  const content = readFileSync(path.join(root, file));
  const [full, zipped] = [content.length / 1024, gzipSync(content).length / 1024];
  return {
    what,
    ours: `${full.toFixed(1)} KB`,
    peer: `${zipped.toFixed(1)} KB gzip`,
    ratio: undefined,
    goal: `under ${most} KB, ${mostZipped} KB gzip`,
    met: full < most && zipped < mostZipped,
  };
}

const scratch = mkdtempSync(path.join(tmpdir(), "bench-"));
const parts: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  analysis,
  features: completionAndHover,
  growth,
  edits: async () => [await edits(await bundlePeer("json-server", scratch)), ...(await heapAfterEdits())],
  start: async () => [await coldStart(await bundlePeer("bare-server", scratch))],
  files: async () => manyFiles(await bundlePeer("bare-reader", scratch), scratch),
  export: async () => [await accountExport(scratch)],
  sizes: async () => [
    size("dist/client/extension.cjs", "client's bundle without the language client", 20, 10),
    size("dist/server/node.cjs", "server's bundle", 1000, 300),
  ],
};

try {
  const wanted = process.argv.slice(2);
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await measure()));
  }
  print(rows);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
