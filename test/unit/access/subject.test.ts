import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { verdictOf } from "../../../server/src/access/subject.ts";
import { providerOf } from "../../../server/src/catalog/index.ts";

describe("the verdict on a subject", () => {
  const judge = (issuer: string, subject: string, patterns = true) =>
    verdictOf(providerOf(issuer), subject, patterns)?.verdict;
  const github = "token.actions.githubusercontent.com";

  it("follows GitHub's shapes", () => {
    const table: readonly (readonly [string, string | undefined])[] = [
      ["*", "everybody"],
      ["repo:*/*:*", "everybody"],
      ["repo:acme*", "open-owner"],
      ["repo:acme/*", "owner-wide"],
      ["repo:acme/app*", "open-project"],
      ["repo:acme/app:*", "any-ref"],
      ["repo:acme/app:ref:refs/heads/*", "any-branch"],
      ["repo:acme/app:pull_request", "pull-request"],
      ["repo:acme/app:ref:refs/heads/main", "pinned"],
      ["repo:acme@1/app@2:environment:prod", "immutable"],
      ["repo:acme/app:branch:main", "never"],
      ["repo:acme/app:branch:*", "never"],
      ["repo:acme/app:env*", undefined],
      ["repo:acme/app:*:main", undefined],
      ["environment:prod", "spoofable"],
      ["repository_id:123", "customised"],
    ];
    for (const [subject, verdict] of table) assert.equal(judge(github, subject), verdict, subject);
  });

  it("says nothing of a wildcard that is none, nor of a variable", () => {
    assert.equal(judge(github, "repo:acme/*", false), undefined);
    assert.equal(judge(github, "repo:acme/${aws:username}"), undefined);
  });

  it("takes the shape that the provider's customers may choose", () => {
    assert.equal(judge("gitlab.com", "project_path:acme/app"), undefined);
    assert.equal(judge("gitlab.com", "acme/app:ref:main"), "never");
    assert.equal(judge("login.example.com", "anything"), undefined);
  });
});
