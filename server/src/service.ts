import { catalogDate, templates } from "./catalog/index.ts";
import { type Config, defaultConfig, type Level } from "./config/config.ts";
import { judge, type PolicyView, type Suppressed, sidAt, viewOf } from "./features/analyze.ts";
import { complete, type Suggestion } from "./features/complete/index.ts";
import { type Explanation, explain } from "./features/explain.ts";
import { fixAll } from "./features/fix-all.ts";
import { fixesOf, safeFixOf, type TextFix } from "./features/fixes.ts";
import { type Hover, hoverAt } from "./features/hover/hover.ts";
import { type InlayHint, inlayHintsOf } from "./features/inlay-hints/inlay-hints.ts";
import { type Lens, lensOf } from "./features/lens.ts";
import { type OutlineNode, outlineOf } from "./features/outline.ts";
import { type RuleExample, type RulePage, rulePageOf } from "./features/rule-page.ts";
import { type PolicyStatus, statusOf } from "./features/status.ts";
import type { Circumstances, Found } from "./hosts/host.ts";
import { findSites } from "./hosts/index.ts";
import type { Rule, Severity } from "./rules/define.ts";
import { rules } from "./rules/index.ts";
import type { Finding, RuleFailure } from "./rules/run.ts";
import type { Span } from "./text/span.ts";
import type { TextEdit, TextPart } from "./tree/edit.ts";

/**
 * The one door to the core: open a text, then ask its snapshot. Plain data and UTF-16 offsets of the document's text; nothing
 * here throws, reads a clock or touches the outside.
 */
export interface OpenOptions extends Circumstances {
  /** The document has no name yet: a policy that has just begun is completed, though it may become something else. */
  readonly draft?: boolean;
  readonly config?: Config;
  /** Milliseconds since 1970, for what is said of dates; left out, none is taken to have passed. */
  readonly now?: number;
  /** Told when a rule throws; gets the rule's name and the error, never policy text. */
  readonly failed?: RuleFailure;
}

/** A finding and the policy of the document that it belongs to. */
export interface DocumentFinding extends Finding {
  /** Index into `Snapshot.policies`; undefined when it is about the document. */
  readonly policy: number | undefined;
}

interface DocumentJudgement {
  readonly findings: readonly DocumentFinding[];
  readonly suppressed: readonly Suppressed<DocumentFinding>[];
}

/** A document at one version. Immutable; policies and findings are made on first use and kept. */
export class Snapshot {
  readonly text: string;
  readonly options: OpenOptions;
  #found: Found | undefined;
  #policies: readonly PolicyView[] | undefined;
  #judged: DocumentJudgement | undefined;
  #completed: { readonly offset: number; readonly suggestions: readonly Suggestion[] } | undefined;

  constructor(text: string, options: OpenOptions) {
    this.text = text;
    this.options = options;
  }

