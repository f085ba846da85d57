import { parsedOf } from "../policy/principal.ts";
import { defineRule } from "./define.ts";
import { identityTest, narrowFix } from "./shared/principal-fixes.ts";

/** Roles of IAM Identity Center: …/AWSReservedSSO_PERMISSION-SET_HASH, with the Region in the path outside us-east-1. */
const reservedRole =
  /^(?:aws-reserved\/sso\.amazonaws\.com\/)(?:[a-z0-9-]+\/)?AWSReservedSSO_([\w+=,.@-]+)_[0-9a-f]{16}$/;

export const principalSsoLiteral = defineRule({
  meta: {
    name: "principal-sso-literal",
    group: "style",
    severity: "information",
    since: "0.1.0",
    summary: "The role of an IAM Identity Center permission set is named with its hash.",
    why: "Identity Center makes the role, and ends its name in a hash that is a new one when the permission set is assigned again. The trust is lost then.",
    advice: "Name the account and test aws:PrincipalArn with a wildcard in place of the hash.",
    references: [
      "https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ],
    messages: {
      hash: (name: string) =>
        `The hash behind AWSReservedSSO_${name} changes when the permission set is made again, and the trust is lost. Name the account and test aws:PrincipalArn.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::518830026694:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef" },
  "Action": "sts:AssumeRole"
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "518830026694" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::518830026694:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*" }
  }
}`,
      },
    ],
  },
  about: ["form:role"],
  on: {
    principal(principal, { report }) {
      const { text, type, source } = principal;
      if (text === undefined || type !== "AWS") return;
      const { account, name = "", partition } = parsedOf(principal) ?? {};
      const set = reservedRole.exec(name)?.[1];
      if (set === undefined || account === undefined) return;
      const pattern = `arn:${partition}:iam::${account}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_${set}_*`;
      const title = "Name the account and test aws:PrincipalArn";
      const fixes = () =>
        narrowFix(principal, title, { text: account, added: [identityTest(pattern)] }, { preferred: true });
      report(source.span, "hash", [set], { fixes });
    },
  },
});
