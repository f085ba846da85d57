import type { OutlineNode, Suggestion, TextFix } from "../../server/src/service.ts";
import { applyEdits, showPlaceholders } from "./apply.ts";
import type { DocumentFinding, Source } from "./source.ts";

/** What a golden fence shows: the opened source, the rule of the file, and the rest of the fence's first line → text. */
export type Golden = (source: Source, rule: string | undefined, argument: string) => string;

/** By the language of the fence. */
export const goldens: Readonly<Record<string, Golden>> = {
  fixed(source, rule, argument) {
    const title = unquoted(argument);
    const offers = offersOf(source, rule);
    const offer = title === "" ? offers[0] : offers.find(({ fix }) => fix.title === title);
    if (!offer) return `(no such fix; there are: ${offers.map(({ fix }) => fix.title).join(" | ") || "none"})`;
    return shown(source.inner(applyEdits(source.snapshot.text, offer.fix.edits, showPlaceholders)));
  },
  fixes(source, rule) {
    const lines = offersOf(source, rule).map(
      ({ finding, fix }) =>
        `${source.placeOf(finding.span.start)} ${finding.rule} · ${fix.title}${fix.safe ? " · safe" : ""}`,
    );
    return lines.join("\n") || "(none)";
  },
  findings(source) {
    const lines = source.snapshot.findings.map(
      ({ span, severity, rule, message }) => `${source.placeOf(span.start)} ${severity} ${rule} ${message}`,
    );
    return lines.join("\n") || "(none)";
  },
  hover(source) {
    const hover = source.cursor === undefined ? undefined : source.snapshot.hover(source.cursor);
    if (!hover) return "(none)";
    const { start, end } = source.spanOf(hover.span);
    return `over ${source.text.slice(start, end)}\n\n${hover.markdown}`;
  },
  explain(source) {
    return source.snapshot
      .explain()
      .flatMap(({ lines }) => lines)
      .join("\n");
  },
  hints(source) {
    const lines = source.snapshot
      .inlayHints({ start: 0, end: source.snapshot.text.length })
      .map(({ offset, label, tooltip }) => `${source.placeOf(offset)} ${label} · ${tooltip}`);
    return lines.join("\n") || "(none)";
  },
  lens(source) {
    const lines = source.snapshot.lenses().map(({ span, title }) => `${source.placeOf(span.start)} ${title}`);
    return lines.join("\n") || "(none)";
  },
  outline(source) {
    const show = ({ kind, name, detail, selection, children }: OutlineNode, depth: number): readonly string[] => [
      `${"  ".repeat(depth)}${source.placeOf(selection.start)} ${kind} ${name}${detail === "" ? "" : ` · ${detail}`}`,
      ...children.flatMap((child) => show(child, depth + 1)),
    ];
    return source.snapshot
      .outline()
      .flatMap((node) => show(node, 0))
      .join("\n");
  },
  complete(source, _rule, argument) {
    const most = argument === "" ? 12 : Number(argument);
    const list = suggestionsOf(source);
    const lines = list.slice(0, most).map(({ label, detail }) => `${label} · ${detail}`);
    const more = list.length > most ? [`… and ${list.length - most} more`] : [];
    return [...lines, ...more].join("\n") || "(none)";
  },
  applied(source, _rule, argument) {
    const label = unquoted(argument);
    const list = suggestionsOf(source);
    const found = label === "" ? list[0] : list.find((suggestion) => suggestion.label === label);
    if (!found) return `(nothing of that name; there are: ${list.map((one) => one.label).join(" | ") || "none"})`;
    const edits = [{ span: found.replace, text: found.text }, ...found.additional];
    return shown(source.inner(applyEdits(source.snapshot.text, edits, showPlaceholders)));
  },
  policies(source) {
    const lines = source.snapshot.policies.map(
      ({ site }) => `${source.placeOf(site.span.start)} ${site.label} · ${site.ground} · ${site.dialect}`,
    );
    return lines.join("\n") || "(none)";
  },
};

interface Offer {
  readonly finding: DocumentFinding;
  readonly fix: TextFix;
}

function offersOf({ snapshot }: Source, rule: string | undefined): readonly Offer[] {
  return snapshot.findings
    .filter((finding) => rule === undefined || finding.rule === rule)
    .flatMap((finding) => snapshot.fixes(finding).map((fix) => ({ finding, fix })));
}

function suggestionsOf({ snapshot, cursor }: Source): readonly Suggestion[] {
  return cursor === undefined ? [] : snapshot.complete(cursor);
}

function unquoted(argument: string): string {
  return argument.startsWith('"') && argument.endsWith('"') ? argument.slice(1, -1) : argument;
}

/** Carriage returns stand in no Markdown file: the golden text shows them. */
function shown(text: string): string {
  return text.replaceAll("\r", "␍");
}
