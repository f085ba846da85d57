import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseExpression, pumped, stepsOf } from "../harness/backtracking.ts";
import { filesBelow, textOf } from "../harness/files.ts";

/**
 * Regular expressions of our own run over texts of strangers. A text twice as long may take twice the steps and not four times:
 * counted, not timed, over texts that keep every repetition busy and fail it in the end.
 */
const mostGrowth = 2.7;
/** A repetition of at most 64 looks endless to short texts: what grows too fast in these is tried with longer ones. */
const lengths = [25, 300];
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
  const isSlow = (index: number, length: number) => {
    const [text = "", twice = ""] = [length, 2 * length].map((one) => [...pumped(parsed, one)][index]);
    const steps = stepsOf(parsed, twice, mostSteps);
    return steps === mostSteps || steps > mostGrowth * stepsOf(parsed, text, mostSteps);
  };
  const texts = [...pumped(parsed, 50)];
  return texts.find((_, index) => lengths.every((length) => isSlow(index, length)));
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
