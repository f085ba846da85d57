import {
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  InsertTextFormat,
  InsertTextMode,
  type TextEdit as LspTextEdit,
  MarkupKind,
  type Range,
  type SnippetTextEdit,
  SymbolKind,
} from "vscode-languageserver";
import {
  type DocumentFinding,
  type OutlineNode,
  ruleNames,
  type Severity,
  type Span,
  type Suggestion,
  type TextEdit,
  type TextPart,
} from "../service.ts";
import { Lines } from "../text/lines.ts";

/** Offsets ⇄ positions of one text, and the core's plain data as the protocol has it. */

/** What the client can show; everything else is given as plain text. */
export interface ClientAbilities {
  readonly completionSnippets: boolean;
  readonly snippetEdits: boolean;
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly insertTextMode: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  /** The command that opens the list of suggestions, where the client has one. */
  readonly suggestCommand: string | undefined;
  /** The command that lists who can assume the roles of a document, where the client has one. */
  readonly whoCanAssumeCommand: string | undefined;
}

export class Converter {
  readonly #text: string;
  readonly #uri: string;
  readonly #lines: Lines;

  constructor(uri: string, text: string) {
    this.#uri = uri;
    this.#text = text;
    this.#lines = new Lines(text);
  }

  range(span: Span): Range {
    const start = this.#lines.at(span.start);
    const end = this.#lines.at(span.end);
    return {
      start: { line: start.line, character: start.column },
      end: { line: end.line, character: end.column },
    };
  }

  offset(position: { readonly line: number; readonly character: number }): number {
    return this.#lines.offset({ line: position.line, column: position.character });
  }

  span(range: Range): Span {
    return { start: this.offset(range.start), end: this.offset(range.end) };
  }

  diagnostic(finding: DocumentFinding): Diagnostic {
    return {
      range: this.range(finding.span),
      severity: severities[finding.severity],
      source: "trust-policy",
      code: finding.rule,
      ...(ruleNames.has(finding.rule) ? { codeDescription: { href: finding.url } } : {}),
      message: finding.message,
      tags: finding.tags.map((tag) => (tag === "unnecessary" ? DiagnosticTag.Unnecessary : DiagnosticTag.Deprecated)),
      relatedInformation: finding.related.map((related) => ({
        location: { uri: this.#uri, range: this.range(related.span) },
        message: related.message,
      })),
    };
  }

  /** Edits of one fix. Tab stops are numbered through all of them, so that equal places stay one place. */
  edits(edits: readonly TextEdit[], abilities: ClientAbilities): (LspTextEdit | SnippetTextEdit)[] {
    const stops = new TabStops();
    return edits.map((edit) => {
      const range = this.range(edit.span);
      if (!abilities.snippetEdits || edit.text.every((part) => typeof part === "string")) {
        return { range, newText: plain(edit.text) };
      }
      const value = stops.snippet(this.#relative(edit.text, edit.span.start));
      return { range, snippet: { kind: "snippet", value } };
    });
  }

  /** Clients indent the further lines of a snippet like the line it goes into: takes that indentation away. */
  #relative(parts: readonly TextPart[], offset: number): readonly TextPart[] {
    const { column } = this.#lines.at(offset);
    const indent = /^[ \t]*/.exec(this.#text.slice(offset - column, offset))?.[0] ?? "";
    if (indent === "") return parts;
    return parts.map((part) => (typeof part === "string" ? part.replaceAll(`\n${indent}`, "\n") : part));
  }

  completion(suggestion: Suggestion, index: number, abilities: ClientAbilities): CompletionItem {
    const snippets = abilities.completionSnippets;
    const newText = snippets ? new TabStops().snippet(suggestion.text) : plain(suggestion.text);
    return {
      label: suggestion.label,
      detail: suggestion.detail,
      kind: kinds[suggestion.kind],
      sortText: String(index).padStart(5, "0"),
      filterText: suggestion.filter,
      textEdit: { range: this.range(suggestion.replace), newText },
      ...(suggestion.additional.length > 0
        ? {
            additionalTextEdits: suggestion.additional.map((edit) => ({
              range: this.range(edit.span),
              newText: plain(edit.text),
            })),
          }
        : {}),
      insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      ...(abilities.insertTextMode ? { insertTextMode: InsertTextMode.asIs } : {}),
      ...(suggestion.preselect ? { preselect: true } : {}),
      ...(suggestion.retrigger && abilities.suggestCommand
        ? { command: { title: "Suggest", command: abilities.suggestCommand } }
        : {}),
      data: { uri: this.#uri, index },
    };
  }

  symbol(node: OutlineNode): DocumentSymbol {
    return {
      name: node.name === "" ? "(empty)" : node.name,
      detail: node.detail,
      kind: symbolKinds[node.kind],
      range: this.range(node.span),
      selectionRange: this.range(node.selection),
      children: node.children.map((child) => this.symbol(child)),
    };
  }
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const kinds: Readonly<Record<Suggestion["kind"], CompletionItemKind>> = {
  snippet: CompletionItemKind.Snippet,
  element: CompletionItemKind.Property,
  operator: CompletionItemKind.Operator,
  key: CompletionItemKind.Field,
  value: CompletionItemKind.Value,
  principal: CompletionItemKind.Module,
  action: CompletionItemKind.Method,
  variable: CompletionItemKind.Variable,
};

const symbolKinds: Readonly<Record<OutlineNode["kind"], SymbolKind>> = {
  policy: SymbolKind.Module,
  statement: SymbolKind.Object,
  principal: SymbolKind.Interface,
  action: SymbolKind.Method,
  operator: SymbolKind.Operator,
  condition: SymbolKind.Field,
};

/** Numbers placeholders: equal names get equal numbers. */
class TabStops {
  readonly #numbers = new Map<string, number>();

  snippet(parts: readonly TextPart[]): string {
    return parts
      .map((part) => {
        if (typeof part === "string") return escapeSnippet(part);
        const number = this.#numbers.get(part.placeholder) ?? this.#numbers.size + 1;
        this.#numbers.set(part.placeholder, number);
        return `\${${number}:${escapeSnippet(part.text)}}`;
      })
      .join("");
  }
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

export function toSnippet(parts: readonly TextPart[]): string {
  return new TabStops().snippet(parts);
}

function plain(parts: readonly TextPart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : part.text)).join("");
}

/** Documentation as the client can show it. Our Markdown is simple enough to read as plain text once its marks are gone. */
export function documentation(markdown: string, asMarkdown: boolean): { kind: MarkupKind; value: string } {
  if (asMarkdown) return { kind: MarkupKind.Markdown, value: markdown };
  const text = markdown
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 <$2>")
    .replace(/[*`]{1,2}/g, "")
    .replace(/\\([\\`*_{}[\]()#+.!<>|~-])/g, "$1");
  return { kind: MarkupKind.PlainText, value: text };
}
