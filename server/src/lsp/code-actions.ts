import type { CodeAction, CodeActionParams, SnippetTextEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { type DocumentFinding, overlapsOrTouches, type TextFix } from "../service.ts";
import type { ClientAbilities } from "./abilities.ts";
import type { OpenDocument } from "./documents.ts";
import { CodeActionKind } from "./protocol.ts";
import { type ConfigurationText, turnOffActions } from "./turn-off.ts";

export const fixAllKind = `${CodeActionKind.SourceFixAll}.trustPolicy`;

/** `configuration` is the file in which rules are turned off for the document; without it that is not offered. */
export function codeActionsOf(
  opened: OpenDocument,
  { range, context }: Pick<CodeActionParams, "range" | "context">,
  abilities: ClientAbilities,
  configuration?: ConfigurationText,
): CodeAction[] {
  const wanted = (kind: string) =>
    context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  const actions: CodeAction[] = [];
  if (wanted(CodeActionKind.QuickFix)) {
    const at = opened.converter.span(range);
    const findings = opened.snapshot.findings.filter(({ span }) => overlapsOrTouches(span, at));
    actions.push(...quickFixes(opened, findings, abilities));
    if (configuration) actions.push(...turnOffActions(opened, findings, configuration, abilities));
  }
  if (context.only && wanted(fixAllKind)) actions.push(...fixAllAction(opened, abilities));
  return actions;
}

function quickFixes(
  opened: OpenDocument,
  findings: readonly DocumentFinding[],
  abilities: ClientAbilities,
): CodeAction[] {
  return findings.flatMap((finding) =>
    opened.snapshot.fixes(finding).map((fix) => toAction(opened, finding, fix, abilities)),
  );
}

function toAction(
  { document, converter }: OpenDocument,
  finding: DocumentFinding,
  fix: TextFix,
  abilities: ClientAbilities,
): CodeAction {
  const edits = converter.edits(fix.edits);
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [converter.diagnostic(finding)],
    edit: workspaceEdit(document, edits, abilities),
    ...(fix.preferred ? { isPreferred: true } : {}),
  };
}

/** Replaces what differs, from the first changed character to the last, so that the cursor keeps its place. */
function fixAllAction({ document, snapshot, converter }: OpenDocument, abilities: ClientAbilities): CodeAction[] {
  const fixed = snapshot.fixAll();
  const { text } = snapshot;
  if (fixed === text) return [];
  let start = 0;
  while (start < fixed.length && text[start] === fixed[start]) start++;
  let end = 0;
  const most = Math.min(text.length, fixed.length) - start;
  while (end < most && text[text.length - 1 - end] === fixed[fixed.length - 1 - end]) end++;
  const newText = fixed.slice(start, fixed.length - end);
  const edits = [{ range: converter.range({ start, end: text.length - end }), newText }];
  const title = "Fix all safe findings in this trust policy";
  return [{ title, kind: fixAllKind, edit: workspaceEdit(document, edits, abilities) }];
}

/** Edits tied to the version they were made for, where the client can take that. */
function workspaceEdit(
  { uri, version }: OpenDocument["document"],
  edits: (TextEdit | SnippetTextEdit)[],
  abilities: ClientAbilities,
): WorkspaceEdit {
  if (abilities.documentChanges) return { documentChanges: [{ textDocument: { uri, version }, edits }] };
  return { changes: { [uri]: edits.filter((edit): edit is TextEdit => "newText" in edit) } };
}
