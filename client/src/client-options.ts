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
      async provideCodeLenses(document, token, next) {
        const lenses = await next(document, token);
        for (const { command } of lenses ?? []) {
          if (command) {
            command.title = asLabel(command.title);
          }
        }
        return lenses;
      },
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

/** VS Code makes icons of `$(name)` in the title of a lens. Ours quote the policy, and mean every character as it stands. */
function asLabel(text: string): string {
  return text.replaceAll("$(", "\\$(");
}

function initializationOptions() {
  return {
    settings: JSON.parse(JSON.stringify(workspace.getConfiguration("trustPolicy"))),
    jsonValidation: isJsonValidated(),
    readFile: true,
    // What a completion runs that wants the next list to open at once.
    suggestCommand: "editor.action.triggerSuggest",
    // What a click on a code lens runs.
    whoCanAssumeCommand: "trustPolicy.whoCanAssume",
  };
}

/** Whether VS Code itself reports syntax errors in JSON: its extension for JSON is there, and its setting is on. */
function isJsonValidated(): boolean {
  return (
    extensions.getExtension("vscode.json-language-features") !== undefined &&
    workspace.getConfiguration("json").get("validate.enable", true)
  );
}
