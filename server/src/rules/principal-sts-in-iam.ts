import { faultOf } from "../access/principal-fault.ts";
import { parseArn } from "../policy/arn.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const principalStsInIam = defineRule({
  meta: {
    name: "principal-sts-in-iam",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "The ARN of a session that says iam, or of a user or role that says sts.",
    why: "Sessions belong to AWS STS, users and roles to IAM. IAM refuses an ARN with the wrong one of the two.",
    advice:
      "Write arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION for a session, arn:aws:iam::ACCOUNT:role/ROLE for a role.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      session: (written: string) => `IAM refuses "${written}": a session belongs to sts. Write sts in place of iam.`,
      identity: (written: string) =>
        `IAM refuses "${written}": users and roles belong to iam. Write iam in place of sts.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:assumed-role/ci/build-7" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:sts::204512347781:assumed-role/ci/build-7" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:fault"],
  on: {
    principal(principal, { report }) {
      const fault = faultOf(principal);
      const { text, source, type } = principal;
      if (fault?.kind !== "service-swapped" || type !== "AWS" || text === undefined) return;
      const fixes = () => [valueFix(source, fault.right, { safe: true })];
      report(source.span, parseArn(fault.right)?.service === "sts" ? "session" : "identity", [text], { fixes });
    },
  },
});
