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
  const table = callsByKind(rules, (rule) => new RuleContext(rule, { policy, place, settings }, drafts));
  for (const node of walkPolicy(policy)) {
    const damaged = statementOf(node)?.damaged === true;
    for (const call of table[node.kind]) {
      if (call.broken || (damaged && !call.speaksWhenDamaged)) continue;
      try {
        call.context.node = node;
        call.handle(node, call.context);
      } catch (error) {
        call.broken = true;
        failed(call.context.rule.meta.name, error);
      }
    }
  }
  const broken = new Set(
    Object.values(table)
      .flatMap((calls) => calls.filter((call) => call.broken))
      .map(ruleOf),
  );
  return settle(broken.size === 0 ? drafts : drafts.filter((draft) => !broken.has(draft.definition)));
}

/** One handler of one rule, made ready before the walk: a policy has many more nodes than a rule has handlers. */
interface RuleCall {
  readonly context: RuleContext;
  readonly handle: (node: PolicyNode, context: Context<Messages>) => void;
  /** Where the text lost its structure only rules of the notation speak. */
  readonly speaksWhenDamaged: boolean;
  broken: boolean;
}

type CallTable = Record<PolicyNode["kind"], RuleCall[]>;

function callsByKind(rules: readonly Rule[], contextOf: (rule: Rule) => RuleContext): CallTable {
  const table: CallTable = { policy: [], statement: [], principal: [], action: [], operator: [], condition: [] };
  for (const rule of rules) {
    const context = contextOf(rule);
    const speaksWhenDamaged = rule.meta.speaksWhenDamaged === true || rule.meta.group === "syntax";
    for (const kind of kinds) {
      const handle = rule.on[kind] as RuleCall["handle"] | undefined;
      if (handle) table[kind].push({ context, handle, speaksWhenDamaged, broken: false });
    }
  }
  return table;
}

const kinds = ["policy", "statement", "principal", "action", "operator", "condition"] as const;

function ruleOf({ context }: RuleCall): Rule {
  return context.rule;
}

function statementOf(node: PolicyNode): Statement | undefined {
  if (node.kind === "policy") return undefined;
  return node.kind === "statement" ? node : node.statement;
}

/** What a rule sees of a run. One for each rule; `node` is the one that is being visited. */
class RuleContext implements Context<Messages> {
  readonly rule: Rule;
  readonly policy: Policy;
  readonly place: Place;
  readonly settings: RuleSettings;
  node: PolicyNode;
  readonly report: Context<Messages>["report"];

  constructor(rule: Rule, around: Pick<Context<Messages>, "policy" | "place" | "settings">, drafts: Draft[]) {
    this.rule = rule;
    this.policy = around.policy;
    this.place = around.place;
    this.settings = around.settings;
    this.node = around.policy;
    this.report = (at, message, args, options = {}) => {
      const text = rule.meta.messages[message];
      if (!text) throw new Error(`${rule.meta.name} has no message "${message}"`);
      drafts.push(this.#draft(at, text(...(args as never[])), options));
    };
  }

  #draft(at: Span, message: string, options: ReportOptions): Draft {
    return {
      rule: this.rule.meta.name,
      severity: options.severity ?? this.rule.meta.severity,
      message,
      span: { start: at.start, end: at.end },
      related: options.related ?? [],
      tags: options.tags ?? [],
      pure: options.pure ?? false,
      url: this.rule.meta.references[0],
      fixes: options.fixes ?? (() => []),
      definition: this.rule,
      statement: statementOf(this.node) ?? statementAround(this.policy, at),
    };
  }
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
