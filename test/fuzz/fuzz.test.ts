import { describe, it } from "node:test";
import fc from "fast-check";
import { properties } from "./properties.ts";

/** The same cases in every run, so that nothing fails by chance here; `npm run fuzz` looks for new ones. */
const seed = 20_261_126;

describe("whatever comes", () => {
  for (const { name, brief, holds } of properties) it(name, () => fc.assert(holds, { seed, numRuns: brief }));
});
