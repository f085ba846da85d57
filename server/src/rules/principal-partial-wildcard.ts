import { faultOf } from "../access/principal-fault.ts";
import { parseArn } from "../policy/arn.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { defineRule, type Fix } from "./define.ts";
import { identityTest, narrowFix } from "./shared/principal-fixes.ts";

export const principalPartialWildcard = defineRule({
  meta: {
    name: "principal-partial-wildcard",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A wildcard inside the ARN of a principal.",
    why: 'Under AWS "*" stands alone or not at all. For a part of an ARN IAM answers: Invalid principal in policy.',
    advice: "Name the account as the principal and put the pattern into a condition: ArnLike aws:PrincipalArn.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      pattern: (written: string) =>
        `IAM refuses "${written}": a principal takes no wildcards. Name the account and test aws:PrincipalArn with ArnLike.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/deploy-*" }, "Action": "sts:AssumeRole" }`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "204512347781" },
  "Action": "sts:AssumeRole",
  "Condition": { "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::204512347781:role/deploy-*" } }
}`,
      },
    ],
  },
  about: ["principal:fault"],
  on: {
    principal(principal, { report }) {
      const { text, type, source } = principal;
      if (type !== "AWS" || text === undefined || faultOf(principal)?.kind !== "wildcard") return;
      const fixes = (): readonly Fix[] => {
        const arn = parseArn(text);
        if (!arn) return [];
        const isAccount = /^\d{12}$/.test(arn.account);
        const account = isAccount ? arn.account : [accountPlace];
        if (arn.resource === "root" || !isAccount) {
          return narrowFix(principal, "Name the account", { text: account, added: [] }, { preferred: true });
        }
        const title = "Name the account and test aws:PrincipalArn";
        const added = [identityTest(identityPattern(text))];
        return narrowFix(principal, title, { text: account, added }, { preferred: true });
      };
      report(source.span, "pattern", [text], { fixes });
    },
  },
});

/** aws:PrincipalArn holds the ARN of the role, also for its sessions. */
function identityPattern(text: string): string {
  const arn = parseArn(text);
  const role = /^assumed-role\/([^/]+)(?:\/.*)?$/.exec(arn?.resource ?? "")?.[1];
  return arn && role ? `arn:${arn.partition}:iam::${arn.account}:role/${role}` : text;
}
