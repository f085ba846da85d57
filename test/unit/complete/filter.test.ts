import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open } from "../../../server/src/service.ts";

/**
 * How far an editor has to read until it has found the letters in order, ignoring case; undefined when it shows the item no more.
 * As in VS Code, the first one has to begin a word.
 */
function reach(typed: string, filter: string): number | undefined {
  const [first = "", ...rest] = typed.toLowerCase();
  const text = filter.toLowerCase().slice(0, 128);
  const ends = [...text].flatMap((char, start) => {
    if (char !== first || /[a-z0-9]/.test(text[start - 1] ?? "")) return [];
    let at = start;
    const found = rest.every((letter) => {
      at = text.indexOf(letter, at + 1);
      return at > 0;
    });
    return found ? [at] : [];
  });
  return ends.length === 0 ? undefined : Math.min(...ends);
}

/** The items that are left when `$0` stands behind what was typed, those first of which least was skipped. */
function left(marked: string): readonly string[] {
  const offset = marked.indexOf("$0");
  const text = marked.replace("$0", "");
  return open(text, { languageId: "json", named: true })
    .complete(offset)
    .flatMap(({ label, filter, replace }) => {
      const end = reach(text.slice(replace.start, offset), filter);
      return end === undefined ? [] : [{ label, end }];
    })
    .sort((a, b) => a.end - b.end)
    .map(({ label }) => label);
}

const statement = (text: string) => `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", ${text} }] }`;
const github = "arn:aws:iam::204512347781:oidc-provider/token.actions.githubusercontent.com";

describe("what a person may type to find an item", () => {
  it("the name of any service, in what an editor reads of it", () => {
    const marked = statement(`"Principal": { "Service": "$0" }`);
    const services = open(marked.replace("$0", ""), { languageId: "json", named: true }).complete(marked.indexOf("$0"));
    assert.ok(services.length > 100);
    for (const { label, filter } of services) assert.ok(filter.slice(0, 128).includes(label), filter);
  });

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

  it("whatever is in front of it: what a word means comes before the long name, what was typed before both", () => {
    const filterOf = (marked: string, item: string) => {
      const offset = marked.indexOf("$0");
      const list = open(marked.replace("$0", ""), { languageId: "json", named: true }).complete(offset);
      return list.find(({ label }) => label === item)?.filter;
    };
    const claim = "token.actions.githubusercontent.com:sub";
    const condition = (key: string) =>
      statement(`"Principal": { "Federated": "${github}" }, "Condition": { "StringEquals": { "${key}$0" } }`);
    assert.equal(filterOf(condition(""), claim), `"sub GitHub Actions sub ${claim}`);
    assert.equal(filterOf(condition("Token.act"), claim), `"${claim} sub GitHub Actions sub`);
    const provider = "oidc-provider/token.actions.githubusercontent.com";
    assert.match(filterOf(statement(`"Principal": { "Federated": "$0" }`), provider) ?? "", /^"GitHub Actions /);
    const arn = statement(`"Principal": { "Federated": "arn:aws:iam::204512347781:$0" }`);
    assert.ok(filterOf(arn, provider)?.startsWith(`"${github}`));
    assert.match(filterOf("$0", "Amazon EKS service account (IRSA)") ?? "", /^\S*irsa/);
  });
});
