import type { Policy, PolicyNode, Statement } from "../policy/model.ts";
import { oncePerLasting } from "../policy/once-per.ts";
import { nodesByKind } from "../policy/walk.ts";
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

interface Draft {
  readonly finding: Finding;
  readonly rule: Rule;
  readonly statement: Statement | undefined;
}

/**
 * Runs rules over one policy, showing it each node once. A rule that throws loses its own findings only. The result does not
 * depend on the order of the rules: by offset, then by name.
 */
export function runRules(
  rules: readonly Rule[],
  policy: Policy,
  place: Place,
  settings: RuleSettings,
  failed: RuleFailure,
): readonly Finding[] {
  const calls = callsByKind(rules);
  const context = new RunContext(policy, place, settings);
  const broken = new Set<Rule>();
  for (const nodes of nodesByKind(policy)) {
    const sound = nodes.some(isDamaged) ? nodes.filter((node) => !isDamaged(node)) : nodes;
    for (const call of nodes[0] ? calls[nodes[0].kind] : []) {
      if (broken.has(call.rule)) continue;
      try {
        context.visit(call.speaksWhenDamaged ? nodes : sound, call);
      } catch (error) {
        broken.add(call.rule);
        failed(call.rule.meta.name, error);
      }
    }
  }
  const { drafts } = context;
  return settle(broken.size === 0 ? drafts : drafts.filter((draft) => !broken.has(draft.rule)));
}

/** One handler of one rule. */
interface RuleCall {
  readonly rule: Rule;
  readonly handle: (node: PolicyNode, context: Context<Messages>) => void;
  /** Where the text lost its structure only rules of the notation speak. */
  readonly speaksWhenDamaged: boolean;
}

type CallTable = Readonly<Record<PolicyNode["kind"], readonly RuleCall[]>>;

/** Made ready once for a list of rules: a policy has many nodes, and a session reads many policies. */
const callsByKind = oncePerLasting((rules: readonly Rule[]): CallTable => {
  const callsOf = (kind: PolicyNode["kind"]) =>
    rules.flatMap((rule): readonly RuleCall[] => {
      const handle = rule.on[kind] as RuleCall["handle"] | undefined;
      const speaksWhenDamaged = rule.meta.speaksWhenDamaged === true || rule.meta.group === "syntax";
      return handle ? [{ rule, handle, speaksWhenDamaged }] : [];
    });
  return {
    policy: callsOf("policy"),
    statement: callsOf("statement"),
    principal: callsOf("principal"),
    action: callsOf("action"),
    operator: callsOf("operator"),
    condition: callsOf("condition"),
  };
});

function statementOf(node: PolicyNode): Statement | undefined {
  if (node.kind === "policy") return undefined;
  return node.kind === "statement" ? node : node.statement;
}

function isDamaged(node: PolicyNode): boolean {
  return statementOf(node)?.damaged === true;
}

/** What the rules see of a run. One for all of them: it knows which one is speaking, and of which node. */
class RunContext implements Context<Messages> {
  readonly policy: Policy;
  readonly place: Place;
  readonly settings: RuleSettings;
  readonly drafts: Draft[] = [];
  #node: PolicyNode;
  #rule: Rule | undefined;

  constructor(policy: Policy, place: Place, settings: RuleSettings) {
    this.policy = policy;
    this.place = place;
    this.settings = settings;
    this.#node = policy;
  }

  visit(nodes: readonly PolicyNode[], { rule, handle }: RuleCall): void {
    this.#rule = rule;
    for (const node of nodes) {
      this.#node = node;
      handle(node, this);
    }
  }

  readonly report: Context<Messages>["report"] = (at, message, args, options = {}) => {
    const rule = this.#rule;
    if (!rule) return;
    const text = rule.meta.messages[message];
    if (!text) throw new Error(`${rule.meta.name} has no message "${message}"`);
    const statement = statementOf(this.#node) ?? statementAround(this.policy, at);
    this.drafts.push({ finding: findingOf(rule, at, text(...(args as never[])), options), rule, statement });
  };
}

function findingOf({ meta }: Rule, at: Span, message: string, options: ReportOptions): Finding {
  return {
    rule: meta.name,
    severity: options.severity ?? meta.severity,
    message,
    span: { start: at.start, end: at.end },
    related: options.related ?? [],
    tags: options.tags ?? [],
    pure: options.pure ?? false,
    url: meta.references[0],
    fixes: options.fixes ?? (() => []),
  };
}

/** A finding of the whole policy belongs to the statement that it underlines. */
function statementAround({ statements }: Policy, at: Span): Statement | undefined {
  // Statements stand in the order of the document: the last one that begins in front of it is the only candidate.
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.source.span.start ?? 0) <= at.start) low = middle + 1;
    else high = middle;
  }
  const candidate = statements[low - 1];
  return candidate && at.end <= candidate.source.span.end ? candidate : undefined;
}

/** One cause gives one finding: drops what yields to another, and doubles; a rule that stands alone silences all others. */
function settle(drafts: readonly Draft[]): readonly Finding[] {
  if (drafts.length === 0) return [];
  const alone = drafts.find((draft) => draft.rule.meta.alone);
  const candidates = alone ? [alone] : drafts;
  const index = new DraftIndex(candidates);
  const seen = new Set<string>();
  return candidates
    .filter((draft) => !yields(draft, index))
    .map(({ finding }) => finding)
    .sort((a, b) => a.span.start - b.span.start || compare(a.rule, b.rule) || a.span.end - b.span.end)
    .filter((finding) => {
      const identity = `${finding.rule}\n${finding.span.start}\n${finding.span.end}\n${finding.message}`;
      const fresh = !seen.has(identity);
      seen.add(identity);
      return fresh;
    });
}

/** Findings by rule and statement, so that nothing compares all pairs. */
class DraftIndex {
  readonly #byRule = new Map<string, Map<Statement | undefined, Draft[]>>();

  constructor(drafts: readonly Draft[]) {
    for (const draft of drafts) {
      const { name } = draft.rule.meta;
      const byStatement = this.#byRule.get(name) ?? new Map<Statement | undefined, Draft[]>();
      this.#byRule.set(name, byStatement);
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

function yields({ rule, statement, finding: { span } }: Draft, index: DraftIndex): boolean {
  return (rule.meta.yieldsTo ?? []).some(({ rule: other, within = "span" }) => {
    if (within === "policy") return index.has(other);
    const beside = index.of(other, statement);
    if (within === "statement") return statement !== undefined && beside.length > 0;
    return beside.some(({ finding }) => overlaps(span, finding.span) || sameSpan(span, finding.span));
  });
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
