import type { TextFix } from "../../server/src/service.ts";
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

function unquoted(argument: string): string {
  return argument.startsWith('"') && argument.endsWith('"') ? argument.slice(1, -1) : argument;
}

/** Carriage returns stand in no Markdown file: the golden text shows them. */
function shown(text: string): string {
  return text.replaceAll("\r", "␍");
}
