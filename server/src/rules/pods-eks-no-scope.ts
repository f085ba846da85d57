import { isDeadFor, requires } from "../access/admits.ts";
import { statementAllows } from "../access/allowed-actions.ts";
import { callerOf } from "../access/caller.ts";
import { findService } from "../catalog/index.ts";
import { placeholder, string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { narrowFix } from "./shared/principal-fixes.ts";
import { picksSource } from "./shared/service-fixes.ts";

const podIdentity = "pods.eks.amazonaws.com";

export const podsEksNoScope = defineRule({
  meta: {
    name: "pods-eks-no-scope",
    group: "security",
    severity: "information",
    since: "0.1.0",
    summary: "Every Pod Identity association of the account can use the role.",
    why: "EKS Pod Identity sends the cluster, namespace and service account of the pod as session tags. Without a test of them whoever may make associations in any cluster of the account can hand the role to any pod.",
    advice: "Test the namespace and service account with aws:RequestTag, or the cluster with aws:SourceArn.",
    references: ["https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html"],
    messages: {
      open: () =>
        "Every Pod Identity association of the account can use this role. Narrow it by namespace and service account with aws:RequestTag, or by cluster with aws:SourceArn.",
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "pods.eks.amazonaws.com" },
  "Action": ["sts:AssumeRole", "sts:TagSession"]
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "pods.eks.amazonaws.com" },
  "Action": ["sts:AssumeRole", "sts:TagSession"],
  "Condition": {
    "StringEquals": {
      "aws:RequestTag/kubernetes-namespace": "billing",
      "aws:RequestTag/kubernetes-service-account": "invoicer"
    }
  }
}`,
      },
    ],
    yieldsTo: [{ rule: "action-principal-mismatch", within: "statement" }],
  },
  about: ["principal:Service"],
  on: {
    principal(principal, { report }) {
      const { statement, source } = principal;
      const caller = callerOf(principal);
      const service = findService(podIdentity);
      if (!service || caller?.service !== podIdentity || !statement.allow) return;
      if (statementAllows(statement, "sts:AssumeRole") !== true || isDeadFor(statement, caller)) return;
      if (requires(statement, caller, ({ key }) => picksSource(service, key))) return;
      const added = [
        tagTest("kubernetes-namespace", "NAMESPACE"),
        tagTest("kubernetes-service-account", "SERVICE_ACCOUNT"),
      ];
      const title = "Demand a namespace and service account";
      report(source.span, "open", [], { fixes: () => narrowFix(principal, title, { added }, { preferred: true }) });
    },
  },
});

function tagTest(tag: string, name: string) {
  return { operator: "StringEquals", key: `aws:RequestTag/${tag}`, value: string([placeholder(name, name)]) };
}
