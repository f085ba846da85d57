import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { contains, hasHostBits, parseBlock } from "../../../server/src/policy/ip.ts";

describe("a block of IP addresses", () => {
  it("is an address, or one with a prefix length", () => {
    assert.deepEqual(parseBlock("18.203.7.9"), { version: 4, bits: 0x12cb0709n, prefix: 32 });
    assert.equal(parseBlock("18.203.7.0/24")?.prefix, 24);
    assert.deepEqual(parseBlock("::1"), { version: 6, bits: 1n, prefix: 128 });
    assert.equal(parseBlock("64:ff9b::18.203.7.9")?.bits, (0x64ff9bn << 96n) | 0x12cb0709n);
    assert.equal(parseBlock("1:2:3:4:5:6:7:8/64")?.prefix, 64);
  });

  it("is no other text", () => {
    const texts = [
      "",
      "18.203.7",
      "18.203.7.256",
      "18.203.7.0/33",
      "18.203.7.0/",
      "1/2/3",
      "::/129",
      "1::2::3",
      "1:2:3",
      ":::",
      "g::1",
      "1.2.3.4::5",
    ];
    assert.deepEqual(
      texts.filter((text) => parseBlock(text)),
      [],
    );
  });

  it("contains what lies inside it", () => {
    const inside = (outer: string, inner: string) => {
      const [a, b] = [parseBlock(outer), parseBlock(inner)];
      return a !== undefined && b !== undefined && contains(a, b);
    };
    assert.ok(inside("10.0.0.0/8", "10.20.0.0/16"));
    assert.ok(inside("0.0.0.0/0", "18.203.7.9"));
    assert.ok(!inside("10.20.0.0/16", "10.0.0.0/8"));
    assert.ok(!inside("10.0.0.0/8", "11.0.0.0/8"));
    assert.ok(!inside("::/0", "10.0.0.0/8"));
  });

  it("has host bits when it is named by an address inside it", () => {
    const named = (text: string) => {
      const block = parseBlock(text);
      return block !== undefined && hasHostBits(block);
    };
    assert.ok(named("18.203.7.9/24"));
    assert.ok(!named("18.203.7.0/24"));
    assert.ok(!named("18.203.7.9"));
    assert.ok(named("2a05:d018::1/32"));
  });
});
