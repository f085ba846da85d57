import { describe, it } from "node:test";
import { open } from "../../server/src/service.ts";
import { type Document, documents, offsetsIn } from "../harness/documents.ts";

const all = documents();

/** Whatever somebody has typed so far. */
describe("half-typed text", () => {
  it("is analysed without an exception wherever it ends", () => {
    for (const [{ name, text, options }, end] of offsetsIn(all, 5000)) {
      const snapshot = open(text.slice(0, end), options);
      attempt(name, end, () => snapshot.findings.forEach((finding) => void snapshot.fixes(finding)));
    }
  });

  it("is analysed without an exception when a piece of it is missing", () => {
    for (const [{ name, text, options }, start] of offsetsIn(all, 2500)) {
      const rest = text.slice(0, start) + text.slice(start + 1 + (start % 7));
      attempt(name, start, () => open(rest, options).findings);
    }
  });

  it("is completed without an exception at its end", () => {
    for (const [{ name, text, options }, end] of offsetsIn(all, 1500)) {
      attempt(name, end, () => open(text.slice(0, end), options).complete(end));
    }
  });
});

describe("whole text", () => {
  it("is completed and explained without an exception at any offset", () => {
    for (const [{ name, text, options }, offset] of offsetsIn(all, 1500)) {
      const snapshot = open(text, options);
      attempt(name, offset, () => [snapshot.complete(offset), snapshot.hover(offset), snapshot.status(offset)]);
    }
  });
});

function attempt(name: Document["name"], offset: number, run: () => unknown): void {
  try {
    run();
  } catch (error) {
    throw new Error(`${name}, offset ${offset}`, { cause: error });
  }
}
