// A person who thinks better of checking a large workspace.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openVSCode } from "./editor.mjs";
import { lambda } from "./essentials.mjs";

const files = 3000; // far more than can be checked between two looks at the screen

/** @type {Awaited<ReturnType<typeof openVSCode>>} */
let editor;
before(async () => {
  editor = await openVSCode();
});
after(() => editor?.close());

test("the check of the workspace ends when it is cancelled, and the server is free again", { timeout: 120_000 }, () =>
  editor.attempt("cancelling", async () => {
    const faulty = lambda.replace('"Allow"', '"allow"');
    for (let index = 0; index < files; index++) editor.write(`many/role-${index}.json`, faulty);
    await editor.command("IAM Trust Policy: Check Every Trust Policy of the Workspace");
    const notification = editor.page.locator(".notification-toast", { hasText: `of ${files} files` });
    await notification.getByText("Cancel", { exact: true }).click();
    await notification.waitFor({ state: "detached" });

    await editor.open("after-trust-policy.json", faulty.replace('"allow"', '"$0allow"'));
    await editor.squiggle("error");
    const found = Number(/\d+/.exec(await editor.problems())?.[0]);
    assert.ok(found > 0 && found < files, `${found} errors: some files were checked, and not all`);
    assert.equal(await editor.page.getByText("trust policies in").count(), 0, "no summary of a check that did not end");
  }),
);
