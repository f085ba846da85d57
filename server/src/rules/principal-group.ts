import { faultOf } from "../access/principal-fault.ts";
import { accountPlace } from "../policy/source-shape.ts";
import { placeholder, string } from "../tree/edit.ts";
import { defineRule } from "./define.ts";
import { narrowFix } from "./shared/principal-fixes.ts";

export const principalGroup = defineRule({
  meta: {
    name: "principal-group",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A group, instance profile or policy as the principal.",
    why: "None of them signs in or makes calls, so none can assume a role. IAM answers: Invalid principal in policy.",
    advice:
      "Name the users or the role itself. For many users name the account and test a tag that they carry with aws:PrincipalTag.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      group: () => "IAM refuses a group as a principal. Name its users, or name the account and test a tag of theirs.",
      other: (what: string) =>
        `IAM refuses ${what} as a principal: it makes no calls. Name the role that stands behind it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:group/admins" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::204512347781:user/olga" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:fault"],
  on: {
    principal(principal, { report }) {
      const fault = faultOf(principal);
      if (fault?.kind !== "no-principal") return;
      const { account } = fault.arn;
      const key = ["aws:PrincipalTag/", placeholder("TAG", "team")];
      const tag = { operator: "StringEquals", key, value: string([placeholder("VALUE", "admins")]) };
      const text = /^\d{12}$/.test(account) ? account : [accountPlace];
      const title = "Name the account and test a tag";
      const fixes = () => narrowFix(principal, title, { text, added: [tag] });
      if (fault.what === "group") report(principal.source.span, "group", [], { fixes });
      else report(principal.source.span, "other", [fault.what === "policy" ? "a policy" : "an instance profile"]);
    },
  },
});
