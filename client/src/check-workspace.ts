/** The command that checks every trust policy of the workspace, so that the Problems view shows the files that nobody has opened too. */

import {
  type CancellationToken,
  commands,
  type Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  type Disposable,
  languages,
  type Progress,
  ProgressLocation,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { isOurs } from "./documents.ts";
import { findFiles } from "./find-files.ts";
import type { CheckedText } from "./protocol.ts";
import { linkToRulePage } from "./rule-pages.ts";

/** Larger files are not read; no policy is that long. */
const largestFile = 20 * 1024 * 1024;

/** How many files are read and checked at a time. */
const batchSize = 16;

interface Tally {
  files: number;
  policies: number;
  readonly findings: Map<DiagnosticSeverity, number>;
  unread: number;
}

export class WorkspaceCheck implements Disposable {
  readonly #extensionId: string;
  readonly #findings: DiagnosticCollection = languages.createDiagnosticCollection("IAM Trust Policy, workspace");
  readonly #listeners: Disposable[];

  constructor(extensionId: string) {
    this.#extensionId = extensionId;
    const forget = (uri: Uri) => this.#findings.delete(uri);
    this.#listeners = [
      // From then on the findings are those of the text in the editor.
      workspace.onDidOpenTextDocument((document) => isOurs(document) && forget(document.uri)),
      workspace.onDidDeleteFiles((event) => event.files.map(forget)),
      workspace.onDidRenameFiles((event) => event.files.map((file) => forget(file.oldUri))),
    ];
  }

  async run(client: BaseLanguageClient): Promise<void> {
    const tally: Tally = { files: 0, policies: 0, findings: new Map(), unread: 0 };
    const options = { location: ProgressLocation.Notification, title: "Checking trust policies", cancellable: true };
    const done = await window.withProgress(options, (progress, token) => this.#check(client, tally, progress, token));
    if (done) {
      // Not awaited: the check is over, whether or not somebody answers.
      window.showInformationMessage(summary(tally), "Show Problems").then((answer) => {
        if (answer) {
          commands.executeCommand("workbench.actions.view.problems");
        }
      });
    }
  }

  async #check(
    client: BaseLanguageClient,
    tally: Tally,
    progress: Progress<{ message: string; increment: number }>,
    token: CancellationToken,
  ): Promise<boolean> {
    this.#findings.clear();
    const uris = await findFiles(token);
    for (let start = 0; start < uris.length && !token.isCancellationRequested; start += batchSize) {
      const batch = uris.slice(start, start + batchSize);
      await Promise.all(batch.map((uri) => this.#checkFile(client, uri, tally, token))).catch((error: unknown) => {
        // A request that was under way when the person cancelled ends in an error of its own.
        if (!token.isCancellationRequested) {
          throw error;
        }
      });
      const increment = (100 * batch.length) / uris.length;
      progress.report({ message: `${start + batch.length} of ${uris.length} files`, increment });
    }
    return !token.isCancellationRequested;
  }

  async #checkFile(client: BaseLanguageClient, uri: Uri, tally: Tally, token: CancellationToken): Promise<void> {
    const open = openDocument(uri);
    const text = open?.getText() ?? (await readText(uri));
    if (text === undefined) {
      tally.unread += 1;
      return;
    }
    const languageId = uri.path.endsWith(".jsonc") ? "jsonc" : "json";
    const question = { uri: uri.toString(), languageId, text };
    const checked = await client.sendRequest<CheckedText>("trustPolicy/checkText", question, token);
    const diagnostics = await client.protocol2CodeConverter.asDiagnostics(checked.diagnostics, token);
    count(tally, checked.policies, diagnostics);
    // An open document shows its findings by itself.
    if (!openDocument(uri)) {
      for (const diagnostic of diagnostics) {
        linkToRulePage(diagnostic, this.#extensionId);
      }
      this.#findings.set(uri, diagnostics);
    }
  }

  dispose(): void {
    this.#findings.dispose();
    for (const listener of this.#listeners) {
      listener.dispose();
    }
  }
}

/** The document where the file is open as JSON. */
function openDocument(uri: Uri): TextDocument | undefined {
  return workspace.textDocuments.find((document) => document.uri.toString() === uri.toString() && isOurs(document));
}

/** The text of the file; nothing where it cannot be read or is too large. */
async function readText(uri: Uri): Promise<string | undefined> {
  try {
    const { size } = await workspace.fs.stat(uri);
    return size > largestFile ? undefined : new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

function count(tally: Tally, policies: number, diagnostics: readonly Diagnostic[]): void {
  tally.files += policies > 0 ? 1 : 0;
  tally.policies += policies;
  for (const { severity } of diagnostics) {
    tally.findings.set(severity, (tally.findings.get(severity) ?? 0) + 1);
  }
}

function summary(tally: Tally): string {
  const errors = tally.findings.get(DiagnosticSeverity.Error) ?? 0;
  const warnings = tally.findings.get(DiagnosticSeverity.Warning) ?? 0;
  const unread =
    tally.unread > 0
      ? ` ${plural(tally.unread, "file or folder", "files or folders")} could not be read or exceeded 20 MB.`
      : "";
  if (tally.policies === 0) {
    return `No trust policy found in this workspace.${unread}`;
  }
  const found = `${plural(tally.policies, "trust policy", "trust policies")} in ${plural(tally.files, "file")}`;
  return `${found}: ${plural(errors, "error")}, ${plural(warnings, "warning")}.${unread}`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}
