import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  type Caller,
  findKey,
  issuerOfKey,
  keysOfIssuer,
  nearestKey,
  plainKeys,
  presenceOf,
} from "../../../server/src/catalog/index.ts";

const spelling = (name: string) => findKey(name)?.spelling;
const pattern = (name: string) => findKey(name)?.key.name;
const cluster = "oidc.eks.eu-west-1.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9";

describe("findKey", () => {
  it("ignores case, as IAM does, and answers with the documented spelling", () => {
    assert.equal(spelling("AWS:sourcearn"), "aws:SourceArn");
    assert.equal(spelling("SAML:aud"), "saml:aud");
    assert.equal(spelling("sts:Externalid"), "sts:ExternalId");
  });

  it("keeps the tag key that was written, colons included", () => {
    assert.equal(spelling("aws:principaltag/Cost:Center"), "aws:PrincipalTag/Cost:Center");
    assert.equal(findKey("aws:RequestTag/team")?.tag, "team");
  });

  it("finds a tag key's name without the tag, and says that the tag is missing", () => {
    assert.equal(spelling("aws:PrincipalTag/"), "aws:PrincipalTag");
    assert.equal(findKey("aws:PrincipalTag")?.tag, undefined);
  });

  it("does not take a slash after a key that has no tag", () => {
    assert.equal(findKey("aws:SourceArn/x"), undefined);
  });

  it("fills in the issuer where AWS's documentation has a placeholder", () => {
    assert.equal(spelling(`${cluster}:SUB`), `${cluster}:sub`);
    assert.equal(pattern(`${cluster}:sub`), "oidc.eks.${Region}.amazonaws.com/id/${ClusterId}:sub");
  });

  it("tells GitHub's issuers apart: the public one, an enterprise's path, ghe.com, github.com/enterprises", () => {
    assert.equal(pattern("token.actions.githubusercontent.com:ref"), "token.actions.githubusercontent.com:ref");
    assert.equal(
      pattern("token.actions.githubusercontent.com/acme:ref"),
      "token.actions.githubusercontent.com/${SubPath}:ref",
    );
    assert.equal(pattern("token.actions.acme.ghe.com:ref"), "token.actions.${Domain}.ghe.com:ref");
    assert.equal(pattern("github.com/enterprises/acme:ref"), "github.com/enterprises/${EnterpriseName}:ref");
  });

  it("knows CircleCI's claim, which holds a host and a slash, and Google's, which holds a slash", () => {
    assert.equal(
      findKey("oidc.circleci.com/org/0123:oidc.circleci.com/project-id")?.key.claim,
      "oidc.circleci.com/project-id",
    );
    assert.equal(
      spelling("accounts.google.com:google/organization_number"),
      "accounts.google.com:google/organization_number",
    );
  });

  it("gives the claims of any provider to an issuer that nobody knows", () => {
    assert.equal(pattern("idp.example.com:8443/realms/a:sub"), "${OidcIssuer}:sub");
    assert.equal(findKey("idp.example.com:groups"), undefined);
  });

  it("does not know a claim that AWS does not expose for the issuer", () => {
    assert.equal(findKey("token.actions.githubusercontent.com:repository_owner"), undefined);
    assert.equal(findKey("graph.facebook.com:aud"), undefined);
  });

  it("takes names of Object's prototype for what they are: unknown", () => {
    for (const name of ["__proto__", "constructor", "aws:__proto__", "gitlab.com:toString", ""])
      assert.equal(findKey(name), undefined);
  });
});

