/**
 * Writes every generated file of the project: `npx tsx scripts/generate.ts`. A file that was stale is repaired and the run
 * ends with 1, so that nobody commits without it. With `--check` nothing is written;
 * `--only NAME` runs one part.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GeneratedFile, Part } from "./generate/part.ts";

/** In this order, each loaded when its turn comes: the second reads what the first writes. */
const parts: readonly (() => Promise<Part>)[] = [
  async () => (await import("./generate/catalog.ts")).catalogPart,
  async () => (await import("./generate/rule-docs.ts")).ruleDocsPart,
];
const root = join(dirname(fileURLToPath(import.meta.url)), "..");

function current(file: GeneratedFile): string | undefined {
  try {
    return readFileSync(join(root, file.path), "utf8");
  } catch {
    return undefined;
  }
}

async function run(check: boolean, only: string | undefined): Promise<number> {
  let status = 0;
  for (const load of parts) {
    const part = await load();
    if (only !== undefined && part.name !== only) continue;
    const stale = (await part.files(root)).filter((file) => current(file) !== file.content);
    for (const file of stale) report(file, check);
    if (stale.length > 0) status = 1;
  }
  return status;
}

function report(file: GeneratedFile, check: boolean): void {
  console.error(
    check ? `${file.path} is stale. Run: npx tsx scripts/generate.ts` : `${file.path} was stale and is written anew.`,
  );
  if (check) return;
  mkdirSync(dirname(join(root, file.path)), { recursive: true });
  writeFileSync(join(root, file.path), file.content);
}

const flags = process.argv.slice(2);
const only = flags.includes("--only") ? flags[flags.indexOf("--only") + 1] : undefined;
try {
  process.exitCode = await run(flags.includes("--check"), only);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
