import assert from "node:assert/strict";
import { test } from "node:test";
import { providerOf } from "../../../server/src/catalog/index.ts";
import { readSubject, readTemplate } from "../../../server/src/features/subject.ts";

const github = providerOf("token.actions.githubusercontent.com");

test("the values of a template's placeholders, each as short as it can be", () => {
  const read = (template: string, text: string) => {
    const values = readTemplate(template, text);
    return values && Object.fromEntries(values);
  };
  assert.deepEqual(read("repo:${OWNER}/${REPO}:ref:${REF=main}", "repo:a/b:ref:x"), {
    OWNER: "a",
    REPO: "b",
    REF: "x",
  });
  assert.deepEqual(read("{${ID}}:*", "{7}:*"), { ID: "7" });
  assert.deepEqual(read("${A}/${B}", "a/b/c"), { A: "a", B: "b/c" });
  assert.deepEqual(read("fixed", "fixed"), {});
  for (const text of ["", "repo:", "repo:a", "repo:a/b", "repo:/b:ref:x", "repo:a/b:ref:"]) {
    assert.equal(read("repo:${OWNER}/${REPO}:ref:${REF=main}", text), undefined, text);
  }
});

test("a subject in words", () => {
  const says = (text: string) => readSubject(github, text).says;
  assert.equal(says("repo:acme/app:ref:refs/heads/main"), "in acme/app, branch main");
  assert.equal(says("repo:acme@65/app@74:ref:refs/heads/main"), "in acme/app, branch main");
  assert.equal(says("repo:acme/app:ref:refs/heads/*"), "in acme/app, any branch");
  assert.equal(says("repo:acme/app:environment:prod"), "in acme/app, environment prod");
  assert.equal(says("repo:acme/app:pull_request"), "in acme/app, any pull request");
  assert.equal(says("repo:acme/*"), undefined);
});

test("every template of every provider can be said in words, and is read back as itself", () => {
  for (const issuer of [
    "gitlab.com",
    "app.terraform.io",
    "agent.buildkite.com",
    "oidc.vercel.com",
    "oidc.fly.io/acme",
  ]) {
    const provider = providerOf(issuer);
    assert.ok(provider.subjects.length > 0, issuer);
    for (const { template, label, says } of provider.subjects) {
      const example = template.replace(/\$\{(\w+)[^}]*\}/g, (_, name: string) => name.toLowerCase());
      const reading = readSubject(provider, example);
      assert.equal(reading.template?.label, label, example);
      assert.equal(
        reading.says,
        says?.replace(/\$\{(\w+)\}/g, (_, name: string) => name.toLowerCase()),
        example,
      );
    }
  }
});
