import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { open } from "../../../server/src/service.ts";

describe("who can assume", () => {
  it("is told with every Deny where there are too many to see whom each concerns", () => {
    const accounts = Array.from({ length: 200 }, (_, index) => String(100_000_000_000 + index));
    const statements = ["Allow", "Deny"].map((Effect) => ({
      Effect,
      Principal: { AWS: accounts },
      Action: "sts:AssumeRole",
    }));
    const [explanation] = open(JSON.stringify({ Version: "2012-10-17", Statement: statements }), {
      languageId: "json",
      named: true,
    }).explain();
    assert.deepEqual(explanation?.lines.slice(0, 1), ["any identity in account 100000000000"]);
    assert.deepEqual(explanation?.lines.slice(200), [
      "but never account 100000000000, account 100000000001, account 100000000002, 197 more",
    ]);
  });
});
