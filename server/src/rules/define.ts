import type { Ground, SyntaxProblem } from "../hosts/host.ts";
import type { Action, Condition, OperatorBlock, Policy, Principal, Statement } from "../policy/model.ts";
import type { Span } from "../text/span.ts";
import type { TreeEdit } from "../tree/edit.ts";
import type { Topic } from "./topics.ts";

export type Severity = "error" | "warning" | "information" | "hint";
export type RuleGroup = "syntax" | "correctness" | "security" | "style";

/** A change that answers a finding. Safe ones keep what the policy means (or what it plainly meant) and need no typing. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TreeEdit[];
  readonly safe: boolean;
  /** The one that editors offer first. */
  readonly preferred?: boolean;
}

export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What the surroundings say, beside the policy itself. */
export interface RuleSettings {
  /** Own account IDs. */
  readonly accounts: readonly string[];
  /** Own organization ID. */
  readonly organization: string | undefined;
  readonly trustedVendors: readonly string[];
  readonly quota: number;
  /** Milliseconds since 1970; undefined keeps rules about dates silent. */
  readonly now: number | undefined;
}

/** What is known of the place in which the policy stands. */
export interface Place {
  readonly ground: Ground;
  readonly dialect: "json" | "template";
  readonly problems: readonly SyntaxProblem[];
  /** Characters that IAM counts; undefined when it cannot be told (holes). */
  readonly size: number | undefined;
  /** The role that the policy belongs to, where its name and account can be told. */
  readonly role?: RoleIdentity;
  /** The text of a span as the document writes it. */
  textOf(span: Span): string;
}

export interface RoleIdentity {
  readonly name: string;
  readonly account: string;
}

export type Messages = Readonly<Record<string, (...args: never[]) => string>>;

export interface RuleMeta<M extends Messages> {
  readonly name: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  readonly since: string;
  /** One sentence for tables. */
  readonly summary: string;
  readonly why: string;
  readonly advice: string;
  /** The pages it rests on, the most telling first. */
  readonly references: readonly [string, ...string[]];
  readonly messages: M;
  /** Whole policies or single statements (JSON text). Each `bad` gives this finding once; no `good` gives any warning or error. */
  readonly examples: readonly [Example, ...Example[]];
  /** Findings of these rules at the same place are the same cause and silence this one. */
  readonly yieldsTo?: readonly Yield[];
  /** When it speaks, nothing else is said about the policy. */
  readonly alone?: boolean;
  /** It speaks although the text around it lost its structure. */
  readonly speaksWhenDamaged?: boolean;
  readonly formerly?: readonly string[];
}

export interface Yield {
  readonly rule: string;
  /** How near the other finding has to be. Default "span": the underlined texts overlap. */
  readonly within?: "span" | "statement" | "policy";
}

export interface Example {
  readonly bad: string;
  readonly good: string;
  /** What the person has set, where the rule depends on it. */
  readonly settings?: Partial<RuleSettings>;
}

export interface ReportOptions {
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  /** Called only when somebody asks for the fixes. */
  readonly fixes?: () => readonly Fix[];
  /** Greyed out (`unnecessary`) or struck through (`deprecated`) in editors. */
  readonly tags?: readonly ("unnecessary" | "deprecated")[];
  /** An editor's own JSON validation reports the same. */
  readonly pure?: boolean;
}

export interface Context<M extends Messages> {
  readonly policy: Policy;
  readonly place: Place;
  readonly settings: RuleSettings;
  /** The message's arguments are type-checked. */
  report<K extends keyof M & string>(at: Span, message: K, args: Parameters<M[K]>, options?: ReportOptions): void;
}

type Handler<N, M extends Messages> = (node: N, context: Context<M>) => void;

/** The nodes that a rule can look at; the runner visits each once. */
export interface Handlers<M extends Messages> {
  readonly policy?: Handler<Policy, M>;
  readonly statement?: Handler<Statement, M>;
  readonly principal?: Handler<Principal, M>;
  readonly action?: Handler<Action, M>;
  readonly operator?: Handler<OperatorBlock, M>;
  readonly condition?: Handler<Condition, M>;
}

export interface Rule<M extends Messages = Messages> {
  readonly meta: RuleMeta<M>;
  /** It says nothing of nodes that have none of these topics; no node has two of them. Absent: it looks at every node. */
  readonly about?: readonly [Topic, ...Topic[]];
  readonly on: Handlers<M>;
}

/** Types a rule: message ids and their arguments are checked where they are used. */
export function defineRule<const M extends Messages>(rule: Rule<M>): Rule {
  return rule as unknown as Rule;
}
