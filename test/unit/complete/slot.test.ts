import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open } from "../../../server/src/service.ts";
import type { Slot } from "../../../server/src/tree/slot.ts";

/** The slot at `$0`, and the text that an accepted completion would replace. */
function slotAt(marked: string): { slot: Slot | undefined; replaced: string } {
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  const site = open(text, { languageId: "json", named: true }).policyAt(offset)?.site;
  const slot = site?.slotAt(offset);
  return { slot, replaced: slot ? text.slice(slot.replace.start, slot.replace.end) : "" };
}

/** `kind «replaced» flags` of the place at `$0`. */
function shown(marked: string): string {
  const { slot, replaced } = slotAt(marked);
  if (!slot) return "nothing";
  const flags = [
    slot.hasValue ? "has value" : "",
    slot.commaBefore ? "comma before" : "",
    slot.missingComma ? "comma missing" : "",
    slot.commaAfter ? "comma after" : "",
  ].filter((flag) => flag !== "");
  return [slot.kind, `«${replaced}»`, ...flags].join(" ");
}

const inStatement = (text: string) => `{"Version":"2012-10-17","Statement":[{${text}}]}`;

describe("the place under a cursor", () => {
  const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
    ["an empty file", "$0", "policy «»"],
    ["white space", "\n  $0\n", "policy «»"],
    ["a half word", "lam$0", "policy «lam»"],
    ["several words", "github act$0", "policy «github act»"],
    ["a half word in quotes", '"lam$0"', 'policy «"lam"»'],
    ["an empty object", "{$0}", "policy-key «»"],
    ["an object that is not closed", "{$0", "policy-key «»"],
    ["a key of the policy", '{"Ver$0"}', 'policy-key «"Ver"»'],
    ["a bare key", "{Ver$0}", "policy-key «Ver»"],
    ["a key with an open quote", '{\n  "Ver$0\n}', 'policy-key «"Ver»'],
    ["a key that has a value", '{"Ver$0":"2012-10-17"}', 'policy-key «"Ver"» has value'],
    ["a key with a colon only", '{"Ver$0": }', 'policy-key «"Ver":»'],
    ["behind a colon", '{"Version":$0}', "version «»"],
    ["an empty value", '{"Version":"$0"}', 'version «""»'],
    ["behind a closing quote", '{"Version":"2012-10-17"$0}', "nothing"],
    ["behind a closing brace", "{}$0", "nothing"],
    ["the value of Statement", '{"Statement":$0}', "statement «»"],
    ["an item of Statement", '{"Statement":[$0]}', "statement «»"],
    ["a key of a statement", inStatement('"Eff$0"'), 'statement-key «"Eff"»'],
    ["a key of a single statement", '{"Statement":{"Eff$0"}}', 'statement-key «"Eff"»'],
    ["Effect", inStatement('"Effect":"$0"'), 'effect «""»'],
    ["Effect as a bare word", inStatement('"Effect":Al$0'), "effect «Al»"],
    ["Effect with an open quote", inStatement('\n"Effect": "Al$0,\n"Sid": ""'), 'effect «"Al»'],
    ["an open quote on one line", inStatement('"Effect":"Al$0,"Sid":""'), 'effect «"Al»'],
    ["a comma is missing behind a value", inStatement('"Effect": "Al$0" "Sid": ""'), 'effect «"Al"» comma after'],
    ["the value of Principal", inStatement('"Principal": $0'), "principal «»"],
    ["a key of Principal", inStatement('"Principal": {"$0"}'), 'principal-type «""»'],
    ["a value of Principal", inStatement('"Principal": {"AWS": "$0"}'), 'principal-value «""»'],
    ["an item of Principal", inStatement('"Principal": {"AWS": ["a", "$0"]}'), 'principal-value «""»'],
    ["an action", inStatement('"Action": "sts:$0"'), 'action «"sts:"»'],
    ["an item of Action", inStatement('"Action": [$0]'), "action «»"],
    ["the value of Condition", inStatement('"Condition": $0'), "condition «»"],
    ["an operator", inStatement('"Condition": {"Str$0"}'), 'operator «"Str"»'],
    ["the value of an operator", inStatement('"Condition": {"Bool": $0}'), "operator-value «»"],
    ["a condition key", inStatement('"Condition": {"Bool": {"aws:Sou$0"}}'), 'condition-key «"aws:Sou"»'],
    ["a bare condition key", inStatement('"Condition": {"Bool": {aws:Sou$0}}'), "condition-key «aws:Sou»"],
    ["a condition value", inStatement('"Condition": {"Bool": {"a:b": "$0"}}'), 'condition-value «""»'],
    ["an item of condition values", inStatement('"Condition": {"Bool": {"a:b": ["$0"]}}'), 'condition-value «""»'],
    ["a missing comma on the same line", inStatement('"Sid": "" "$0"'), 'statement-key «""» comma missing'],
    ["a missing comma right before", inStatement('"Sid":"""$0"'), 'statement-key «""» comma before'],
    ["a missing comma on another line", inStatement('"Sid": ""\n  "$0"'), 'statement-key «""» comma missing'],
    ["in front of a member", inStatement('$0\n"Sid": ""'), "statement-key «» comma after"],
    ["between members", inStatement('"Sid": "",\n$0\n"Effect": "Allow"'), "statement-key «» comma after"],
    ["between items", inStatement('"Action": ["a", $0 "b"]'), "action «» comma after"],
    ["deeper than a policy goes", inStatement('"Principal": {"AWS": {"$0"}}'), 'other «""»'],
    ["a key whose value is on the next line", '{"Version$0":\n"Id": ""}', 'policy-key «"Version":»'],
    ["a value on its own line", '{"Version":\n$0\n,"Id": ""}', "version «»"],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.equal(shown(text), expected));
});

describe("what a slot knows", () => {
  it("the word, decoded", () => {
    const { slot } = slotAt(inStatement('"Condition": {"Bool": {"aws\\u003aSou$0rce"}}'));
    assert.deepEqual([slot?.typed, slot?.word, slot?.operator], ["aws:Sou", "aws:Source", "Bool"]);
  });
  it("the statement, the operator and the key", () => {
    const { slot } = slotAt(inStatement('"Sid": "a", "Condition": {"Bool": {"a:b": ["x", "$0"]}}'));
    assert.deepEqual([slot?.statement?.members.length, slot?.operator, slot?.key], [2, "Bool", "a:b"]);
    assert.equal(slot?.isItem, true);
  });
  it("the value and its member", () => {
    const { slot } = slotAt(inStatement('"Effect": "Al$0low"'));
    assert.equal(slot?.value?.kind === "string" ? slot.value.text : undefined, "Allow");
    assert.equal(slot?.member?.key.text, "Effect");
  });
  it("the member of a key", () => {
    const { slot } = slotAt(inStatement('"Eff$0ect": "Allow"'));
    assert.equal(slot?.member?.key.text, "Effect");
  });
  it("in front of a member or an item, none yet", () => {
    const { slot: key } = slotAt(inStatement('$0"Effect": "Allow"'));
    assert.deepEqual([key?.kind, key?.member, key?.commaAfter], ["statement-key", undefined, true]);
    const { slot: item } = slotAt(inStatement('"Action": [$0"sts:AssumeRole"]'));
    assert.deepEqual([item?.kind, item?.value, item?.commaAfter], ["action", undefined, true]);
  });
});
