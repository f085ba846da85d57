import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type OpenOptions, open } from "../../server/src/service.ts";
import { documents } from "../harness/documents.ts";

/** Statements and members are sets: who reads a policy from its end must find the same. */
describe("the order", () => {
  it("of statements and members changes nothing", () => {
    for (const { name, text, options } of documents()) {
      const written = read(text);
      if (written === undefined) continue;
      assert.deepEqual(
        rulesOf(JSON.stringify(reversed(written), undefined, 2), options),
        rulesOf(JSON.stringify(written, undefined, 2), options),
        name,
      );
    }
  });
});

function rulesOf(text: string, options: OpenOptions): readonly string[] {
  return open(text, options)
    .findings.map(({ rule }) => rule)
    .sort();
}

/** Undefined for what is no JSON, and for objects with a key that JavaScript takes for something else. */
function read(text: string): unknown {
  try {
    return text.includes("__proto__") ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Members in reverse, and the statements of each policy too. Other lists may have a meaning (`Fn::If`). */
function reversed(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => reversed(item));
    return key === "Statement" ? items.reverse() : items;
  }
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).map(([name, below]) => [name, reversed(below, name)] as const);
  return Object.fromEntries(members.reverse());
}
