/**
 * The pages about the rules come with the extension. Findings link to them by an address of the editor's own scheme, which comes back
 * to `openRulePage`, so that a click works offline.
 */

import { commands, type Diagnostic, env, Uri, window, workspace } from "vscode";

const ruleName = /^[a-z0-9-]+$/;

/** Lets the finding's rule name lead to the bundled page. Other diagnostics stay as they are. */
export function linkToRulePage(diagnostic: Diagnostic, extensionId: string): void {
  const code = diagnostic.code;
  if (typeof code === "object" && typeof code.value === "string" && ruleName.test(code.value)) {
    const target = Uri.from({ scheme: env.uriScheme, authority: extensionId, path: `/rules/${code.value}` });
    diagnostic.code = { value: code.value, target };
  }
}

/** Opens the page that an address such as `vscode://iam-trust-policy.iam-trust-policy/rules/oidc-no-sub` names, and nothing else. */
export async function openRulePage(uri: Uri, extensionUri: Uri): Promise<void> {
  const [, folder, name, ...rest] = uri.path.split("/");
  if (folder !== "rules" || name === undefined || !ruleName.test(name) || rest.length > 0) {
    return;
  }
  const page = Uri.joinPath(extensionUri, "docs", "rules", `${name}.md`);
  try {
    // Not `stat`: where an extension comes over the network, every address counts as a file until it is read.
    await workspace.fs.readFile(page);
  } catch {
    window.showWarningMessage(`There is no page about a rule named ${name}.`);
    return;
  }
  await commands.executeCommand("markdown.showPreview", page);
}
