/** Reads configuration files for the server, which opens no file itself and could not in a virtual workspace. */

import { Uri, workspace } from "vscode";
import { configurationName, isNamed } from "./documents.ts";

/** Answers `trustPolicy/readFile`: the text of a configuration file; null for any other name and where there is no such file. */
export async function readConfiguration({ uri }: { uri: string }): Promise<{ text: string | null }> {
  const file = Uri.parse(uri, true);
  if (!isNamed(file, configurationName)) {
    return { text: null };
  }
  try {
    return { text: new TextDecoder().decode(await workspace.fs.readFile(file)) };
  } catch {
    return { text: null };
  }
}
