import { parsePrincipal } from "../policy/principal.ts";
import { defineRule } from "./define.ts";

export const selfTrust = defineRule({
  meta: {
    name: "self-trust",
    group: "correctness",
    severity: "information",
    since: "0.1.0",
    summary: "The role trusts itself.",
    why: "Since September 2022 a role that assumes itself has to be named in its own trust policy. IAM refuses a principal that does not exist yet, so the role cannot be created with this policy: create it first, then add itself.",
    advice: "Keep it if the role has to assume itself; its permissions are the same either way.",
    references: [
      "https://aws.amazon.com/blogs/security/announcing-an-update-to-iam-role-trust-policy-behavior/",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ],
    messages: {
      itself: (name: string) =>
        `Role "${name}" trusts itself here. Only a role that assumes itself needs that, and it cannot stand here while the role is being created.`,
    },
    examples: [
      {
        bad: `{
  "Role": {
    "RoleName": "deploy",
    "Arn": "arn:aws:iam::204512347781:role/deploy",
    "AssumeRolePolicyDocument": {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/deploy" }, "Action": "sts:AssumeRole" }
      ]
    }
  }
}`,
        good: `{
  "Role": {
    "RoleName": "deploy",
    "Arn": "arn:aws:iam::204512347781:role/deploy",
    "AssumeRolePolicyDocument": {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:role/ci" }, "Action": "sts:AssumeRole" }
      ]
    }
  }
}`,
      },
    ],
  },
  about: ["form:role"],
  on: {
    principal({ type, text, source, statement }, { report, place }) {
      if (!place.role || text === undefined || !statement.allow) return;
      const { form, account, name } = parsePrincipal(type, text);
      const isRole = form === "role" && account === place.role.account && name?.split("/").at(-1) === place.role.name;
      if (isRole) report(source.span, "itself", [place.role.name]);
    },
  },
});
