import { type Config, defaultConfig } from "../../server/src/config/config.ts";
import { wholePolicy } from "../../server/src/rules/shared/example.ts";
import { type DocumentFinding, open, type Snapshot } from "../../server/src/service.ts";
import { Lines } from "../../server/src/text/lines.ts";
import type { Span } from "../../server/src/text/span.ts";
import { type Marker, takeMarkers } from "./markers.ts";
import type { Fence } from "./spec.ts";

/** The source of a case, opened: what stands in it, and the document around it. */
export interface Source {
  /** As written in the case, without markers and cursor. */
  readonly text: string;
  readonly markers: readonly Marker[];
  /** The cursor as an offset of the document; undefined when there is none. */
  readonly cursor: number | undefined;
  readonly snapshot: Snapshot;
  /** Only the rule of the file is looked at. */
  readonly only: boolean;
  /** A span of the document as one of `text`; what lies outside is moved to its nearest end. */
  spanOf(span: Span): Span;
  /** `line:column`, both from one, of an offset of the document. */
  placeOf(offset: number): string;
  /** The part of a changed document that stands for `text`. */
  inner(changed: string): string;
}

export function openSource(fence: Fence): Source {
  const settings = settingsOf(fence.info);
  const { text: marked, markers } = takeMarkers(fence.body);
  const written = settings.get("eol") === "crlf" ? marked.replaceAll("\n", "\r\n") : marked;
  const at = written.indexOf("$0");
  const text = at < 0 ? written : written.slice(0, at) + written.slice(at + 2);
  const whole = fence.language === "template" ? { text, before: "", after: "" } : wholePolicy(text);
  const snapshot = open(whole.text, {
    languageId: fence.language === "jsonc" ? "jsonc" : "json",
    named: settings.get("named") !== "false" && fence.language !== "template",
    config: configOf(settings),
    ...(settings.has("now") ? { now: Date.parse(settings.get("now") ?? "") } : {}),
    failed: (rule, error) => {
      throw new Error(`rule ${rule} failed`, { cause: error });
    },
  });
  const shift = whole.before.length;
  const inside = (offset: number) => Math.max(0, Math.min(offset - shift, text.length));
  const lines = new Lines(text);
  return {
    text,
    markers,
    cursor: at < 0 ? undefined : at + shift,
    snapshot,
    only: settings.has("only"),
    spanOf: (span) => ({ start: inside(span.start), end: inside(span.end) }),
    placeOf: (offset) => {
      const { line, column } = lines.at(inside(offset));
      return `${line + 1}:${column + 1}`;
    },
    inner: (changed) =>
      changed.startsWith(whole.before) && changed.endsWith(whole.after)
        ? changed.slice(shift, changed.length - whole.after.length)
        : changed,
  };
}

const known = new Set(["only", "accounts", "organization", "vendors", "quota", "now", "named", "eol"]);

function settingsOf(info: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const word of info.split(/\s+/).filter((word) => word !== "")) {
    const [name = "", value = ""] = word.split("=");
    if (!known.has(name)) throw new Error(`"${name}" is not a setting of a source; see test/harness/spec.ts`);
    settings.set(name, value);
  }
  return settings;
}

function configOf(settings: ReadonlyMap<string, string>): Config {
  const list = (name: string) => (settings.get(name) ?? "").split(",").filter((item) => item !== "");
  return {
    ...defaultConfig,
    accounts: list("accounts"),
    organization: settings.get("organization"),
    trustedVendors: list("vendors"),
    roleTrustPolicyQuota: Number(settings.get("quota") ?? defaultConfig.roleTrustPolicyQuota),
  };
}

export type { DocumentFinding };
