// What a person has who installs the packed extension into a VS Code with nothing set.
import { after, before, describe, it } from "node:test";
import { openVSCode } from "./editor.mjs";
import { completeConditionKey, fixFromLightBulb } from "./essentials.mjs";

describe("typing with the packed extension and default settings", { timeout: 180_000 }, () => {
  /** @type {Awaited<ReturnType<typeof openVSCode>>} */
  let editor;
  before(async () => {
    editor = await openVSCode({ packed: true, settings: {} });
  });
  after(() => editor?.close());

  it("completes a condition key", () => editor.attempt("installed-key", () => completeConditionKey(editor, "Enter")));

  it("fixes a finding from the light bulb", () => editor.attempt("installed-fix", () => fixFromLightBulb(editor)));
});
