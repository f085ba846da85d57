import { givenOptions } from "./extension-host.ts";

/** What a run claims about the VS Code around it; the suite checks that the claim is true. */
export interface RunOptions {
  /** Where the suite writes its results: a file, or on the web an address. */
  report: string;
  /** VS Code's version; null where any will do. */
  version: string | null;
  /** The folder is not trusted. */
  restricted: boolean;
  /** The extension was installed from a package, and does not lie in this folder. Null when it runs from the checkout. */
  installedOutside: string | null;
  /** VS Code's own extension for Markdown is there, and shows previews. */
  markdown: boolean;
}

export function runOptions(): RunOptions {
  const given = givenOptions();
  if (given === undefined)
    throw new Error("TRUST_POLICY_TEST_RUN is not set: start the suite with test/vscode/run.mjs.");
  return JSON.parse(given) as RunOptions;
}
