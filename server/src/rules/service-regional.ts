import { serviceNameOf } from "../access/service.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const serviceRegional = defineRule({
  meta: {
    name: "service-regional",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "A service principal with a Region in its name.",
    why: "IAM roles belong to no Region, and the plain name of the service is trusted in all of them. Names with a Region are left from earlier times, but for a few services in Regions that have to be opted in to.",
    advice: "Write the name without the Region.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      regional: (plain: string) => `"${plain}" is enough: roles belong to no Region.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "codedeploy.eu-west-1.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "codedeploy.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:odd service"],
  on: {
    principal(principal, { report }) {
      const { text, source } = principal;
      if (text === undefined || text.endsWith(".cn")) return;
      const named = serviceNameOf(principal);
      if (named.kind !== "regional") return;
      const { plain } = named;
      report(source.span, "regional", [plain], { fixes: () => [valueFix(source, plain)] });
    },
  },
});