  get #document(): Found {
    this.#found ??= findSites(this.text, this.options);
    return this.#found;
  }

  get policies(): readonly PolicyView[] {
    this.#policies ??= this.#document.sites.map((site) => viewOf(site, this.text));
    return this.#policies;
  }

  /** Ordered by offset, then by rule. */
  get findings(): readonly DocumentFinding[] {
    return this.#judgement.findings;
  }

  /** What would be found but for the user's suppressions; in the same order. */
  get suppressed(): readonly Suppressed<DocumentFinding>[] {
    return this.#judgement.suppressed;
  }

  get #judgement(): DocumentJudgement {
    this.#judged ??= this.#judge();
    return this.#judged;
  }

  #judge(): DocumentJudgement {
    const { config = defaultConfig, now, failed = () => undefined } = this.options;
    const findings: DocumentFinding[] = [...this.#refusal()];
    const suppressed: Suppressed<DocumentFinding>[] = [];
    this.policies.forEach((view, policy) => {
      const judgement = judge(view, config, now, failed);
      for (const finding of judgement.findings) findings.push({ ...finding, policy });
      for (const finding of judgement.suppressed) suppressed.push({ ...finding, policy });
    });
    return { findings, suppressed };
  }

  #refusal(): readonly DocumentFinding[] {
    const { refusal } = this.#document;
    if (!refusal || !(this.options.named || this.text.includes("AssumeRolePolicyDocument"))) return [];
    const message =
      refusal.kind === "too-deep"
        ? "More than 500 levels of brackets; nothing in this file was checked. No trust policy is that deep."
        : "This file is larger than 20 MB; nothing in it was checked.";
    return [{ ...notChecked(message), span: refusal.span }];
  }

  /** The fixes of one of this snapshot's findings. */
  fixes(finding: DocumentFinding): readonly TextFix[] {
    const view = this.#viewOf(finding);
    return view ? fixesOf(view, finding) : [];
  }

  /** The first of them that needs no typing and keeps what the policy means. */
  safeFix(finding: DocumentFinding): TextFix | undefined {
    const view = this.#viewOf(finding);
    return view && safeFixOf(view, finding);
  }

  #viewOf({ policy }: DocumentFinding): PolicyView | undefined {
    return policy === undefined ? undefined : this.policies[policy];
  }

  /** The Sid of the statement that one of this snapshot's findings is about; undefined where it has none. */
  sidOf(finding: DocumentFinding): string | undefined {
    const view = this.#viewOf(finding);
    return view && sidAt(view, finding.span);
  }

  /** The text with every safe fix applied. */
  fixAll(): string {
    return fixAll<DocumentFinding>(this, (text) => new Snapshot(text, this.options));
  }

  /** What stands under an offset; undefined where there is nothing to say. */
  hover(offset: number): Hover | undefined {
    const inside = ({ site }: PolicyView) => site.span.start <= offset && offset <= site.span.end;
    const view = this.policies.find(inside);
    return view && hoverAt(view, offset, this.options.now);
  }

  /** What can be written at an offset, the most fitting first. */
  complete(offset: number): readonly Suggestion[] {
    if (this.#completed?.offset !== offset) this.#completed = { offset, suggestions: this.#complete(offset) };
    return this.#completed.suggestions;
  }

  /** The documentation (Markdown) of a suggestion, by its place in the list that `complete` gave for the offset. */
  resolve(offset: number, index: number): string | undefined {
    return this.complete(offset)[index]?.documentation();
  }

  #complete(offset: number): readonly Suggestion[] {
    const { accounts, organization } = this.options.config ?? defaultConfig;
    const blanks = (this.#document.blanks ?? []).map((site) => viewOf(site, this.text));
    for (const view of [...this.policies, ...blanks]) {
      const slot = view.site.slotAt(offset);
      if (slot) return complete(view, slot, { accounts, organization });
    }
    return this.policies.length === 0 && !this.options.named ? this.#completeBlank(offset) : [];
  }

  /** A file that holds nothing yet but half a word may become a policy, whatever it is called; a draft also when it began as one. */
  #completeBlank(offset: number): readonly Suggestion[] {
    const began = this.options.draft === true && /"(Version|Statement)"/.test(this.text) && !/Resource/.test(this.text);
    if (/[{}[\]]/.test(this.text) && !began) return [];
    return new Snapshot(this.text, { ...this.options, named: true }).complete(offset);
  }

  /** One tree of symbols for each policy. */
  outline(): readonly OutlineNode[] {
    return this.policies.map(outlineOf);
  }

  /** Who can assume the role of each policy. */
  explain(): readonly Explanation[] {
    return this.policies.map((view) => explain(view, this.options.now));
  }

  /** What stands above each policy: who can assume its role. */
  lenses(): readonly Lens[] {
    return this.policies.flatMap((view) => lensOf(view, this.options.now) ?? []);
  }

  /** What is shown in the lines themselves, as far as it stands within a span. */
  inlayHints(within: Span): readonly InlayHint[] {
    const { config = defaultConfig, now } = this.options;
    return this.policies
      .filter(({ site }) => overlapsOrTouches(site.span, within))
      .flatMap((view) => inlayHintsOf(view, within, { accounts: config.accounts, now }));
  }

  /** What a status bar says of the policy at an offset, or of the nearest one. */
  status(offset: number): PolicyStatus | undefined {
    const view = this.policyAt(offset);
    if (!view) return undefined;
    const index = this.policies.indexOf(view);
    const findings = this.findings.filter(({ policy }) => policy === index);
    const { config = defaultConfig, now } = this.options;
    return statusOf(view, findings, { policies: this.policies.length, config, catalog: catalogDate, now });
  }

  /** The policy that an offset stands in or nearest to; undefined when the document holds none. */
  policyAt(offset: number): PolicyView | undefined {
    const distance = ({ site }: PolicyView) => Math.max(site.span.start - offset, offset - site.span.end, 0);
    return this.policies.reduce<PolicyView | undefined>(
      (best, view) => (best === undefined || distance(view) < distance(best) ? view : best),
      undefined,
    );
  }
}

