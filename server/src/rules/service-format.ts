import { faultOf } from "../access/principal-fault.ts";
import { findService, nearestService } from "../catalog/index.ts";
import { movePrincipal } from "../policy/split.ts";
import { defineRule, type Fix } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const serviceFormat = defineRule({
  meta: {
    name: "service-format",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A service principal that is not written name.amazonaws.com.",
    why: "IAM answers: Invalid principal in policy. Names of services are lower case and end in amazonaws.com; upper and lower case count.",
    advice: "Write the name as the service's documentation does, such as lambda.amazonaws.com.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      near: (written: string, right: string) => `IAM refuses "${written}". The service principal is "${right}".`,
      form: (written: string) =>
        `IAM refuses "${written}": a service principal is written like lambda.amazonaws.com, in lower case.`,
      otherType: (written: string, type: string) => `IAM refuses "${written}" under Service: it belongs under ${type}.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "Lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["principal:fault"],
  on: {
    principal(principal, { report }) {
      const { text, type, source } = principal;
      if (type !== "Service" || text === undefined) return;
      const fault = faultOf(principal);
      if (fault?.kind === "other-type") {
        const edits = movePrincipal(principal, fault.type);
        const fixes = (): readonly Fix[] =>
          edits ? [{ title: `Move to "${fault.type}"`, edits, safe: false, preferred: true }] : [];
        report(source.span, "otherType", [text, fault.type], { fixes });
      } else if (fault?.kind === "service-name") {
        const right = rightName(text);
        const fixes = () => (right === undefined ? [] : [valueFix(source, right, { safe: isSameName(text, right) })]);
        if (right === undefined) report(source.span, "form", [text]);
        else report(source.span, "near", [text, right], { fixes });
      }
    },
  },
});

/** The known service that was plainly meant: another case, a URL, `.aws.com`, the name alone. */
function rightName(text: string): string | undefined {
  const bare = plain(text);
  const name = bare.replace(/\.(aws|amazon|amazonaws)(\.[a-z]*)*$/, "").replace(/[\s_]+/g, "-");
  return [bare, `${name}.amazonaws.com`].find((candidate) => findService(candidate)) ?? nearestService(bare)?.name;
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/(?<![/.])[/.]+$/, "");
}

/** The same name but for case, scheme and closing slash. */
function isSameName(text: string, right: string): boolean {
  return plain(text) === right;
}
