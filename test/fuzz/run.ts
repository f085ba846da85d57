import { parseArgs } from "node:util";
import fc from "fast-check";
import { type Property, properties } from "./properties.ts";

/**
 * The long run: `npm run fuzz`. `--seed N` and `--path P` repeat one that failed, `--only TEXT` takes the properties whose name
 * contains it, `--cases N` runs so many of each.
 */
const { values: given } = parseArgs({
  options: {
    seed: { type: "string" },
    path: { type: "string" },
    only: { type: "string", default: "" },
    cases: { type: "string" },
  },
});
const seed = given.seed === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(given.seed);
const chosen = properties.filter(({ name }) => name.includes(given.only));
if (chosen.length === 0 || !Number.isInteger(seed))
  throw new Error("No property has such a name, or the seed is no number.");

// What nobody awaits ends the process, and so the run: the seed stands above.
console.log(`Seed ${seed}`);
let cases = 0;
for (const property of chosen) cases += await run(property);
console.log(`${cases.toLocaleString("en-US")} cases`);

/** Runs one property and says how it went; at a failure also how to get there again. */
async function run({ name, long, holds }: Property): Promise<number> {
  const started = performance.now();
  const numRuns = given.cases === undefined ? long : Number(given.cases);
  const details = await fc.check(holds, { seed, numRuns, ...(given.path === undefined ? {} : { path: given.path }) });
  const seconds = (performance.now() - started) / 1000;
  const pace = `${details.numRuns.toLocaleString("en-US")} cases in ${seconds.toFixed(1)} s, seed ${seed}`;
  console.log(`${details.failed ? "✖" : "✔"} ${name}: ${pace}`);
  if (details.failed) {
    console.log(fc.defaultReportMessage(details));
    console.log(details.errorInstance);
    console.log(
      `Again: npm run fuzz -- --seed ${seed} --path ${details.counterexamplePath} --only ${JSON.stringify(name)}`,
    );
    process.exitCode = 1;
  }
  return details.numRuns;
}
