import { isDeadFor, requires } from "../access/admits.ts";
import { statementAllows } from "../access/allowed-actions.ts";
import { type Caller, callerOf } from "../access/caller.ts";
import { deniesOtherSources } from "../access/exposure.ts";
import { partitionOf } from "../access/partition.ts";
import { findKey, findService, plainServiceName } from "../catalog/index.ts";
import type { ServicePrincipal } from "../catalog/types.ts";
import { defineRule } from "./define.ts";
import { sourceFixes } from "./shared/service-fixes.ts";

export const serviceNoSource = defineRule({
  meta: {
    name: "service-no-source",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "A service that says for whom it acts is trusted for everybody.",
    why: "Another customer of the service may name your role, and the service, which is trusted, assumes it for them. Services that send aws:SourceAccount and aws:SourceArn let the policy tell whose resource is behind a call. Only services whose documentation shows these keys for roles are reported.",
    advice: "Test aws:SourceAccount, and aws:SourceArn in the shape of the service.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"],
    messages: {
      open: (service: string, keys: string) =>
        `${service} may act for any AWS account here. Add ${keys} so that only your resources can make it assume this role.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "bedrock.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "bedrock.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:SourceAccount": "204512347781" },
    "ArnLike": { "aws:SourceArn": "arn:aws:bedrock:eu-west-1:204512347781:agent/*" }
  }
}`,
      },
    ],
    yieldsTo: [{ rule: "rolesanywhere-no-anchor" }, { rule: "action-principal-mismatch", within: "statement" }],
  },
  about: ["principal:Service"],
  on: {
    principal(principal, { report }) {
      const { statement, source } = principal;
      const caller = callerOf(principal);
      if (!statement.allow || caller?.service === undefined) return;
      const service = documentedService(caller.service);
      if (!service || statementAllows(statement, "sts:AssumeRole") !== true || isGuarded(caller, service)) return;
      const partition = partitionOf(statement.policy);
      const fixes = () => sourceFixes(principal, service, { partition });
      const severity = service.confidence === "confirmed" ? "warning" : "information";
      report(source.span, "open", [caller.service, service.sourceKeys.join(" and ")], { fixes, severity });
    },
  },
});

function documentedService(name: string): ServicePrincipal | undefined {
  const service = findService(name) ?? findService(plainServiceName(name) ?? "");
  return service?.confusedDeputy === "documented" ? service : undefined;
}

/** The statement tells whose resource it is, by a source key or by a key that only this service sends. */
function isGuarded(caller: Caller, service: ServicePrincipal): boolean {
  const { statement } = caller.principal;
  if (isDeadFor(statement, caller) || deniesOtherSources(statement.policy)) return true;
  if (requires(statement, caller, ({ key }) => key.pins === "source")) return true;
  const own = new Set(service.keys.flatMap((name) => findKey(name)?.spelling.toLowerCase() ?? []));
  return requires(statement, caller, ({ spelling }) => own.has(spelling.toLowerCase()));
}