/** The finding that says why a document, or the rest of its findings, was left out. */
export function notChecked(message: string): DocumentFinding {
  return {
    rule: "not-checked",
    severity: "information",
    message,
    span: { start: 0, end: 1 },
    related: [],
    tags: [],
    pure: false,
    url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
    policy: undefined,
    fixes: () => [],
  };
}

/** Opens a text. Nothing is parsed before it is asked for. */
export function open(text: string, options: OpenOptions): Snapshot {
  return new Snapshot(text, options);
}

/** Whether two spans share a character or meet at one of their ends. */
export function overlapsOrTouches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The whole policies that people start from, as they are written into an empty file. */
export function policyTemplates(): readonly NamedTemplate[] {
  const written = open("", { languageId: "json", named: true }).complete(0);
  return templates().flatMap(({ id, title, summary }) => {
    const text = written.find(({ label }) => label === title)?.text;
    return text ? [{ id, title, summary, text }] : [];
  });
}

export interface NamedTemplate {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly text: readonly TextPart[];
}

/** What there is to know of each rule, sorted by name. */
export function rulePages(): readonly RulePage[] {
  return rules.map(pageFor);
}

/** The page of one rule, also by a name that it had before; undefined when there is none. */
export function rulePage(name: string): RulePage | undefined {
  const rule = rules.find(({ meta }) => meta.name === name || meta.formerly?.includes(name));
  return rule && pageFor(rule);
}

function pageFor(rule: Rule): RulePage {
  return rulePageOf(rule, (text, config, now) => {
    const options = { languageId: "json", named: true, config };
    return open(text, now === undefined ? options : { ...options, now }).findings;
  });
}

/** The names of all rules. */
export const ruleNames: ReadonlySet<string> = new Set(rules.map((rule) => rule.meta.name));

export { nearest } from "./catalog/nearest.ts";
export { globProblem, globTest } from "./config/glob.ts";
export {
  type ConfigProblem,
  type ConfigReading,
  isLevel,
  readConfig,
  readSettings,
  type Switches,
} from "./config/read.ts";
export { type FileConfig, scopeOf } from "./config/scope.ts";
export { settingsSection } from "./config/section.ts";
export { allowEdit, emptyConfig, offEdit } from "./config/turn-off.ts";
export { ruleMarkdown } from "./features/rule-page.ts";
export { mayHoldPolicy } from "./hosts/index.ts";
export { plainText } from "./tree/edit.ts";
export { version } from "./version.ts";
export type {
  Config,
  Explanation,
  Hover,
  InlayHint,
  Lens,
  Level,
  OutlineNode,
  PolicyStatus,
  PolicyView,
  RuleExample,
  RuleFailure,
  RulePage,
  Severity,
  Span,
  Suggestion,
  Suppressed,
  TextEdit,
  TextFix,
  TextPart,
};
export { catalogDate, defaultConfig };
