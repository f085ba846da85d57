import { findService } from "../catalog/index.ts";
import { addItem } from "../policy/edit.ts";
import type { Policy } from "../policy/model.ts";
import { defineRule } from "./define.ts";

export const servicePairMissing = defineRule({
  meta: {
    name: "service-pair-missing",
    group: "correctness",
    severity: "hint",
    since: "0.1.0",
    summary: "A service that usually stands beside another one stands alone.",
    why: "Some features call under two names: Lambda@Edge as lambda and edgelambda, Amazon MWAA as airflow and airflow-env. AWS's pages trust both.",
    advice: "Add the other name, unless the role is for one of the two only.",
    references: [
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-edge-permissions.html",
      "https://docs.aws.amazon.com/mwaa/latest/userguide/mwaa-create-role.html",
      "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/oracle-kerberos-setting-up.html",
    ],
    messages: {
      missing: (service: string, partner: string) =>
        `${service} usually needs ${partner} beside it: AWS's pages trust both for one role.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "edgelambda.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    policy(policy, { report }) {
      const named = servicesOf(policy);
      if (!named) return;
      for (const { principals, allow } of policy.statements) {
        for (const { text, type, source, typeMember } of allow ? principals : []) {
          const service = text === undefined || type !== "Service" ? undefined : findService(text);
          for (const partner of service?.partners ?? []) {
            if (named.has(partner) || !service || !typeMember) continue;
            const edits = [addItem(typeMember.value, partner)];
            const fixes = () => [{ title: `Add "${partner}"`, edits, safe: false, preferred: true }];
            report(source.span, "missing", [service.name, partner], { fixes });
          }
        }
      }
    },
  },
});

/** The services that the policy names; undefined when some may be hidden. */
function servicesOf(policy: Policy): ReadonlySet<string> | undefined {
  if (!policy.statementsKnown || policy.statements.some(({ principalsKnown }) => !principalsKnown)) return undefined;
  return new Set(
    policy.statements.flatMap(({ principals }) =>
      principals.flatMap(({ type, text }) => (type === "Service" && text !== undefined ? [text] : [])),
    ),
  );
}
