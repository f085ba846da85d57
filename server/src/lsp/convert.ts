import type {
  CompletionItem,
  Diagnostic,
  DiagnosticRelatedInformation,
  TextEdit as LspTextEdit,
  Position,
  Range,
  SnippetTextEdit,
} from "vscode-languageserver";
import {
  type DocumentFinding,
  plainText,
  ruleNames,
  type Severity,
  type Span,
  type Suggestion,
  type TextEdit,
  type TextPart,
} from "../service.ts";
import type { ClientAbilities } from "./abilities.ts";
import { Positions } from "./positions.ts";
import { CompletionItemKind, DiagnosticSeverity, DiagnosticTag, InsertTextFormat, InsertTextMode } from "./protocol.ts";
import { TabStops } from "./snippet.ts";

/** The core's plain data about one text as the protocol has it, and as the client can take it. */
export class Converter {
  readonly #uri: string;
  readonly #text: string;
  readonly #client: ClientAbilities;
  readonly #positions: Positions;

  constructor(uri: string, text: string, client: ClientAbilities) {
    this.#uri = uri;
    this.#text = text;
    this.#client = client;
    this.#positions = new Positions(text, client.encoding);
  }

  position(offset: number): Position {
    return this.#positions.at(offset);
  }

  range(span: Span): Range {
    return this.#positions.range(span);
  }

  offset(position: Position): number {
    return this.#positions.offset(position);
  }

  span(range: Range): Span {
    return { start: this.offset(range.start), end: this.offset(range.end) };
  }

  diagnostic(finding: DocumentFinding): Diagnostic {
    const { diagnosticPages, relatedInformation } = this.#client;
    const tags = finding.tags.map((tag) => diagnosticTags[tag]).filter((tag) => this.#client.diagnosticTags.has(tag));
    return {
      range: this.range(finding.span),
      severity: severities[finding.severity],
      source: "trust-policy",
      code: finding.rule,
      ...(diagnosticPages && ruleNames.has(finding.rule) ? { codeDescription: { href: finding.url } } : {}),
      message: finding.message,
      ...(tags.length > 0 ? { tags } : {}),
      ...(relatedInformation && finding.related.length > 0 ? { relatedInformation: this.#related(finding) } : {}),
    };
  }

  #related({ related }: DocumentFinding): DiagnosticRelatedInformation[] {
    return related.map(({ span, message }) => ({ location: { uri: this.#uri, range: this.range(span) }, message }));
  }

  /** Edits of one fix. Tab stops are numbered through all of them, so that equal places stay one place. */
  edits(edits: readonly TextEdit[]): (LspTextEdit | SnippetTextEdit)[] {
    const stops = new TabStops();
    return edits.map((edit) => {
      const range = this.range(edit.span);
      if (!this.#client.snippetEdits || edit.text.every((part) => typeof part === "string")) {
        return { range, newText: plainText(edit.text) };
      }
      const value = stops.snippet(this.#relative(edit.text, edit.span.start));
      return { range, snippet: { kind: "snippet", value } };
    });
  }

  /** Clients indent the further lines of a snippet like the line it goes into: takes that indentation away. */
  #relative(parts: readonly TextPart[], offset: number): readonly TextPart[] {
    const line = this.#text.slice(this.#positions.lineStart(offset), offset);
    const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
    if (indent === "") return parts;
    return parts.map((part) => (typeof part === "string" ? part.replaceAll(`\n${indent}`, "\n") : part));
  }

  completion(suggestion: Suggestion, index: number): CompletionItem {
    const { completionSnippets: snippets, insertTextMode, suggestCommand } = this.#client;
    const newText = snippets ? new TabStops().snippet(suggestion.text) : plainText(suggestion.text);
    return {
      label: suggestion.label,
      detail: suggestion.detail,
      kind: this.#completionKind(suggestion),
      sortText: String(index).padStart(5, "0"),
      filterText: suggestion.filter,
      textEdit: { range: this.range(suggestion.replace), newText },
      ...(suggestion.additional.length > 0
        ? {
            additionalTextEdits: suggestion.additional.map((edit) => ({
              range: this.range(edit.span),
              newText: plainText(edit.text),
            })),
          }
        : {}),
      insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      ...(insertTextMode ? { insertTextMode: InsertTextMode.asIs } : {}),
      ...(suggestion.preselect ? { preselect: true } : {}),
      ...(suggestion.retrigger && suggestCommand ? { command: { title: "Suggest", command: suggestCommand } } : {}),
      data: { uri: this.#uri, index },
    };
  }

  #completionKind({ kind }: Suggestion): CompletionItemKind {
    const wanted = completionKinds[kind];
    return this.#client.completionKinds.has(wanted) ? wanted : CompletionItemKind.Property;
  }
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const diagnosticTags: Readonly<Record<DocumentFinding["tags"][number], DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
};

const completionKinds: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
  snippet: CompletionItemKind.Snippet,
  element: CompletionItemKind.Property,
  operator: CompletionItemKind.Operator,
  key: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  principal: CompletionItemKind.Module,
  action: CompletionItemKind.Method,
  variable: CompletionItemKind.Variable,
};
