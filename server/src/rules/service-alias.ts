import { serviceNameOf } from "../access/service.ts";
import { listInWords } from "../access/words.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const serviceAlias = defineRule({
  meta: {
    name: "service-alias",
    group: "correctness",
    severity: "warning",
    since: "0.1.0",
    summary: "A service under a name that is not its service principal.",
    why: "The service principal is often not the name of the service: Step Functions is states.amazonaws.com, Amazon EMR elasticmapreduce.amazonaws.com. IAM refuses names that do not exist.",
    advice: "Write the name that the message gives.",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"],
    messages: {
      one: (written: string, right: string) =>
        `"${written}" is not a known service principal. That service uses "${right}".`,
      several: (written: string, names: string) =>
        `"${written}" is not a known service principal. Depending on what is meant, it is ${names}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "stepfunctions.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "states.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Condition": {
    "StringEquals": { "aws:SourceAccount": "204512347781" },
    "ArnLike": { "aws:SourceArn": "arn:aws:states:eu-west-1:204512347781:stateMachine:*" }
  }
}`,
      },
    ],
  },
  about: ["principal:odd service"],
  on: {
    principal(principal, { report }) {
      const { text, source } = principal;
      if (text === undefined) return;
      const named = serviceNameOf(principal);
      if (named.kind !== "alias") return;
      const { names, confidence } = named;
      const only = names.length === 1;
      const fixes = () => names.map((name, index) => valueFix(source, name, { preferred: index === 0 }));
      const severity = confidence === "confirmed" ? "warning" : "information";
      if (only) report(source.span, "one", [text, names[0] ?? ""], { fixes, severity });
      else
        report(
          source.span,
          "several",
          [
            text,
            listInWords(
              names.map((name) => `"${name}"`),
              "or",
            ),
          ],
          { fixes, severity },
        );
    },
  },
});
