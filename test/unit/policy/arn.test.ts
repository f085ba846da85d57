import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { arnPartAt, parseArn } from "../../../server/src/policy/arn.ts";

describe("an ARN", () => {
  it("has six parts, of which the last may hold colons", () => {
    assert.deepEqual(parseArn("arn:aws:lambda:eu-west-1:204512347781:function:f:1"), {
      partition: "aws",
      service: "lambda",
      region: "eu-west-1",
      account: "204512347781",
      resource: "function:f:1",
    });
  });

  it("may have empty parts", () => {
    assert.equal(parseArn("arn:aws:s3:::reports")?.resource, "reports");
    assert.equal(parseArn("arn:aws:iam::204512347781:")?.resource, "");
  });

  it("is none with fewer parts or another beginning", () => {
    for (const text of ["", "arn", "arn:aws:iam::204512347781", "ARN:aws:iam::204512347781:root", "x:a:b:c:d:e"]) {
      assert.equal(parseArn(text), undefined, text);
    }
  });

  it("knows where its parts stand", () => {
    const text = "arn:aws:iam::204512347781:role/a:b";
    const parts = (["partition", "service", "region", "account", "resource"] as const).map((part) => {
      const [start, end] = arnPartAt(text, part) ?? assert.fail();
      return text.slice(start, end);
    });
    assert.deepEqual(parts, ["aws", "iam", "", "204512347781", "role/a:b"]);
  });
});
