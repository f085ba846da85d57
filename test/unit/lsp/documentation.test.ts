import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { documentation } from "../../../server/src/lsp/documentation.ts";

const asPlainText = (markdown: string) => documentation(markdown, false);

describe("documentation for a client without Markdown", () => {
  const cases: readonly [markdown: string, plain: string, why: string][] = [
    ["**aws:SourceArn** · *Here:* ARN", "aws:SourceArn · Here: ARN", "marks of emphasis go"],
    ["`repo:acme/*:ref*`", "repo:acme/*:ref*", "an asterisk in code is one of the policy and stays"],
    ["`` a`b ``", "a`b", "and so does a backtick"],
    ["a\\*b \\[c\\] https:\\//x", "a*b [c] https://x", "what was escaped stands for itself"],
    ["[AWS](https://aws.amazon.com/a*b)", "AWS <https://aws.amazon.com/a*b>", "a link keeps its address"],
    ["[a \\[b\\]](https://x)", "a [b] <https://x>", "also with brackets in its label"],
  ];
  for (const [markdown, value, why] of cases) {
    it(why, () => assert.deepEqual(asPlainText(markdown), { kind: "plaintext", value }));
  }
});
