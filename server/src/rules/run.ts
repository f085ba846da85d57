import type { Policy, PolicyNode, Statement } from "../policy/model.ts";
import { oncePerLasting } from "../policy/once-per.ts";
import { batchesOf, type NodesByKind } from "../policy/walk.ts";
import { partitionPoint } from "../text/partition-point.ts";
import type { Span } from "../text/span.ts";
import { visible } from "../text/visible.ts";
import type { Context, Fix, Messages, Place, Related, ReportOptions, Rule, RuleSettings, Severity } from "./define.ts";
import { type Draft, settle } from "./settle.ts";
import { eachTopic, type Topic } from "./topics.ts";

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
  const run = new Run(policy, place, settings, failed);
  run.visit(calls.policy.always, [policy]);
  for (const nodes of batchesOf(policy)) {
    for (const kind of kinds) {
      const { always, byTopic } = calls[kind];
      run.visit(always, nodes[kind]);
      for (const [topic, about] of nodesByTopic(nodes[kind], byTopic)) run.visit(byTopic.get(topic) ?? [], about);
    }
  }
  return settle(run.drafts());
}

const kinds = ["statement", "principal", "action", "operator", "condition"] as const satisfies (keyof NodesByKind)[];

function nodesByTopic(nodes: readonly PolicyNode[], wanted: Calls["byTopic"]) {
  const byTopic = new Map<Topic, PolicyNode[]>();
  const add = (topic: Topic, node: PolicyNode) => {
    const list = byTopic.get(topic);
    if (!list) {
      if (wanted.has(topic)) byTopic.set(topic, [node]);
    } else if (list.at(-1) !== node) list.push(node);
  };
  for (const node of nodes) eachTopic(node, add);
  return byTopic;
}

/** One handler of one rule. */
interface RuleCall {
  readonly rule: Rule;
  readonly handle: (node: PolicyNode, context: Context<Messages>) => void;
  /** Where the text lost its structure only rules of the notation speak. */
  readonly speaksWhenDamaged: boolean;
}

interface Calls {
  readonly always: readonly RuleCall[];
  readonly byTopic: ReadonlyMap<Topic, readonly RuleCall[]>;
}

/** Made ready once for a list of rules: a policy has many nodes, and a session reads many policies. */
const callsByKind = oncePerLasting((rules: readonly Rule[]): Readonly<Record<PolicyNode["kind"], Calls>> => {
  return {
    policy: callsOf(rules, "policy"),
    statement: callsOf(rules, "statement"),
    principal: callsOf(rules, "principal"),
    action: callsOf(rules, "action"),
    operator: callsOf(rules, "operator"),
    condition: callsOf(rules, "condition"),
  };
});

function callsOf(rules: readonly Rule[], kind: PolicyNode["kind"]): Calls {
  const always: RuleCall[] = [];
  const byTopic = new Map<Topic, RuleCall[]>();
  for (const rule of rules) {
    const handle = rule.on[kind] as RuleCall["handle"] | undefined;
    if (!handle) continue;
    const speaksWhenDamaged = rule.meta.speaksWhenDamaged === true || rule.meta.group === "syntax";
    const call = { rule, handle, speaksWhenDamaged };
    if (!rule.about) always.push(call);
    for (const topic of rule.about ?? []) byTopic.set(topic, [...(byTopic.get(topic) ?? []), call]);
  }
  return { always, byTopic };
}

function statementOf(node: PolicyNode): Statement | undefined {
  if (node.kind === "policy") return undefined;
  return node.kind === "statement" ? node : node.statement;
}

function isSound(node: PolicyNode): boolean {
  return statementOf(node)?.damaged !== true;
}

/** What the rules see of a run. One for all of them: it knows which one is speaking, and of which node. */
class Run implements Context<Messages> {
  readonly policy: Policy;
  readonly place: Place;
  readonly settings: RuleSettings;
  readonly #failed: RuleFailure;
  readonly #hasDamage: boolean;
  readonly #drafts: Draft[] = [];
  readonly #broken = new Set<Rule>();
  #node: PolicyNode;
  #rule: Rule | undefined;

  constructor(policy: Policy, place: Place, settings: RuleSettings, failed: RuleFailure) {
    this.policy = policy;
    this.place = place;
    this.settings = settings;
    this.#failed = failed;
    this.#hasDamage = policy.statements.some(({ damaged }) => damaged);
    this.#node = policy;
  }

  /** Shows nodes of one kind to the rules: each looks at all of them before the next one does. */
  visit(calls: readonly RuleCall[], nodes: readonly PolicyNode[]): void {
    if (nodes.length === 0 || calls.length === 0) return;
    const sound = this.#hasDamage ? nodes.filter(isSound) : nodes;
    for (const { rule, handle, speaksWhenDamaged } of calls) {
      if (this.#broken.has(rule)) continue;
      this.#rule = rule;
      try {
        for (const node of speaksWhenDamaged ? nodes : sound) {
          this.#node = node;
          handle(node, this);
        }
      } catch (error) {
        this.#broken.add(rule);
        this.#failed(rule.meta.name, error);
      }
    }
  }

  /** What was reported, but for the rules that threw. */
  drafts(): readonly Draft[] {
    return this.#broken.size === 0 ? this.#drafts : this.#drafts.filter(({ rule }) => !this.#broken.has(rule));
  }

  readonly report: Context<Messages>["report"] = (at, message, args, options = {}) => {
    const rule = this.#rule;
    if (!rule) return;
    const text = rule.meta.messages[message];
    if (!text) throw new Error(`${rule.meta.name} has no message "${message}"`);
    const statement = statementOf(this.#node) ?? statementAround(this.policy, at);
    this.#drafts.push({ finding: findingOf(rule, at, text(...(args as never[])), options), rule, statement });
  };
}

function findingOf({ meta }: Rule, at: Span, message: string, options: ReportOptions): Finding {
  return {
    rule: meta.name,
    severity: options.severity ?? meta.severity,
    message: visible(message),
    span: { start: at.start, end: at.end },
    related: options.related?.map((other) => ({ ...other, message: visible(other.message) })) ?? [],
    tags: options.tags ?? [],
    pure: options.pure ?? false,
    url: meta.references[0],
    fixes: options.fixes ?? (() => []),
  };
}

/** A finding of the whole policy belongs to the statement that it underlines. */
function statementAround({ statements }: Policy, at: Span): Statement | undefined {
  // Statements stand in the order of the document: the last one that begins in front of it is the only candidate.
  const candidate = statements[partitionPoint(statements, ({ source }) => source.span.start <= at.start) - 1];
  return candidate && at.end <= candidate.source.span.end ? candidate : undefined;
}
