import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { checkMarkers, fires, renderGolden } from "../harness/check.ts";
import { specFiles, specFolder, textOf } from "../harness/files.ts";
import { type Fence, rewriteFences, type SpecCase, type SpecFile } from "../harness/spec.ts";

const updating = process.env.UPDATE_SPECS === "1" && process.env.CI === undefined;

for (const file of specFiles()) {
  describe(file.name, () => {
    const rewritten = new Map<Fence, string>();
    for (const one of file.cases) it(one.title, () => checkCase(file, one, rewritten));
    if (file.rule !== undefined) it("has enough cases", () => checkBreadth(file, file.rule ?? ""));
    if (updating) after(() => update(file, rewritten));
  });
}

function checkCase(file: SpecFile, one: SpecCase, rewritten: Map<Fence, string>): void {
  for (const golden of one.goldens) {
    const rendered = renderGolden(golden, one, file.rule);
    if (updating && rendered !== golden.body) rewritten.set(golden, rendered);
    else assert.equal(rendered, golden.body, `${golden.language} ${golden.info}`.trim());
  }
  checkMarkers(one, file.rule);
}

/** Two cases in which a rule speaks, and two near misses in which it does not. */
function checkBreadth(file: SpecFile, rule: string): void {
  const firing = file.cases.filter((one) => fires(one, rule)).length;
  assert.ok(firing >= 2, `${rule} fires in ${firing} of its cases; at least 2 are needed`);
  const silent = file.cases.length - firing;
  assert.ok(silent >= 2, `${rule} is silent in ${silent} of its cases; at least 2 are needed`);
}

function update(file: SpecFile, rewritten: ReadonlyMap<Fence, string>): void {
  if (rewritten.size === 0) return;
  writeFileSync(join(specFolder, `${file.name}.md`), rewriteFences(textOf(`test/specs/${file.name}.md`), rewritten));
}
