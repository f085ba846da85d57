import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../../server/src/service.ts";

const options = { languageId: "json", named: true };
const hostile =
  "[x](command:evil) ![i](https://evil.example/i.png) <img src=x> `` ``` \\n\\n# title https://evil.example";

/** A policy in which every text that a person can write is hostile. */
const policy = `{
  "Version": "${hostile}",
  "${hostile}": 1,
  "Statement": [{
    "Sid": "${hostile}",
    "Effect": "${hostile}",
    "Principal": { "AWS": ["${hostile}", "arn:aws:iam::1:role/${hostile}"], "Service": "${hostile}",
      "Federated": ["arn:aws:iam::111122223333:oidc-provider/${hostile}", "arn:aws:iam::111122223333:saml-provider/${hostile}"],
      "${hostile}": "x" },
    "Action": ["sts:${hostile}", "${hostile}"],
    "Condition": {
      "StringLike": { "${hostile}": "${hostile}", "aws:PrincipalTag/${hostile}": "\${aws:${hostile}}", "aws:PrincipalArn": "arn:aws:iam::1:role/${hostile}",
        "token.actions.githubusercontent.com:sub": "repo:${hostile}/${hostile}:ref:refs/heads/${hostile}" },
      "ForAnyValue:${hostile}": { "aws:SourceIp": "${hostile}", "aws:CurrentTime": "${hostile}" }
    }
  }, { "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole",
       "Condition": { "StringEquals": { "aws:PrincipalOrgID": "${hostile}", "${hostile}": "${hostile}" } } }]
}`;

/** What is left of Markdown when code spans, escapes and our own link to the source are gone. */
function live(markdown: string): string {
  return markdown
    .replace(/\\[!-/:-@[-`{-~]/g, "")
    .replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, "")
    .replace(/^\[[\w. ]+\]\(https:\/\/[\w./#%-]+\) · checked \d{4}-\d{2}$/m, "");
}

test("no text of a document becomes live Markdown in any hover", () => {
  const snapshot = open(policy, options);
  const seen = new Set<number>();
  for (let offset = 0; offset < policy.length; offset++) {
    const hover = snapshot.hover(offset);
    if (!hover || seen.has(hover.span.start)) continue;
    seen.add(hover.span.start);
    assert.doesNotMatch(live(hover.markdown), /\]\(|!\[|<\w|`|^#|:\/\/|\bcommand:(?!evil\))/m, hover.markdown);
    assert.ok(hover.markdown.length < 4000, "longer than a screen");
  }
  assert.ok(seen.size > 30, `${seen.size} hovers`);
});

test("hovers stay inside the text, wherever it breaks off", () => {
  for (let end = 0; end <= policy.length; end += 7) {
    const text = policy.slice(0, end);
    const snapshot = open(text, options);
    for (let offset = Math.max(0, end - 30); offset <= end; offset++) {
      const hover = snapshot.hover(offset);
      if (hover) assert.ok(hover.span.start <= offset && offset <= hover.span.end && hover.span.end <= text.length);
    }
    snapshot.outline();
    snapshot.explain();
    snapshot.status(end);
  }
});

test("the status counts what IAM counts and names the worst finding", () => {
  const text = '{ "Version": "2012-10-17", "Statement": [{ "Effect": "allow" }] }';
  const status = open(text, options).status(0);
  assert.equal(status?.count, text.replace(/\s/g, "").length);
  assert.deepEqual([status.policies, status.quota, status.worst], [1, 2048, "error"]);
  assert.equal(open("{}", { languageId: "json", named: false }).status(0), undefined);
});
