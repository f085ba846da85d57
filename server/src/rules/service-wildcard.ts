import { faultOf } from "../access/principal-fault.ts";
import { defineRule } from "./define.ts";

export const serviceWildcard = defineRule({
  meta: {
    name: "service-wildcard",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A wildcard in a service principal.",
    why: "Services are named one by one. For a wildcard IAM answers: Invalid principal in policy.",
    advice: "List the services that may assume the role.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      wildcard: (written: string) =>
        `IAM refuses "${written}": service principals take no wildcards. List the services by name.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "*.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"] }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:fault"],
  on: {
    principal(principal, { report }) {
      const { text, type, source } = principal;
      if (type !== "Service" || text === undefined || faultOf(principal)?.kind !== "wildcard") return;
      report(source.span, "wildcard", [text]);
    },
  },
});
