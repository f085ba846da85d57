import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open } from "../../../server/src/service.ts";

/**
 * Whether an editor that looks for the letters in order, ignoring case, still shows an item. As in VS Code, the first one has to
 * begin a word.
 */
function fits(typed: string, filter: string): boolean {
  const [first = "", ...rest] = typed.toLowerCase();
  const text = filter.toLowerCase();
  return [...text].some((char, start) => {
    if (char !== first || /[a-z0-9]/.test(text[start - 1] ?? "")) return false;
    let at = start;
    return rest.every((letter) => {
      at = text.indexOf(letter, at + 1);
      return at > 0;
    });
  });
}

/** The items that are left when `$0` stands behind what was typed. */
function left(marked: string): readonly string[] {
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  return open(text, { languageId: "json", named: true })
    .complete(offset)
    .filter(({ filter, replace }) => fits(text.slice(replace.start, offset), filter))
    .map(({ label }) => label);
}

const statement = (text: string) => `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", ${text} }] }`;
const github = "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com";

describe("what a person may type to find an item", () => {
  it("a part of a key", () => {
    const list = left(
      statement(`"Principal": { "Service": "states.amazonaws.com" }, "Condition": { "StringEquals": { "sourcea$0" } }`),
    );
    assert.ok(list.includes("aws:SourceAccount"));
    assert.ok(!list.includes("aws:SourceOrgID"));
  });

  it("the words of a service", () => {
    assert.equal(left(statement(`"Principal": { "Service": "ecs tasks$0" }`))[0], "ecs-tasks.amazonaws.com");
    assert.equal(left(statement(`"Principal": { "Service": "step f$0" }`))[0], "states.amazonaws.com");
  });

  it("the provider and the claim", () => {
    const list = left(
      statement(`"Principal": { "Federated": "${github}" }, "Condition": { "StringLike": { "github sub$0" } }`),
    );
    assert.equal(list[0], "token.actions.githubusercontent.com:sub");
  });

  it("the name of a provider", () => {
    assert.equal(
      left(statement(`"Principal": { "Federated": "github$0" }`))[0],
      "oidc-provider/token.actions.githubusercontent.com",
    );
  });

  it("a bare word", () => {
    assert.equal(left(statement(`"Principal": { "Service": lambda$0 }`))[0], "lambda.amazonaws.com");
  });

  it("a variable, whatever stands in front of it", () => {
    const list = left(
      statement(
        `"Principal": { "AWS": "204512347781" }, "Condition": { "StringLike": { "sts:RoleSessionName": "a-\${usern$0" } }`,
      ),
    );
    assert.equal(list[0], "${aws:username}");
  });

  it("a policy in an empty file", () => {
    assert.equal(left("irsa$0")[0], "Amazon EKS service account (IRSA)");
    assert.equal(left("mfa$0")[0], "Same account, with MFA");
  });

  it("a key of a policy that stands in a string", () => {
    const policy = JSON.stringify(statement(`"Principal": { "AWS": "204512347781" }, "Acti$0"`));
    assert.deepEqual(left(`{ "AssumeRolePolicyDocument": ${policy} }`), ["Action", "NotAction"]);
  });

  it("the account that is meant, and the Region", () => {
    assert.deepEqual(left(statement(`"Principal": { "AWS": "arn:aws:iam::204512347781:$0" }`)), [
      "arn:aws:iam::204512347781:root",
      "arn:aws:iam::204512347781:role/ROLE",
      "arn:aws:iam::204512347781:user/USER",
    ]);
    const provider = left(statement(`"Principal": { "Federated": "arn:aws:iam::204512347781:oidc-provider/gitl$0" }`));
    assert.equal(provider[0], "oidc-provider/gitlab.com");
    const condition = `"ArnLike": { "aws:SourceArn": "arn:aws:states:eu-west-1:204512347781:$0" }`;
    assert.deepEqual(
      left(statement(`"Principal": { "Service": "states.amazonaws.com" }, "Condition": { ${condition} }`)),
      ["arn:aws:states:eu-west-1:204512347781:stateMachine:*"],
    );
  });
});
