/** Which texts start the server. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { mayHoldPolicy } from "../../../client/src/gate.ts";

const policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

const may: Record<string, string> = {
  "a policy": JSON.stringify(policy, undefined, 2),
  "a policy in a string": JSON.stringify({ document: JSON.stringify(policy) }),
  "a policy in a string of a string": JSON.stringify(JSON.stringify({ document: JSON.stringify(policy) })),
  "a URL-encoded policy": JSON.stringify({ document: encodeURIComponent(JSON.stringify(policy)) }),
  "a policy whose colon is an escape": '{ "Action": "sts\\u003aAssumeRole" }',
  "a template with a role": '{ "Properties": { "AssumeRolePolicyDocument": {',
  "an action that is being typed": '{ "Action": "sts:',
  "an action in capitals": '{ "Action": "STS:AssumeRole" }',
  "a policy whose action is missing yet": '{ "Statement": [ { "Principal": { } } ] }',
  "a policy with NotPrincipal whose action is missing yet": '{ "Statement": [ { "NotPrincipal": "*" } ] }',
};

const mayNot: Record<string, string> = {
  "an empty text": "",
  "some settings": '{ "editor.fontSize": 14 }',
  "an identity policy of another service":
    '{ "Statement": [ { "Effect": "Allow", "Action": "s3:*", "Resource": "*" } ] }',
  "words of a bank": '{ "statement": "Statement of account", "principal": "Amount of the loan" }',
  "a sentence about policies": '{ "note": "The Principal of a Statement says who may call sts:AssumeRole." }',
  "words that contain the prefix": '{ "hosts:main": "requests:all" }',
};

describe("mayHoldPolicy", () => {
  for (const [name, text] of Object.entries(may)) {
    it(`lets ${name} through`, () => assert.equal(mayHoldPolicy(text), true));
  }

  for (const [name, text] of Object.entries(mayNot)) {
    it(`stops ${name}`, () => assert.equal(mayHoldPolicy(text), false));
  }

  it("stops the JSON files that every project has", () => {
    const root = path.resolve(import.meta.dirname, "../../..");
    for (const name of ["tsconfig.json", "biome.json", "package-lock.json", "server/package.json"]) {
      assert.equal(mayHoldPolicy(readFileSync(path.join(root, name), "utf8")), false, name);
    }
  });
});
