import type { CodeAction, WorkspaceEdit } from "vscode-languageserver";
import { allowEdit, type DocumentFinding, emptyConfig, offEdit, ruleNames, type TextEdit } from "../service.ts";
import type { ClientAbilities } from "./abilities.ts";
import { Converter } from "./convert.ts";
import type { OpenDocument } from "./documents.ts";
import { CodeActionKind } from "./protocol.ts";
import type { ConfigurationFile } from "./settings.ts";

/** The configuration file with the version of its text; null where it is not open. */
export interface ConfigurationText extends ConfigurationFile {
  readonly version: number | null;
}

interface Offer {
  readonly title: string;
  readonly edit: TextEdit | undefined;
  readonly findings: DocumentFinding[];
}

/** Ways to hear no more of a rule: changes of the configuration file, which the client makes. */
export function turnOffActions(
  { snapshot, converter }: OpenDocument,
  findings: readonly DocumentFinding[],
  file: ConfigurationText,
  abilities: ClientAbilities,
): CodeAction[] {
  if (file.text === undefined && !abilities.createFiles) return [];
  const text = file.text ?? emptyConfig;
  const offers = new Map<string, Offer>();
  const offer = (title: string, key: string, finding: DocumentFinding, edit: () => TextEdit | undefined) => {
    const known = offers.get(key);
    if (known) known.findings.push(finding);
    else offers.set(key, { title, edit: edit(), findings: [finding] });
  };
  for (const finding of findings) {
    const { rule } = finding;
    if (!ruleNames.has(rule)) continue;
    const sid = snapshot.sidOf(finding) || undefined;
    const silence = { rule, path: file.path, ...(sid === undefined ? {} : { sid }) };
    offer(`Turn this rule off here (${rule})`, JSON.stringify(silence), finding, () => allowEdit(text, silence));
    offer(`Turn this rule off everywhere (${rule})`, rule, finding, () => offEdit(text, rule));
  }
  return [...offers.values()].flatMap(({ title, edit, findings }): CodeAction[] => {
    if (!edit) return [];
    const diagnostics = findings.map((finding) => converter.diagnostic(finding));
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics, edit: workspaceEdit(edit, file, abilities) }];
  });
}

function workspaceEdit(edit: TextEdit, file: ConfigurationText, abilities: ClientAbilities): WorkspaceEdit {
  const { uri, version } = file;
  if (file.text === undefined) {
    const whole = { span: { start: 0, end: 0 }, text: wholeText(edit) };
    const edits = new Converter(uri, "", abilities).edits([whole]);
    return {
      documentChanges: [
        { kind: "create", uri },
        { textDocument: { uri, version: null }, edits },
      ],
    };
  }
  const edits = new Converter(uri, file.text, abilities).edits([edit]);
  if (!abilities.documentChanges)
    return { changes: { [uri]: edits.flatMap((one) => ("newText" in one ? [one] : [])) } };
  return { documentChanges: [{ textDocument: { uri, version }, edits }] };
}

/** The text of a new file: what it would begin with, with the edit made. */
function wholeText({ span, text }: TextEdit): TextEdit["text"] {
  return [emptyConfig.slice(0, span.start), ...text, emptyConfig.slice(span.end)];
}