describe("keysOfIssuer", () => {
  const claims = (issuer: string) =>
    keysOfIssuer(issuer)
      .map(({ key }) => key.claim)
      .sort();

  it("lists a provider's own claims", () => {
    assert.ok(claims("token.actions.githubusercontent.com").includes("repository_owner_id"));
    assert.ok(!claims("token.actions.githubusercontent.com").includes("email"));
  });

  it("adds aud and sub where the provider's own list lacks them", () => {
    assert.deepEqual(claims("idcs-abc.identity.oraclecloud.com"), ["aud", "rpst_id", "sub"]);
  });

  it("lists what AWS exposes for every provider where there is no more", () => {
    assert.deepEqual(claims("idp.example.com"), ["amr", "aud", "email", "oaud", "sub"]);
    assert.deepEqual(claims(cluster), ["amr", "aud", "email", "oaud", "sub"]);
  });

  it("leaves built-in providers their own list", () => {
    assert.deepEqual(claims("graph.facebook.com"), ["app_id", "id"]);
  });

  it("spells the keys with the issuer as it was written", () => {
    assert.ok(keysOfIssuer("gitlab.com").some((key) => key.spelling === "gitlab.com:project_id"));
  });
});

describe("issuerOfKey", () => {
  it("parts the claim at the last colon", () => {
    assert.deepEqual(issuerOfKey("idp.example.com:8443/a:sub"), { issuer: "idp.example.com:8443/a", claim: "sub" });
  });

  it("says nothing about AWS's own prefixes, services and text without a claim", () => {
    for (const name of ["aws:SourceArn", "s3:prefix", "aws:PrincipalTag/a.b:c", "gitlab.com", "gitlab.com:"])
      assert.equal(issuerOfKey(name), undefined);
  });
});

describe("nearestKey", () => {
  it("corrects spelling", () => {
    assert.equal(nearestKey("aws:PrincipleOrgID"), "aws:PrincipalOrgID");
    assert.equal(nearestKey("aws:PrincpalTag/team"), "aws:PrincipalTag/team");
    assert.equal(
      nearestKey("token.actions.githubusercontent.com:repositry_id"),
      "token.actions.githubusercontent.com:repository_id",
    );
  });

  it("corrects the prefix, and a missing one", () => {
    assert.equal(nearestKey("aws:ExternalId"), "sts:ExternalId");
    assert.equal(nearestKey("SourceArn"), "aws:SourceArn");
  });

  it("chooses among the keys it is given", () => {
    assert.equal(nearestKey("aws:SourceAcount", ["aws:SourceArn", "aws:SourceAccount"]), "aws:SourceAccount");
  });

  it("says nothing where nothing is near", () => {
    assert.equal(nearestKey("kms:EncryptionContext"), undefined);
    assert.equal(nearestKey("gitlab.com:project_path"), undefined);
  });
});

describe("presenceOf", () => {
  const presence = (name: string, caller: Caller) => {
    const key = findKey(name);
    assert.ok(key, name);
    return presenceOf(key, caller);
  };

  it("knows that only services send the Source keys", () => {
    assert.equal(presence("aws:SourceArn", { kind: "AWS" }), "never");
    assert.equal(presence("aws:SourceArn", { kind: "Service", service: "events.amazonaws.com" }), "sometimes");
  });

  it("knows the services that send an external ID", () => {
    assert.equal(presence("sts:ExternalId", { kind: "Service", service: "cognito-idp.amazonaws.com" }), "sometimes");
    assert.equal(presence("sts:ExternalId", { kind: "Service", service: "ec2.amazonaws.com" }), "never");
  });

  it("knows that certificates of Roles Anywhere become tags of the principal", () => {
    assert.equal(
      presence("aws:PrincipalTag/x509Subject/CN", { kind: "Service", service: "rolesanywhere.amazonaws.com" }),
      "sometimes",
    );
    assert.equal(presence("aws:PrincipalTag/team", { kind: "Service", service: "lambda.amazonaws.com" }), "never");
  });

  it("gives the claims of one issuer to callers with its tokens only", () => {
    const sub = `${cluster}:sub`;
    assert.equal(presence(sub, { kind: "OIDC", issuer: cluster }), "always");
    assert.equal(presence(sub, { kind: "OIDC", issuer: "gitlab.com" }), "never");
    assert.equal(presence(sub, { kind: "OIDC", issuer: cluster.replace("0A1B", "FFFF") }), "never");
  });
});

describe("plainKeys", () => {
  it("holds no key of an issuer", () => {
    for (const key of plainKeys()) assert.equal(issuerOfKey(key.name), undefined);
  });
});
