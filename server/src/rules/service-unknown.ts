import { placeholderIn } from "../access/placeholder.ts";
import { serviceNameOf } from "../access/service.ts";
import { catalogDate } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const serviceUnknown = defineRule({
  meta: {
    name: "service-unknown",
    group: "correctness",
    severity: "information",
    since: "0.1.0",
    summary: "A service principal that is not in the catalogue.",
    why: "IAM refuses service principals that do not exist. Names cannot be told from the name of the service: Step Functions is states, ECS tasks are ecs-tasks. A name close to a known one is a warning; one that is merely unknown may be new.",
    advice: "Take the name from the service's documentation.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      near: (written: string, right: string) =>
        `"${written}" is not a known service principal. Did you mean "${right}"?`,
      unknown: (written: string, date: string) =>
        `"${written}" is not among the service principals known on ${date}. IAM refuses names that do not exist, so compare it with the service's documentation.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "lamda.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:odd service"],
  on: {
    principal(principal, { report }) {
      const { text, type, source } = principal;
      if (text === undefined || type !== "Service") return;
      const named = serviceNameOf(principal);
      if (named.kind === "known" || placeholderIn(text)) return;
      if (named.kind === "near") {
        const { right } = named;
        const fixes = () => [valueFix(source, right)];
        report(source.span, "near", [text, right], { fixes, severity: "warning" });
      } else if (named.kind === "unknown") report(source.span, "unknown", [text, catalogDate]);
    },
  },
});
