import assert from "node:assert/strict";
import { test } from "node:test";
import { root, textOf } from "../harness/files.ts";
import { run } from "./program.ts";

/** What the documents show of the command line is what it prints: fences in `console`, run at the root of the checkout. */
for (const document of ["README.md", "server/README.md", "docs/recipes.md"]) {
  const fences = [...textOf(document).matchAll(/^```console\n\$ trust-policy (.*)\n([\s\S]*?)^```$/gm)];
  for (const [, args = "", shown] of fences) {
    test(`${document}: trust-policy ${args}`, () => {
      assert.equal(run(root, args.split(" ")).stdout, shown);
    });
  }
  if (document !== "docs/recipes.md") test(`${document} shows some`, () => assert.notEqual(fences.length, 0));
}
