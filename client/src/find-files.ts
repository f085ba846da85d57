/** Finds every JSON file of the workspace, opened or not. */

import { type CancellationToken, RelativePattern, type Uri, workspace } from "vscode";
import { walk } from "./walk.ts";

const wanted = { endings: ["json", "jsonc", "template"], leftOut: ["node_modules", ".git"] };
const files = `**/*.{${wanted.endings}}`;
const leftOut = `**/{${wanted.leftOut}}/**`;

/**
 * The file systems that VS Code itself searches: this machine's, also in the browser, and that of a remote one. The others belong to
 * extensions, and few of them can be searched. VS Code then waits until somebody can, or, where it searches another folder too, leaves the
 * folder out (https://github.com/microsoft/vscode/issues/314285); and the search of GitHub Repositories finds committed files only
 * (https://github.com/microsoft/vscode-remote-repositories-github/issues/473).
 */
const searched = ["file", "vscode-remote"];

/** The files, each once, and with them the folders that could not be read. Cancelled, it ends early. */
export async function findFiles(token: CancellationToken): Promise<Uri[]> {
  const found = await Promise.all(
    (workspace.workspaceFolders ?? []).map(({ uri }) =>
      searched.includes(uri.scheme)
        ? workspace.findFiles(new RelativePattern(uri, files), leftOut, undefined, token)
        : walk(uri, wanted, token),
    ),
  );
  // A folder of the workspace may lie in another one.
  return [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()];
}
