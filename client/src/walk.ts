/** Lists the files below a folder by reading one folder after another, which every file system can do. */

import { type CancellationToken, FileType, Uri, workspace } from "vscode";

/** How many folders are read at a time. */
const batchSize = 16;

/**
 * The files below a folder whose names are wanted. A folder that cannot be read stands among them, so that whoever reads them comes
 * upon it too. Links are not followed: they may go in a circle. Cancelled, it ends with what it has found so far.
 */
export async function walk(
  root: Uri,
  wanted: { readonly endings: readonly string[]; readonly leftOut: readonly string[] },
  token: CancellationToken,
): Promise<Uri[]> {
  const found: Uri[] = [];
  const folders = [root];
  const read = async (folder: Uri) => {
    for (const [name, type] of await workspace.fs.readDirectory(folder)) {
      if (type === FileType.Directory && !wanted.leftOut.includes(name)) {
        folders.push(Uri.joinPath(folder, name));
      } else if (type === FileType.File && wanted.endings.some((ending) => name.endsWith(`.${ending}`))) {
        found.push(Uri.joinPath(folder, name));
      }
    }
  };
  while (folders.length > 0 && !token.isCancellationRequested) {
    const batch = folders.splice(-batchSize);
    await Promise.all(batch.map((folder) => read(folder).catch(() => found.push(folder))));
  }
  return found;
}
