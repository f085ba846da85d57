import { isDeadFor, requires } from "../access/admits.ts";
import { statementAllows } from "../access/allowed-actions.ts";
import { callerOf } from "../access/caller.ts";
import { deniesOtherSources } from "../access/exposure.ts";
import { partitionOf } from "../access/partition.ts";
import { findService } from "../catalog/index.ts";
import { placeholder, string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { narrowFix } from "./shared/principal-fixes.ts";
import { picksSource, sourceTests } from "./shared/service-fixes.ts";

const rolesAnywhere = "rolesanywhere.amazonaws.com";

export const rolesanywhereNoAnchor = defineRule({
  meta: {
    name: "rolesanywhere-no-anchor",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "IAM Roles Anywhere is trusted with every certificate of every trust anchor.",
    why: "Whoever holds a certificate that some trust anchor of the account accepts can take the role. Trust anchors are shared by all roles that trust the service.",
    advice:
      "Demand the trust anchor with aws:SourceArn, and the certificate's subject with aws:PrincipalTag/x509Subject/CN.",
    references: ["https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html"],
    messages: {
      open: () =>
        "Any certificate of any trust anchor of the account can take this role. Demand the trust anchor with aws:SourceArn and the subject with aws:PrincipalTag/x509Subject/CN.",
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "rolesanywhere.amazonaws.com" },
  "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "rolesanywhere.amazonaws.com" },
  "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
  "Condition": {
    "ArnLike": { "aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:204512347781:trust-anchor/5b1e2f7c-0d3a-4c5e-9f10-a2b3c4d5e6f7" },
    "StringEquals": { "aws:PrincipalTag/x509Subject/CN": "build-7" }
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
      const service = findService(rolesAnywhere);
      if (!service || caller?.service !== rolesAnywhere || !statement.allow) return;
      if (statementAllows(statement, "sts:AssumeRole") !== true || isDeadFor(statement, caller)) return;
      const isNarrowed = requires(statement, caller, ({ key }) => picksSource(service, key));
      if (isNarrowed || deniesOtherSources(statement.policy)) return;
      const shape = service.sourceArns[0] ?? "";
      const subject = string([placeholder("COMMON_NAME", "COMMON-NAME")]);
      const tested = new Set(statement.conditions.map(({ key }) => key.text?.toLowerCase()));
      const added = [
        ...sourceTests(service, shape, { partition: partitionOf(statement.policy) }),
        { operator: "StringEquals", key: "aws:PrincipalTag/x509Subject/CN", value: subject },
      ].filter(({ key }) => !tested.has(String(key).toLowerCase()));
      const title = "Demand the trust anchor and the certificate's subject";
      report(source.span, "open", [], { fixes: () => narrowFix(principal, title, { added }, { preferred: true }) });
    },
  },
});
