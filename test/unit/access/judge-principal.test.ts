import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { judgePrincipal, needsIdentityPolicy } from "../../../server/src/access/judge-principal.ts";
import type { Requester } from "../../../server/src/access/request.ts";
import type { Truth } from "../../../server/src/access/truth.ts";
import { policyOf } from "../../harness/policy.ts";

const account = "204512347781";
const root = `arn:aws:iam::${account}:root`;
const user = `arn:aws:iam::${account}:user/eng/ada`;
const role = `arn:aws:iam::${account}:role/ci/deploy`;
const session = `arn:aws:sts::${account}:assumed-role/deploy/run-1`;
const federated = `arn:aws:sts::${account}:federated-user/bob`;
const github = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
const saml = `arn:aws:iam::${account}:saml-provider/Okta`;

function judge(principal: unknown, requester: Requester) {
  const [statement] = policyOf({ Statement: { Effect: "Allow", Principal: principal } }).statements;
  if (!statement) throw new Error("no statement");
  return judgePrincipal(statement, requester);
}

type Row = readonly [entry: string, holds: Truth, why: string];

function assertAws(caller: string, rows: readonly Row[]): void {
  for (const [entry, holds, why] of rows) {
    const verdict = judge({ AWS: entry }, { type: "AWS", text: caller });
    assert.deepEqual([verdict.holds, verdict.why], [holds, why], `${entry} for ${caller}`);
  }
}

describe("an entry of Principal", () => {
  it("that is an account, by its ID or root ARN, admits everybody in it and nobody else", () => {
    for (const caller of [root, user, role, session, federated]) {
      assertAws(caller, [
        ["*", true, "everybody"],
        [account, true, "account"],
        [root, true, "account"],
        ["518830026694", false, "other"],
        ["arn:aws:iam::518830026694:root", false, "other"],
        [`arn:aws-cn:iam::${account}:root`, false, "other"],
      ]);
    }
  });

  it("that is a role admits its sessions", () => {
    assertAws(session, [
      [role, true, "role"],
      [`arn:aws:iam::${account}:role/deploy`, true, "role"],
      [`arn:aws:iam::${account}:role/deploy2`, false, "other"],
      ["arn:aws:iam::518830026694:role/deploy", false, "other"],
      [`arn:aws-us-gov:iam::${account}:role/deploy`, false, "other"],
      [user, false, "other"],
    ]);
    assertAws(role, [
      [role, true, "named"],
      [`arn:aws:iam::${account}:role/deploy`, false, "other"],
    ]);
  });

  it("that is a session, user or federated user admits only itself", () => {
    assertAws(session, [
      [session, true, "named"],
      [`arn:aws:sts::${account}:assumed-role/deploy/run-2`, false, "other"],
      [`arn:aws:sts::${account}:assumed-role/Deploy/run-1`, false, "other"],
    ]);
    assertAws(role, [
      [session, undefined, "session"],
      [`arn:aws:sts::${account}:assumed-role/other/run-1`, false, "other"],
    ]);
    assertAws(user, [
      [user, true, "named"],
      [`arn:aws:iam::${account}:user/ada`, false, "other"],
      [federated, false, "other"],
    ]);
    assertAws(federated, [
      [federated, true, "named"],
      [`arn:aws:iam::${account}:user/bob`, false, "other"],
    ]);
  });

  it("that IAM refuses, or that is left of a deleted principal, tells nothing", () => {
    assertAws(user, [
      [`arn:aws:iam::${account}:user/*`, undefined, "refused"],
      [`arn:aws:iam::${account}:group/eng`, undefined, "refused"],
      ["20451234778", undefined, "refused"],
      ["AIDA2VPL6YUZ4CJ7QXW3K", undefined, "undocumented"],
      ["${Account}", undefined, "hole"],
    ]);
    const caller: Requester = { type: "AWS", text: user };
    for (const principal of [{ CanonicalUser: "a" }, { aws: "*" }, { AWS: 204512347781 }]) {
      assert.equal(judge(principal, caller).why, "refused");
    }
    assert.equal(judge({ AWS: "*" }, { type: "AWS", text: "ada" }).why, "request");
  });

  it("that is a service has exactly its name", () => {
    const caller: Requester = { type: "Service", text: "ec2.amazonaws.com" };
    assert.equal(judge({ Service: "ec2.amazonaws.com" }, caller).why, "named");
    assert.equal(judge({ Service: "EC2.amazonaws.com" }, caller).holds, false);
    assert.equal(judge({ Service: "ec2.amazonaws.com.cn" }, caller).holds, false);
    assert.equal(judge({ Service: "*" }, caller).holds, false);
    assert.equal(judge({ Service: "SERVICE_ROLE" }, caller).why, "refused");
    assert.equal(judge({ AWS: [account, user] }, caller).holds, false);
    const regional: Requester = { type: "Service", text: "states.amazonaws.com" };
    assert.equal(judge({ Service: "states.eu-west-1.amazonaws.com" }, regional).why, "undocumented");
  });

  it("that is a provider has exactly its ARN or built-in name", () => {
    const caller: Requester = { type: "Federated", text: github };
    assert.equal(judge({ Federated: github }, caller).why, "named");
    assert.equal(judge({ Federated: `${github}/acme` }, caller).holds, false);
    assert.equal(judge({ Federated: `${github}/` }, caller).why, "undocumented");
    assert.equal(judge({ Federated: github.replace(account, "518830026694") }, caller).holds, false);
    assert.equal(judge({ Federated: github.replace("arn:aws:", "arn:aws-cn:") }, caller).holds, false);
    assert.equal(judge({ Federated: saml }, caller).holds, false);
    assert.equal(judge({ Federated: saml }, { type: "Federated", text: saml }).why, "named");
    const cognito = "cognito-identity.amazonaws.com";
    assert.equal(judge({ Federated: cognito }, { type: "Federated", text: cognito }).why, "named");
    assert.equal(judge({ Service: cognito }, { type: "Federated", text: cognito }).holds, false);
  });

  it("that is everybody says nothing of services and providers", () => {
    assert.equal(judge({ AWS: "*" }, { type: "Service", text: "ec2.amazonaws.com" }).why, "undocumented");
    assert.equal(judge({ AWS: "*" }, { type: "Federated", text: github }).why, "undocumented");
  });
});

