import { findService } from "../catalog/index.ts";
import { addItem } from "../policy/edit.ts";
import type { Policy } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
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
  about: ["principal:Service"],
  on: {
    principal({ text, type, source, typeMember, statement }, { report }) {
      const service = text === undefined || type !== "Service" ? undefined : findService(text);
      if (!service || service.partners.length === 0 || !typeMember || !statement.allow) return;
      const named = servicesOf(statement.policy);
      for (const partner of service.partners) {
        if (!named || named.has(partner)) continue;
        const edits = [addItem(typeMember.value, partner)];
        const fixes = () => [{ title: `Add "${partner}"`, edits, safe: false, preferred: true }];
        report(source.span, "missing", [service.name, partner], { fixes });
      }
    },
  },
});

/** The services that the policy names; undefined when some may be hidden. */
const servicesOf = oncePer((policy: Policy): ReadonlySet<string> | undefined => {
  if (!policy.statementsKnown || policy.statements.some(({ principalsKnown }) => !principalsKnown)) return undefined;
  return new Set(
    policy.statements.flatMap(({ principals }) =>
      principals.flatMap(({ type, text }) => (type === "Service" && text !== undefined ? [text] : [])),
    ),
  );
});
