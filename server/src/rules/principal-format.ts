import { faultOf, type PrincipalFault } from "../access/principal-fault.ts";
import { findService, nearestIssuer } from "../catalog/index.ts";
import { setText } from "../policy/edit.ts";
import type { Principal } from "../policy/model.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { movePrincipal } from "../policy/split.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { nearestForm } from "./shared/principal-form.ts";

export const principalFormat = defineRule({
  meta: {
    name: "principal-format",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A principal that has none of the forms IAM takes.",
    why: "IAM answers: Invalid principal in policy, and saves nothing.",
    advice:
      "Write a 12-digit account ID, or the ARN of an account root, user, role, role session or provider, each under its own key of Principal.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      aws: (written: string) =>
        `IAM refuses "${written}": under AWS it takes an account ID, or the ARN of an account, user, role or role session.`,
      federated: (written: string) =>
        `IAM refuses "${written}": under Federated it takes the ARN of an OIDC or SAML provider, or a built-in provider such as accounts.google.com.`,
      otherType: (written: string, type: string) => `IAM refuses "${written}" here: it belongs under ${type}.`,
      service: (written: string) => `IAM refuses "${written}" under AWS. A service stands under Service.`,
      region: (written: string) =>
        `IAM refuses "${written}": ARNs of IAM and STS have no Region. Leave that part empty.`,
      partition: (written: string, partition: string) =>
        `IAM refuses "${written}": there is no AWS partition "${partition}".`,
      session: (written: string) =>
        `IAM refuses "${written}": a role session is assumed-role/ROLE/SESSION. For every session of the role name the role.`,
      issuer: (written: string) =>
        `IAM refuses "${written}": an OIDC provider is named by its ARN, arn:aws:iam::ACCOUNT:oidc-provider/${written}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam:eu-west-1:204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }`,
      },
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    yieldsTo: [{ rule: "variable-place" }, { rule: "saml-arn" }],
  },
  about: ["principal:fault"],
  on: {
    principal(principal, { report }) {
      const fault = faultOf(principal);
      const { text, type, source } = principal;
      if (!fault || text === undefined || type === "Service") return;
      const fixes = () => fixesFor(principal, fault);
      switch (fault.kind) {
        case "form":
          if (type === "AWS" && looksLikeService(text)) report(source.span, "service", [text]);
          else if (type === "AWS") report(source.span, "aws", [text], { fixes });
          else report(source.span, "federated", [text]);
          return;
        case "wildcard":
        case "service-swapped":
          if (type === "Federated") report(source.span, "federated", [text], { fixes });
          return;
        case "other-type":
          return report(source.span, "otherType", [text, fault.type], { fixes });
        case "region":
          return report(source.span, "region", [text], { fixes });
        case "partition":
          return report(source.span, "partition", [text, fault.partition]);
        case "session":
          return report(source.span, "session", [text], { fixes });
        case "bare-issuer":
          return report(source.span, "issuer", [fault.issuer], { fixes });
        default:
          return;
      }
    },
  },
});

/** A service under a name that is not its own, such as `ecs.amazonaws`. */
function looksLikeService(text: string): boolean {
  return /\.amazonaws\.com(\.cn)?$/i.test(text) || findService(`${text}.amazonaws.com`) !== undefined;
}

function fixesFor(principal: Principal, fault: PrincipalFault): readonly Fix[] {
  const { source } = principal;
  switch (fault.kind) {
    case "region":
    case "service-swapped":
      return [valueFix(source, fault.right, { safe: true })];
    case "session":
      return [valueFix(source, fault.role, { title: "Name the role" })];
    case "other-type":
      return moveFix(principal, fault.type);
    case "form": {
      const form = nearestForm(principal.text ?? "");
      return form === undefined ? [] : [valueFix(source, form)];
    }
    case "bare-issuer": {
      const issuer = nearestIssuer(fault.issuer) ?? fault.issuer;
      const edits = [setText(source, ["arn:aws:iam::", accountPlace, `:oidc-provider/${issuer}`])];
      return [{ title: `Name the OIDC provider ${issuer} by its ARN`, edits, safe: false, preferred: true }];
    }
    default:
      return [];
  }
}

function moveFix(principal: Principal, type: string): readonly Fix[] {
  const edits = movePrincipal(principal, type);
  return edits ? [{ title: `Move to "${type}"`, edits, safe: false, preferred: true }] : [];
}