describe("the element Principal", () => {
  const caller: Requester = { type: "AWS", text: user };

  it("admits whom one entry admits, and says by which", () => {
    const verdict = judge({ Service: "ec2.amazonaws.com", AWS: [account, "*", user] }, caller);
    assert.deepEqual([verdict.why, verdict.principal?.text], ["named", user]);
    assert.equal(judge({ AWS: [account, "${x}"] }, caller).why, "account");
    assert.equal(judge({ AWS: ["518830026694", "${x}"] }, caller).why, "hole");
    assert.equal(judge({ AWS: [] }, caller).why, "other");
    assert.equal(judge("*", caller).why, "everybody");
    assert.equal(judge(user, caller).why, "refused");
    assert.equal(judge("${x}", caller).why, "hole");
  });

  it("counts the last of two members with one name", () => {
    assert.equal(judge(JSON.parse("{}"), caller).holds, false);
    const [statement] = policyOf(`{"Statement":{"Principal":{"AWS":"*","AWS":"518830026694"}}}`).statements;
    assert.equal(statement && judgePrincipal(statement, caller).holds, false);
  });

  it("is not known where it is missing or turned round", () => {
    const [missing, not] = policyOf({ Statement: [{}, { NotPrincipal: { AWS: user } }] }).statements;
    assert.equal(missing && judgePrincipal(missing, caller).why, "refused");
    assert.equal(not && judgePrincipal(not, caller).why, "refused");
  });
});

describe("the caller's own account", () => {
  const needed = (entry: string, caller: string, roleAccount: string | undefined) => {
    const principal: Requester = { type: "AWS", text: caller };
    const request = { principal, action: "sts:AssumeRole", keys: {}, roleAccount };
    return needsIdentityPolicy(judge({ AWS: entry }, principal), request);
  };

  it("has no say where a role of the same account names the caller", () => {
    for (const [entry, caller] of [
      [user, user],
      [role, session],
      [session, session],
    ] as const) {
      assert.equal(needed(entry, caller, account), false);
      assert.equal(needed(entry, caller, "518830026694"), true);
      assert.equal(needed(entry, caller, undefined), undefined);
    }
  });

  it("has to allow the call where only the account is named", () => {
    assert.equal(needed(account, user, account), true);
    assert.equal(needed(root, user, undefined), true);
    assert.equal(needed("*", user, "518830026694"), true);
    assert.equal(needed("*", user, account), undefined);
  });

  it("may have to where a hole may name the caller", () => {
    const principal: Requester = { type: "AWS", text: user };
    const verdict = judge({ AWS: [account, "${x}"] }, principal);
    const request = { principal, action: "sts:AssumeRole", keys: {} };
    assert.equal(needsIdentityPolicy(verdict, { ...request, roleAccount: account }), undefined);
    assert.equal(needsIdentityPolicy(verdict, { ...request, roleAccount: "518830026694" }), true);
  });

  it("is nothing that services and federated callers have", () => {
    const principal: Requester = { type: "Service", text: "ec2.amazonaws.com" };
    const request = { principal, action: "sts:AssumeRole", keys: {} };
    assert.equal(needsIdentityPolicy(judge({ Service: principal.text }, principal), request), false);
  });
});
