import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Frames } from "../../../server/src/entry/frames.ts";

const framed = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** What comes out when the chunks go in, and how often something was skipped. */
function through(chunks: readonly Buffer[]): { text: string; skipped: number } {
  let skipped = 0;
  const frames = new Frames(() => skipped++);
  const out: Buffer[] = [];
  frames.on("data", (chunk: Buffer) => out.push(chunk));
  for (const chunk of chunks) frames.write(chunk);
  return { text: Buffer.concat(out).toString(), skipped };
}

/** The bytes in pieces that end at some places. */
function cut(bytes: Buffer, places: readonly number[]): readonly Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const message = fc.json({ stringUnit: "binary" });
const places = fc.array(fc.nat(10_000), { maxLength: 20 });

describe("frames", () => {
  it("pass messages on as they are, in whatever pieces they come", () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1 }), places, (messages, at) => {
        const text = messages.map(framed).join("");
        assert.deepEqual(through(cut(Buffer.from(text), at)), { text, skipped: 0 });
      }),
    );
  });

  it("find the next message behind any length that is wrong, in whatever pieces it comes", () => {
    fc.assert(
      fc.property(message, message, fc.integer({ min: 1, max: 300 }), places, (first, second, wrong, at) => {
        fc.pre(wrong !== Buffer.byteLength(first));
        const text = `Content-Length: ${wrong}\r\n\r\n${first}${framed(second)}${framed('"last"')}`;
        const result = through(cut(Buffer.from(text), at)).text;
        assert.ok(result.endsWith(framed(second) + framed('"last"')), JSON.stringify(result));
      }),
      { numRuns: 300 },
    );
  });

  it("find it also where the length ends inside the next header", () => {
    const [first, second] = ["[1]", "[2]"];
    for (let wrong = first.length + 1; wrong <= first.length + framed(second).length; wrong++) {
      const text = `Content-Length: ${wrong}\r\n\r\n${first}${framed(second)}${framed('"last"')}`;
      const result = through([Buffer.from(text)]).text;
      assert.ok(result.endsWith(framed(second) + framed('"last"')), `${wrong}: ${JSON.stringify(result)}`);
    }
  });

  it("know headers with other lines, in any case", () => {
    const type = "Content-Type: application/vscode-jsonrpc; charset=utf-8";
    for (const header of [`${type}\r\nContent-Length: 2`, `content-length:2\r\n${type}`]) {
      const { text, skipped } = through([Buffer.from(`${header}\r\n\r\n{}`)]);
      assert.deepEqual([text, skipped], [framed("{}"), 0]);
    }
  });

  it("keep no more of what makes no sense than a header could need", () => {
    const frames = new Frames(() => undefined);
    for (let i = 0; i < 100; i++) frames.write(Buffer.alloc(65_536));
    assert.equal(frames.readableLength, 0);
    assert.equal(through([Buffer.alloc(65_536), Buffer.from(framed("7"))]).text, framed("7"));
  });
});
