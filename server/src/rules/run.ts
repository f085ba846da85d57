import type { Policy, PolicyNode, Statement } from "../policy/model.ts";
import { walkPolicy } from "../policy/walk.ts";
import { overlaps, type Span } from "../text/span.ts";
import type { Context, Fix, Messages, Place, Related, ReportOptions, Rule, RuleSettings, Severity } from "./define.ts";

/** What a rule found, ready for any edge: plain data and offsets. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly Related[];
  readonly tags: readonly ("unnecessary" | "deprecated")[];
  /** An editor's own JSON validation reports the same. */
  readonly pure: boolean;
  /** The page it rests on. */
  readonly url: string;
  /** Made on demand: most findings are never asked for their fixes. */
  fixes(): readonly Fix[];
}

/** Called when a rule throws: its name and nothing of the policy. */
export type RuleFailure = (rule: string, error: unknown) => void;

interface Draft extends Finding {
  readonly definition: Rule;
  readonly statement: Statement | undefined;
}

/**
 * Runs rules over one policy, visiting each node once. A rule that throws loses its own findings only. The result does not
 * depend on the order of the rules: by offset, then by name.
 */
export function runRules(
  rules: readonly Rule[],
  policy: Policy,
  place: Place,
  settings: RuleSettings,
  failed: RuleFailure,
): readonly Finding[] {
  const drafts: Draft[] = [];
  const broken = new Set<Rule>();
  const table = handlersByKind(rules);
  for (const node of walkPolicy(policy)) {
    for (const rule of table.get(node.kind) ?? []) {
      if (broken.has(rule) || isSilenced(rule, node)) continue;
      try {
        const context = contextFor(rule, node, { policy, place, settings }, drafts);
        call(rule, node, context);
      } catch (error) {
        broken.add(rule);
        failed(rule.meta.name, error);
      }
    }
  }
  return settle(drafts.filter((draft) => !broken.has(draft.definition)));
}

function handlersByKind(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const table = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const kind of Object.keys(rule.on)) table.set(kind, [...(table.get(kind) ?? []), rule]);
  }
  return table;
}

/** Where the text lost its structure only rules of the notation speak. */
function isSilenced(rule: Rule, node: PolicyNode): boolean {
  if (rule.meta.speaksWhenDamaged || rule.meta.group === "syntax") return false;
  return statementOf(node)?.damaged === true;
}

function statementOf(node: PolicyNode): Statement | undefined {
  if (node.kind === "policy") return undefined;
  return node.kind === "statement" ? node : node.statement;
}

function call(rule: Rule, node: PolicyNode, context: Context<Messages>): void {
  switch (node.kind) {
    case "policy":
      return rule.on.policy?.(node, context);
    case "statement":
      return rule.on.statement?.(node, context);
    case "principal":
      return rule.on.principal?.(node, context);
    case "action":
      return rule.on.action?.(node, context);
    case "operator":
      return rule.on.operator?.(node, context);
    case "condition":
      return rule.on.condition?.(node, context);
  }
}

function contextFor(
  rule: Rule,
  node: PolicyNode,
  around: Pick<Context<Messages>, "policy" | "place" | "settings">,
  drafts: Draft[],
): Context<Messages> {
  return {
    ...around,
    report(at, message, args, options: ReportOptions = {}) {
      const text = rule.meta.messages[message];
      if (!text) throw new Error(`${rule.meta.name} has no message "${message}"`);
      drafts.push({
        rule: rule.meta.name,
        severity: options.severity ?? rule.meta.severity,
        message: text(...(args as never[])),
        span: { start: at.start, end: at.end },
        related: options.related ?? [],
        tags: options.tags ?? [],
        pure: options.pure ?? false,
        url: rule.meta.references[0],
        fixes: options.fixes ?? (() => []),
        definition: rule,
        statement: statementOf(node) ?? statementAround(around.policy, at),
      });
    },
  };
}

/** A finding of the whole policy belongs to the statement that it underlines. */
function statementAround(policy: Policy, at: Span): Statement | undefined {
  return policy.statements.find(({ source }) => source.span.start <= at.start && at.end <= source.span.end);
}

/** One cause gives one finding: drops what yields to another, and doubles; a rule that stands alone silences all others. */
function settle(drafts: readonly Draft[]): readonly Finding[] {
  const alone = drafts.find((draft) => draft.definition.meta.alone);
  const candidates = alone ? [alone] : drafts;
  const index = new DraftIndex(candidates);
  const seen = new Set<string>();
  return candidates
    .filter((draft) => !yields(draft, index))
    .toSorted((a, b) => a.span.start - b.span.start || compare(a.rule, b.rule) || a.span.end - b.span.end)
    .filter((draft) => {
      const identity = `${draft.rule}\n${draft.span.start}\n${draft.span.end}\n${draft.message}`;
      const fresh = !seen.has(identity);
      seen.add(identity);
      return fresh;
    })
    .map(({ definition: _definition, statement: _statement, ...finding }) => finding);
}

/** Findings by rule and statement, so that nothing compares all pairs. */
class DraftIndex {
  readonly #byRule = new Map<string, Map<Statement | undefined, Draft[]>>();

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      const byStatement = this.#byRule.get(draft.rule) ?? new Map<Statement | undefined, Draft[]>();
      this.#byRule.set(draft.rule, byStatement);
      const list = byStatement.get(draft.statement);
      if (list) list.push(draft);
      else byStatement.set(draft.statement, [draft]);
    }
  }

  has(rule: string): boolean {
    return this.#byRule.has(rule);
  }

  of(rule: string, statement: Statement | undefined): readonly Draft[] {
    return this.#byRule.get(rule)?.get(statement) ?? [];
  }
}

function yields(draft: Draft, index: DraftIndex): boolean {
  return (draft.definition.meta.yieldsTo ?? []).some(({ rule, within = "span" }) => {
    if (within === "policy") return index.has(rule);
    const beside = index.of(rule, draft.statement);
    if (within === "statement") return draft.statement !== undefined && beside.length > 0;
    return beside.some((other) => overlaps(draft.span, other.span) || sameSpan(draft.span, other.span));
  });
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
