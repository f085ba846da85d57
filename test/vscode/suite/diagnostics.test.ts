import assert from "node:assert/strict";
import { afterEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { eventually } from "../eventually.ts";
import { githubWithoutSubject, lambda, lowerCaseEffect } from "./policies.ts";
import { closeAll, extension, finding, findings, openFile, openPolicy, setText, writeFile } from "./workspace.ts";

describe("findings", () => {
  afterEach(closeAll);

  it("stand under the text that is wrong, with the rule's name and a link to its page", async () => {
    const { document } = await openPolicy(lowerCaseEffect);
    const found = await finding(document, "effect-invalid");
    assert.equal(document.getText(found.range), '"allow"');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.ok(typeof found.code === "object");
    assert.equal(found.code.target.toString(), `${vscode.env.uriScheme}://${extension().id}/rules/effect-invalid`);
  });

  it("come and go as one types", async () => {
    const editor = await openPolicy(lambda);
    await setText(editor, lowerCaseEffect);
    await finding(editor.document, "effect-invalid");
    await setText(editor, lambda);
    await eventually("no finding is left", () => findings(editor.document.uri).length === 0);
  });

  it("see that GitHub's provider is shared by all repositories", async () => {
    const { document } = await openPolicy(githubWithoutSubject);
    const found = await finding(document, "oidc-shared-required-claim");
    assert.match(found.message, /token\.actions\.githubusercontent\.com:sub/);
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
  });

  it("are given in an untitled JSON document too", async () => {
    const document = await vscode.workspace.openTextDocument({ language: "json", content: lowerCaseEffect });
    await vscode.window.showTextDocument(document);
    await finding(document, "effect-invalid");
  });

  it("are given in JSON with comments, and name the comments that IAM refuses", async () => {
    await writeFile("role.jsonc", lowerCaseEffect.replace('"Effect"', '/* who may not */ "Effect"'));
    const { document } = await openFile("role.jsonc");
    assert.equal(document.languageId, "jsonc");
    await finding(document, "effect-invalid");
    const comment = await finding(document, "json-syntax");
    assert.equal(document.getText(comment.range), "/* who may not */");
  });

  it("are not given a second time for the old side of a diff", async () => {
    const old = vscode.Uri.from({ scheme: "git", path: "/roles/trust-policy.json", query: "HEAD" });
    const provider = vscode.workspace.registerTextDocumentContentProvider("git", {
      provideTextDocumentContent: () => lowerCaseEffect,
    });
    try {
      const shown = await vscode.workspace.openTextDocument(old);
      assert.equal(shown.getText(), lowerCaseEffect);
      assert.equal(shown.languageId, "json");
      await vscode.window.showTextDocument(shown);
      // The server answers in order: once a later document has its findings, this one would have had its own.
      const { document } = await openPolicy(lowerCaseEffect);
      await finding(document, "effect-invalid");
      assert.deepEqual(findings(old), []);
    } finally {
      provider.dispose();
    }
  });

  it("leave policies of other kinds alone", async () => {
    const bucketPolicy = `{ "Version": "2012-10-17", "Statement": [ { "Effect": "allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::pictures/*" } ] }`;
    const other = await vscode.workspace.openTextDocument({ language: "json", content: bucketPolicy });
    await vscode.window.showTextDocument(other);
    const { document } = await openPolicy(lowerCaseEffect);
    await finding(document, "effect-invalid");
    assert.deepEqual(findings(other.uri), []);
  });
});
