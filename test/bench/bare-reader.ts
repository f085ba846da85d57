import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The least that looks at all JSON files of a folder, its first argument. The peer for the command line. */
const folder = process.argv[2] ?? ".";
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) JSON.parse(readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}
