/**
 * Specifications in Markdown. Every `## heading` of a file is a case:
 *
 *     ## An effect in lower case
 *     IAM compares it letter by letter.                          ← a sentence that says why; required
 *     ```json accounts=204512347781 now=2026-11-22               ← the source; the rest of the line are settings
 *     { "Effect": "allow", … }
 *     //          ^^^^^^^ effect-invalid                         ← a finding; marker lines are taken out before reading
 *     ```
 *     ```fixed "Change to "Allow""                               ← golden fences, as many as wanted
 *     …
 *     ```
 *
 * Source: fence `json`, `jsonc` or `template` (a JSON CloudFormation template). A single statement gets a policy around it; all
 * places and golden texts are then those of the statement. One `$0` in it is the cursor.
 * Settings: `only`, `accounts=A,B`, `organization=o-…`, `vendors=A,B`, `quota=N`, `now=DATE`, `named=false`, `eol=crlf`.
 * Markers: `// ^^^ [severity] rule`, the severity where it is not the rule's usual one. `//` may be left out, to reach the first
 * columns. A span of several lines is marked to the end of its first line, an empty one by a single caret.
 *
 * In `specs/rules/NAME.md` the markers are exactly: all findings of rule NAME, and the errors and warnings of all other rules
 * (with `only`: of rule NAME alone). Elsewhere markers are compared where there are any: all findings, hints too.
 *
 * Golden fences (`UPDATE_SPECS=1` rewrites what stands in them, never under `CI`):
 * - `fixed` whole text after the first fix of the first finding; `fixed "Title"` after the fix of that title. ‹…› is a
 *   placeholder. Below `specs/rules` only fixes of that rule count.
 * - `fixes` the fixes on offer: `line:col rule · title`, with `· safe` for those that need nobody's eye.
 * - `findings` all findings, hints too: `line:col severity rule message`. Takes the place of markers.
 * - `complete` what completion offers at `$0`: `label · detail`, the first 12; `complete 30` the first 30.
 * - `applied "Label"` whole text after accepting that item, without a label the first one. ‹…› is a placeholder.
 * - `policies` the trust policies of the document: `line:col label · ground · dialect`.
 * - and those of `goldens.ts`.
 */
export interface SpecFile {
  /** Path below `test/specs`, without `.md`, with forward slashes: `rules/effect-invalid`. */
  readonly name: string;
  /** The rule that it is about; undefined outside `rules/`. */
  readonly rule: string | undefined;
  readonly cases: readonly SpecCase[];
}

export interface SpecCase {
  readonly title: string;
  readonly prose: string;
  readonly source: Fence;
  readonly goldens: readonly Fence[];
}

export interface Fence {
  readonly language: string;
  /** The rest of the line behind the language. */
  readonly info: string;
  readonly body: string;
  /** The lines of the body in the file: first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

export const sourceLanguages: readonly string[] = ["json", "jsonc", "template"];

/** Reads a file of specifications; throws with the heading of the case that is not written as it should be. */
export function parseSpec(name: string, markdown: string): SpecFile {
  const rule = name.startsWith("rules/") ? name.slice("rules/".length) : undefined;
  const cases: SpecCase[] = [];
  for (const section of sectionsOf(markdown)) {
    const [source, ...goldens] = section.fences;
    const problem = problemOf(section.prose, section.fences);
    if (!source || problem) throw new Error(`${name} · ${section.title}: ${problem}`);
    cases.push({ title: section.title, prose: section.prose, source, goldens });
  }
  return { name, rule, cases };
}

function problemOf(prose: string, fences: readonly Fence[]): string | undefined {
  if (prose.trim() === "") return "a sentence is missing that says why it is so";
  const sources = fences.filter((fence) => sourceLanguages.includes(fence.language));
  if (sources.length !== 1 || sources[0] !== fences[0]) return "exactly one source is needed, in front of the goldens";
  return undefined;
}

interface Section {
  readonly title: string;
  prose: string;
  readonly fences: Fence[];
}

function sectionsOf(markdown: string): readonly Section[] {
  const sections: Section[] = [];
  const lines = markdown.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const section = sections.at(-1);
    if (line.startsWith("## ")) sections.push({ title: line.slice(3).trim(), prose: "", fences: [] });
    else if (section && line.startsWith("```")) {
      const [, ticks = "", language = "", info = ""] = /^(`{3,})(\S*)\s*(.*)$/.exec(line) ?? [];
      const from = i + 1;
      const end = lines.findIndex((candidate, index) => index >= from && candidate === ticks);
      if (end < 0) throw new Error(`${section.title}: a fence is not closed`);
      section.fences.push({ language, info: info.trim(), body: lines.slice(from, end).join("\n"), from, to: end });
      i = end;
    } else if (section) section.prose += `${line}\n`;
  }
  return sections;
}

/** The file with other bodies in some of its fences. */
export function rewriteFences(markdown: string, bodies: ReadonlyMap<Fence, string>): string {
  const lines = markdown.split("\n");
  const fences = [...bodies].sort(([a], [b]) => b.from - a.from);
  for (const [fence, body] of fences) lines.splice(fence.from, fence.to - fence.from, ...body.split("\n"));
  return lines.join("\n");
}
