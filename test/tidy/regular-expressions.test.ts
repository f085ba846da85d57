import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Expression, parseExpression, pumped, stepsOf } from "../harness/backtracking.ts";
import { filesBelow, textOf } from "../harness/files.ts";

/**
 * Regular expressions of our own run over texts of strangers. A text twice as long may take twice the steps and not four times:
 * counted, not timed, over texts that keep every repetition busy and fail it in the end.
 */
const mostGrowth = 2.7;
/** A repetition of at most 64 looks endless to short texts: what grows too fast in these is tried with longer ones. */
const lengths = [25, 300] as const;
const mostSteps = 200_000;

/** The regular expressions that are written in a source text. */
function expressionsIn(text: string): readonly RegExp[] {
  const code = text.replace(/^\s*(\/\/|\*|\/\*).*$/gm, "");
  const literal =
    /(?<=[(=,:!&|?[{;>]\s*|return\s+|\n\s*)\/(?![*/])((?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)/g;
  return [...code.matchAll(literal)].flatMap(([, source = "", flags = ""]) =>
    /[*+]|\{\d+,\}/.test(source) ? [new RegExp(source, flags)] : [],
  );
}

/** A text that takes too many steps for its length; undefined when there is none. */
function tooSlow(expression: RegExp): string | undefined {
  const parsed = parseExpression(expression);
  return [...pumped(parsed)].find((text) => lengths.every((length) => isSlow(parsed, text, length)))?.(lengths[0]);
}

function isSlow(parsed: Expression, text: (length: number) => string, length: number): boolean {
  const steps = stepsOf(parsed, text(2 * length), mostSteps);
  return steps === mostSteps || steps > mostGrowth * stepsOf(parsed, text(length), mostSteps);
}

describe("regular expressions of the server", () => {
  for (const file of filesBelow("server/src", ".ts")) {
    const expressions = file.includes("generated") ? [] : expressionsIn(textOf(`server/src/${file}`));
    if (expressions.length === 0) continue;
    it(`take steps in proportion to the text: ${file}`, () => {
      for (const expression of expressions) {
        assert.equal(tooSlow(expression), undefined, `${expression} takes too long for such texts`);
      }
    });
  }
});

describe("patterns of the catalogue", () => {
  for (const file of filesBelow("schemas/catalog", ".json")) {
    const patterns = [...textOf(`schemas/catalog/${file}`).matchAll(/"pattern": ("(?:[^"\\]|\\.)*")/g)];
    if (patterns.length === 0) continue;
    it(`take steps in proportion to the text: ${file}`, () => {
      for (const pattern of new Set(patterns.map(([, written = ""]) => String(JSON.parse(written)))))
        assert.equal(tooSlow(new RegExp(pattern)), undefined, `${pattern} takes too long for such texts`);
    });
  }
});
