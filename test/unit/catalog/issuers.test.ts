import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  fitsPattern,
  nearestIssuer,
  providerOf,
  providers,
  type SubjectVerdict,
} from "../../../server/src/catalog/index.ts";

const id = (issuer: string) => providerOf(issuer).id;

describe("providerOf", () => {
  it("prefers the pattern that says most", () => {
    assert.equal(id("token.actions.githubusercontent.com"), "github");
    assert.equal(id("token.actions.githubusercontent.com/acme"), "github-enterprise");
    assert.equal(id("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d"), "microsoft-sentinel");
    assert.equal(id("sts.windows.net/11111111-4d64-4f8c-a055-5bdaffd5e33d"), "entra-v1");
    assert.equal(id("oidc.vercel.com"), "vercel");
    assert.equal(id("oidc.vercel.com/acme"), "vercel-team");
  });

  it("takes any host where the pattern leaves the host open", () => {
    assert.equal(id("github.acme.example/_services/token"), "github-enterprise-server");
  });

  it("knows clusters, pools and workspaces", () => {
    assert.equal(id("oidc.eks.eu-west-1.amazonaws.com/id/0A1B"), "eks");
    assert.equal(id("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aBcDe"), "cognito-user-pool");
    assert.equal(id("api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc"), "bitbucket");
  });

  it("ignores the case of the host", () => assert.equal(id("GitLab.com"), "gitlab"));

  it("gives everything else to the generic provider", () => {
    for (const issuer of [
      "idp.example.com",
      "",
      "__proto__",
      "evil-token.actions.githubusercontent.com",
      "gitlab.com/a/b",
      "x/".repeat(9999),
    ])
      assert.equal(id(issuer), "generic", issuer.slice(0, 40));
  });
});

describe("nearestIssuer", () => {
  it("knows what people write", () => {
    assert.equal(nearestIssuer("tokens.actions.githubusercontent.com"), "token.actions.githubusercontent.com");
    assert.equal(nearestIssuer("gitlab.org"), "gitlab.com");
  });

  it("keeps the path and the Region", () => {
    assert.equal(
      nearestIssuer("tokens.actions.githubusercontent.com/acme"),
      "token.actions.githubusercontent.com/acme",
    );
    assert.equal(nearestIssuer("eks.oidc.eu-west-1.amazonaws.com/id/0A1B"), "oidc.eks.eu-west-1.amazonaws.com/id/0A1B");
  });

  it("corrects two slips of the pen", () => {
    assert.equal(nearestIssuer("app.teraform.io"), "app.terraform.io");
    assert.equal(nearestIssuer("agent.bildkit.com"), "agent.buildkite.com");
  });

  it("corrects one slip in a short name, and takes two for another name", () => {
    assert.equal(nearestIssuer("gitlab.con"), "gitlab.com");
    assert.equal(nearestIssuer("oidc.versel.com"), "oidc.vercel.com");
    for (const issuer of ["gitlab.cn", "gitlab.de", "oidc.vertex.com"]) assert.equal(nearestIssuer(issuer), undefined);
  });

  it("leaves right issuers and other people's alone", () => {
    for (const provider of providers())
      if (!provider.issuer.includes("${")) assert.equal(nearestIssuer(provider.issuer), undefined);
    for (const issuer of ["idp.example.com", "acme.okta.com", "gitlab.example.com", "auth.acme.dev/realms/ci"])
      assert.equal(nearestIssuer(issuer), undefined);
  });
});

describe("subjects of GitHub", () => {
  const verdict = (subject: string): SubjectVerdict["verdict"] | undefined =>
    providerOf("token.actions.githubusercontent.com").subjectVerdicts.find(({ pattern }) =>
      fitsPattern(pattern, subject),
    )?.verdict;

  const table: readonly [subject: string, verdict: SubjectVerdict["verdict"]][] = [
    ["*", "everybody"],
    ["repo:*", "everybody"],
    ["repo:*/*", "everybody"],
    ["repo:*/*:*", "everybody"],
    ["repo:acme*", "open-owner"],
    ["repo:acme*:*", "open-owner"],
    ["repo:acme*/app:ref:refs/heads/main", "open-owner"],
    ["repo:acme@*/app@74:ref:refs/heads/main", "open-owner"],
    ["repo:acme/*", "owner-wide"],
    ["repo:acme/*:*", "owner-wide"],
    ["repo:acme/app*", "open-project"],
    ["repo:acme/app:*", "any-ref"],
    ["repo:acme/app:pull_request", "pull-request"],
    ["repo:acme/app:ref:refs/heads/*", "any-branch"],
    ["repo:acme/app:ref:refs/heads/main", "pinned"],
    ["repo:acme/app:ref:refs/tags/v*", "pinned"],
    ["repo:acme/app:environment:prod", "pinned"],
    ["repo:acme@65/app@74:environment:prod", "immutable"],
    ["repo:acme@65/app@74:*", "any-ref"],
    ["repo:acme/app:main", "never"],
    ["repo:acme/app:branch:main", "never"],
    ["repo:acme/app:ref:main", "never"],
    ["repo:acme/app", "never"],
    ["repo:github.com/acme/app:ref:refs/heads/main", "never"],
    ["acme/app:ref:refs/heads/main", "never"],
    ["repo:acme/app:environment:prod:ref:refs/heads/main", "customised"],
    ["job_workflow_ref:acme/ci/.github/workflows/deploy.yml@refs/heads/main", "customised"],
    ["repository_id:74", "customised"],
    ["repository_owner:acme:repository_visibility:private", "customised"],
    ["environment:prod:repo:acme/app", "customised"],
    ["environment:prod:repo:acme@65/app@74", "customised"],
    ["ref:refs/heads/main:repository:acme/app:workflow:deploy", "customised"],
    ["context:ref:refs/heads/main:repository_id:74", "customised"],
    ["workflow:deploy:repository_owner:acme", "customised"],
    ["environment:prod:repo:acme/*", "customised"],
    ["environment:prod", "spoofable"],
    ["environment:prod:ref:refs/heads/main", "spoofable"],
    ["environment:prod:repo:*", "spoofable"],
    ["environment:prod:repo:acme*", "spoofable"],
    ["environment:prod:repo:*/app", "spoofable"],
    ["environment:prod:repository_owner:acme*", "spoofable"],
    ["ref:refs/heads/main", "spoofable"],
    ["workflow:deploy", "spoofable"],
  ];
  for (const [subject, expected] of table)
    it(`${subject} is ${expected}`, () => assert.equal(verdict(subject), expected));
});

describe("subjects of the catalogue's own snippets", () => {
  it("are never judged to match nobody, and fit the provider's shape", () => {
    for (const provider of providers()) {
      for (const { template } of provider.subjects) {
        const subject = template.replace(/\$\{[A-Z_]+(?:=([^}]*))?\}/g, (_, first: string | undefined) => first ?? "1");
        const found = provider.subjectVerdicts.find(({ pattern }) => fitsPattern(pattern, subject));
        assert.notEqual(found?.verdict, "never", subject);
        if (provider.subjectPattern !== undefined)
          assert.equal(fitsPattern(provider.subjectPattern, subject), true, subject);
      }
    }
  });
});
