import { findService } from "../catalog/index.ts";
import { defineRule } from "./define.ts";

export const serviceLinkedOnly = defineRule({
  meta: {
    name: "service-linked-only",
    group: "correctness",
    severity: "information",
    since: "0.1.0",
    summary: "A service principal that is known from service-linked roles only.",
    why: "A service-linked role is made by AWS together with its trust policy, which nobody else can write. Where a service assumes such roles only, a role of your own with its name is of no use.",
    advice: "Compare the name with the service's documentation: roles that people make often trust another name.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html",
    ],
    messages: {
      linked: (name: string) =>
        `"${name}" is known from service-linked roles only, which AWS makes itself. See in the service's documentation whether it assumes a role of yours.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "trustedadvisor.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:Service"],
  on: {
    principal({ text, type, source, statement }, { report, place }) {
      if (type !== "Service" || text === undefined || statement.allow === false) return;
      const isLinkedRole = place.role?.name.startsWith("AWSServiceRoleFor") === true;
      if (findService(text)?.linkedOnly && !isLinkedRole) report(source.span, "linked", [text]);
    },
  },
});
