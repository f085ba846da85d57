/**
 * Writes every generated file of the project: `npx tsx scripts/generate.ts`. A file that was stale is repaired and the run
 * ends with 1, so that nobody commits without it. With `--check` nothing is written;
 * `--only NAME` runs one part.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { catalogPart } from "./generate/catalog.ts";
import type { GeneratedFile, Part } from "./generate/part.ts";
import { ruleDocsPart } from "./generate/rule-docs.ts";

const parts: readonly Part[] = [catalogPart, ruleDocsPart];
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function current(file: GeneratedFile): string | undefined {
  try {
    return readFileSync(join(root, file.path), "utf8");
  } catch {
    return undefined;
  }
}

async function run(check: boolean, only: string | undefined): Promise<number> {
  const stale: GeneratedFile[] = [];
  for (const part of parts) {
    if (only !== undefined && part.name !== only) continue;
    for (const file of await part.files(root)) if (current(file) !== file.content) stale.push(file);
  }
  for (const file of stale) {
    console.error(
      check ? `${file.path} is stale. Run: npx tsx scripts/generate.ts` : `${file.path} was stale and is written anew.`,
    );
    if (check) continue;
    mkdirSync(dirname(join(root, file.path)), { recursive: true });
    writeFileSync(join(root, file.path), file.content);
  }
  return stale.length === 0 ? 0 : 1;
}

const flags = process.argv.slice(2);
const only = flags.includes("--only") ? flags[flags.indexOf("--only") + 1] : undefined;
try {
  process.exitCode = await run(flags.includes("--check"), only);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
