/** What the language client is told, whichever way the server is started. */

import { extensions, type LogOutputChannel, Uri, workspace } from "vscode";
import type { LanguageClientOptions } from "vscode-languageclient";
import { isLive, selector } from "./documents.ts";
import { linkToRulePage } from "./rule-pages.ts";

interface Channels {
  readonly output: LogOutputChannel;
  readonly trace: LogOutputChannel;
}

export function clientOptions(extensionId: string, { output, trace }: Channels): LanguageClientOptions {
  return {
    documentSelector: selector,
    outputChannel: output,
    traceOutputChannel: trace,
    // A function, so that a server that comes back after a crash is told the state of then.
    initializationOptions,
    middleware: {
      async provideDiagnostics(document, previousResultId, token, next) {
        const report = await next(document, previousResultId, token);
        if (report && "items" in report) {
          report.items = isLive(document instanceof Uri ? document : document.uri) ? report.items : [];
          for (const diagnostic of report.items) {
            linkToRulePage(diagnostic, extensionId);
          }
        }
        return report;
      },
    },
  };
}

function initializationOptions() {
  return {
    settings: JSON.parse(JSON.stringify(workspace.getConfiguration("trustPolicy"))),
    jsonValidation: isJsonValidated(),
    readFile: true,
    // What a completion runs that wants the next list to open at once.
    suggestCommand: "editor.action.triggerSuggest",
  };
}

/** Whether VS Code itself reports syntax errors in JSON: its extension for JSON is there, and its setting is on. */
function isJsonValidated(): boolean {
  return (
    extensions.getExtension("vscode.json-language-features") !== undefined &&
    workspace.getConfiguration("json").get("validate.enable", true)
  );
}
