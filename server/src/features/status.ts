import type { Config } from "../config/config.ts";
import type { Severity } from "../rules/define.ts";
import type { Finding } from "../rules/run.ts";
import type { PolicyView } from "./analyze.ts";
import { explain } from "./explain.ts";

/** What a status bar says of one policy. */
export interface PolicyStatus {
  readonly label: string;
  /** How many policies the document holds. */
  readonly policies: number;
  /** Characters that IAM counts; of a policy that is only known at deployment those that stand there. */
  readonly count: number;
  readonly quota: number;
  readonly worst: Severity | null;
  readonly worstMessage: string | null;
  /** In plain words, the widest first. */
  readonly whoCanAssume: readonly string[];
  /** The date of the catalogue. */
  readonly catalog: string;
}

const order: readonly Severity[] = ["error", "warning", "information", "hint"];

/** `findings` are those of this policy; of equally bad ones the first counts. */
export function statusOf(
  view: PolicyView,
  findings: readonly Finding[],
  around: {
    readonly policies: number;
    readonly config: Config;
    readonly catalog: string;
    readonly now: number | undefined;
  },
): PolicyStatus {
  const { label, lines } = explain(view, around.now);
  const worst = order.flatMap((level) => findings.find(({ severity }) => severity === level) ?? [])[0];
  return {
    label,
    policies: around.policies,
    count: view.site.size ?? written(view),
    quota: around.config.roleTrustPolicyQuota,
    worst: worst?.severity ?? null,
    worstMessage: worst?.message ?? null,
    whoCanAssume: lines,
    catalog: around.catalog,
  };
}

/** White space is left out everywhere, in strings too: what is not known before deployment cannot be counted exactly. */
function written({ site, place }: PolicyView): number {
  return place.textOf(site.span).replace(/\s+/g, "").length;
}
