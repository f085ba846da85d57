import assert from "node:assert/strict";
import { test } from "node:test";
import { type OutlineNode, open } from "../../../server/src/service.ts";

/** What a message or the title of a fix quotes is untrusted, and people read it in lists, terminals and logs of builds. */

const hostile = "\u202eevil\u001b[31m\n::error::\u0000\ud800";
const escaped = "\\u202Eevil\\u001B[31m\\u000A::error::\\u0000\\uD800";
const text = JSON.stringify({
  Version: "2012-10-17",
  [hostile]: 1,
  Statement: [
    { Sid: "A", Effect: "allow", [hostile]: 1, Principal: { [hostile]: "x" }, Action: [hostile, "sts:AssumeRole"] },
    {
      Effect: hostile,
      Principal: { AWS: hostile },
      Action: "sts:AssumeRole",
      Condition: { [hostile]: { [hostile]: hostile } },
    },
  ],
});

test("characters that cannot be seen, or that turn what is seen, stand as escapes in findings and titles of fixes", () => {
  const snapshot = open(text, { languageId: "json", named: true });
  const shown = snapshot.findings.flatMap((finding) => [
    finding.message,
    ...finding.related.map(({ message }) => message),
    ...snapshot.fixes(finding).map(({ title }) => title),
  ]);
  for (const one of shown) assert.doesNotMatch(one, /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\ud800-\udfff]/);
  assert.ok(shown.filter((one) => one.includes(escaped)).length >= 5, shown.join("\n"));
});

test("and in the outline, the explanation and the status", () => {
  const template = JSON.stringify({
    Resources: { [hostile]: { Type: "AWS::IAM::Role", Properties: { AssumeRolePolicyDocument: JSON.parse(text) } } },
  });
  const snapshot = open(template, { languageId: "json", named: true });
  const shown = [
    ...namesIn(snapshot.outline()),
    ...snapshot.explain().flatMap(({ label, lines }) => [label, ...lines]),
  ];
  const status = snapshot.status(0);
  shown.push(status?.label ?? "", status?.worstMessage ?? "", ...(status?.whoCanAssume ?? []));
  for (const one of shown) assert.doesNotMatch(one, /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\ud800-\udfff]/);
  assert.ok(shown.filter((one) => one.includes(escaped)).length >= 5, shown.join("\n"));
});

test("and in suggestions of what stands elsewhere in the policy", () => {
  const statement = (action: string) => `{ "Principal": { "AWS": ${action} }, "Action": "sts:AssumeRole" }`;
  const typed = `{ "Statement": [${statement(JSON.stringify(hostile))}, ${statement('""')}] }`;
  const labels = open(typed, { languageId: "json", named: true })
    .complete(typed.lastIndexOf('""') + 1)
    .map(({ label }) => label);
  assert.ok(labels.includes(escaped), labels.join("\n"));
});

function namesIn(nodes: readonly OutlineNode[]): readonly string[] {
  return nodes.flatMap(({ name, detail, children }) => [name, detail, ...namesIn(children)]);
}
