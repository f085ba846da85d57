import { Lines } from "../../server/src/text/lines.ts";
import type { Span } from "../../server/src/text/span.ts";

/** A finding as a marker line says it: `// ^^^^ warning rule-name` under the text it underlines. */
export interface Marker {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly severity: string | undefined;
  readonly rule: string;
}

const markerLine = /^[ \t]*(?:\/\/|#)?[ \t]*\^/;
const marker = /(\^+)[ \t]*(?:(error|warning|information|hint)[ \t]+)?([a-z][a-z0-9-]*)/g;

/** Takes the marker lines out of a source. Lines and columns of the markers are those of the text that is left, from zero. */
export function takeMarkers(annotated: string): { text: string; markers: readonly Marker[] } {
  const kept: string[] = [];
  const markers: Marker[] = [];
  for (const line of annotated.split("\n")) {
    if (!markerLine.test(line)) {
      kept.push(line);
      continue;
    }
    for (const match of line.matchAll(marker)) {
      const [, carets = "", severity, rule = ""] = match;
      markers.push({ line: kept.length - 1, column: match.index, length: carets.length, severity, rule });
    }
  }
  return { text: kept.join("\n"), markers };
}

/**
 * The marker of a finding: a span of several lines is underlined to the end of its first line, an empty one gets one caret.
 */
export function markerAt(text: string, span: Span, rule: string, severity: string | undefined): Marker {
  const { line, column } = new Lines(text).at(span.start);
  const width = (text.split(/\r\n|[\r\n]/)[line] ?? "").length;
  const length = Math.max(1, Math.min(span.end - span.start, width - column));
  return { line, column, length, severity, rule };
}

/** The text with every marker on a line of its own under what it underlines. */
export function annotate(text: string, markers: readonly Marker[]): string {
  return text
    .split("\n")
    .flatMap((line, index) => {
      const here = markers.filter((marker) => marker.line === index);
      return [line, ...here.sort((a, b) => a.column - b.column || (a.rule < b.rule ? -1 : 1)).map(render)];
    })
    .join("\n");
}

function render({ column, length, severity, rule }: Marker): string {
  const lead = column >= 2 ? `//${" ".repeat(column - 2)}` : " ".repeat(column);
  return `${lead}${"^".repeat(length)} ${severity === undefined ? "" : `${severity} `}${rule}`;
}
