import type { Allow, Config } from "../config/config.ts";
import type { Ground, PolicySite } from "../hosts/host.ts";
import { lower } from "../policy/lower.ts";
import type { Policy } from "../policy/model.ts";
import { oncePerLasting } from "../policy/once-per.ts";
import type { Place, RoleIdentity, Rule, RuleSettings } from "../rules/define.ts";
import { rules } from "../rules/index.ts";
import { type Finding, type RuleFailure, runRules } from "../rules/run.ts";
import type { Span } from "../text/span.ts";

/** A policy of a document together with the place it stands in. */
export interface PolicyView {
  readonly site: PolicySite;
  readonly policy: Policy;
  readonly place: Place;
}

/** `text` is the host document's. */
export function viewOf(site: PolicySite, text: string): PolicyView {
  const damage = site.problems.filter((problem) => problem.damaging).map((problem) => problem.span);
  const place = new SitePlace(site, text);
  return { site, policy: lower(site.root, damage), place };
}

/** A class, and no literal with a getter: every such literal would keep what it closes over until the next full collection. */
class SitePlace implements Place {
  readonly ground: Ground;
  readonly dialect: Place["dialect"];
  readonly problems: Place["problems"];
  readonly role?: RoleIdentity;
  readonly #site: PolicySite;
  readonly #text: string;

  constructor(site: PolicySite, text: string) {
    const { roleName: name, roleAccount: account } = site;
    this.ground = site.ground;
    this.dialect = site.dialect;
    this.problems = site.problems;
    if (name !== undefined && account !== undefined) this.role = { name, account };
    this.#site = site;
    this.#text = text;
  }

  get size(): number | undefined {
    return this.#site.size;
  }

  textOf(span: Span): string {
    return this.#text.slice(span.start, span.end);
  }
}

/** What the rules say of one policy, parted by the user's suppressions; both ordered by offset, then rule. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed<Finding>[];
}

/** A finding that is meant to be there, with the reason that the user gave. */
export type Suppressed<F extends Finding> = F & { readonly reason: string };

/** What the rules say of one policy, with the user's levels applied. */
export function judge(view: PolicyView, config: Config, now: number | undefined, failed: RuleFailure): Judgement {
  const all = runRules(activeRules(config.rules), view.policy, view.place, settingsOf(config, now), failed);
  const told = (finding: Finding) => withWholeSpan(withLevel(finding, config), view);
  if (config.allow.length === 0) return { findings: all.map(told), suppressed: [] };
  const findings: Finding[] = [];
  const suppressed: Suppressed<Finding>[] = [];
  for (const finding of all) {
    const allow = allowFor(finding, view, config, now);
    if (allow) suppressed.push({ ...told(finding), reason: allow.reason });
    else findings.push(told(finding));
  }
  return { findings, suppressed };
}

/** Rules underline the first character of an object, and do not know how many the document writes it with. */
function withWholeSpan(finding: Finding, { site }: PolicyView): Finding {
  if (!site.embedded) return finding;
  const related = finding.related.map((other) => ({ ...other, span: site.whole(other.span) }));
  return { ...finding, span: site.whole(finding.span), related };
}

/** The same list for all who turn nothing off: the runner makes itself ready once for each list. */
const activeRules = oncePerLasting((levels: Config["rules"]): readonly Rule[] =>
  Object.values(levels).includes("off") ? rules.filter(({ meta }) => levels[meta.name] !== "off") : rules,
);

function settingsOf(config: Config, now: number | undefined): RuleSettings {
  return {
    accounts: config.accounts,
    organization: config.organization,
    trustedVendors: config.trustedVendors,
    quota: config.roleTrustPolicyQuota,
    now,
  };
}

function withLevel(finding: Finding, config: Config): Finding {
  const level = Object.hasOwn(config.rules, finding.rule) ? config.rules[finding.rule] : undefined;
  return level === undefined || level === "off" ? finding : { ...finding, severity: level };
}

/** The entry that suppresses a finding. */
function allowFor(finding: Finding, view: PolicyView, config: Config, now: number | undefined): Allow | undefined {
  return config.allow.find((allow) => {
    if (allow.rule !== finding.rule || allow.reason.trim() === "") return false;
    if (allow.expires !== undefined && now !== undefined && now >= endOfDay(allow.expires)) return false;
    return allow.sid === undefined || allow.sid === sidAt(view, finding.span);
  });
}

/** The first moment after an ISO date, in UTC. A date that is none never ends anything. */
function endOfDay(date: string): number {
  const start = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(start) ? Number.POSITIVE_INFINITY : start + 86_400_000;
}

/** The Sid of the statement around a span; undefined where there is none, or it is not known. */
export function sidAt({ policy }: PolicyView, span: Span): string | undefined {
  const around = policy.statements.find(({ source }) => source.span.start <= span.start && span.end <= source.span.end);
  const sid = around?.sid?.value;
  return sid?.kind === "string" ? sid.text : undefined;
}
