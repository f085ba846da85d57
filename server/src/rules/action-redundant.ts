import { covers, stsActionOf } from "../access/allowed-actions.ts";
import type { Action } from "../policy/model.ts";
import { defineRule } from "./define.ts";
import { removeActionFix } from "./shared/action-fixes.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const actionRedundant = defineRule({
  meta: {
    name: "action-redundant",
    group: "style",
    severity: "hint",
    since: "0.1.0",
    summary: "An action that stands twice, is covered by another one, or is oddly spelt.",
    why: "IAM compares actions without regard to case, so all spellings work, and saying a thing twice changes nothing.",
    advice: "Keep one, in the spelling of the documentation.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      twice: (name: string) => `${name} stands here twice. Remove one.`,
      covered: (name: string, pattern: string) => `"${pattern}" covers ${name} already. Remove one of the two.`,
      spelling: (right: string) => `The usual spelling is ${right}; this one works too.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": ["sts:AssumeRole", "sts:AssumeRole"] }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    yieldsTo: [{ rule: "action-not-applicable" }],
  },
  on: {
    statement({ actions }, { report }) {
      if (!mayBeRedundant(actions)) return;
      const seen = new Map<string, Action>();
      const patterns = actions.length < 2 ? [] : patternsIn(actions);
      for (const action of actions) {
        const { text, source } = action;
        const name = stsActionOf(action)?.name;
        if (text === undefined || name === undefined) continue;
        const first = seen.get(name);
        const pattern = patterns.find((candidate) => /^sts:/i.test(candidate) && covers(candidate, name));
        const fixes = () => removeActionFix(action, { safe: true, preferred: true });
        if (first) {
          const related = [{ span: first.source.span, message: "The first one" }];
          report(source.span, "twice", [name], { fixes, related, tags: ["unnecessary"] });
        } else if (pattern !== undefined) {
          report(source.span, "covered", [name, pattern], { fixes, tags: ["unnecessary"] });
        } else if (text !== name) {
          report(source.span, "spelling", [name], { fixes: () => [valueFix(source, name, { safe: true })] });
        }
        seen.set(name, action);
      }
    },
  },
});

function patternsIn(actions: readonly Action[]): readonly string[] {
  return [...new Set(actions.flatMap(({ text }) => (text !== undefined && /[*?]/.test(text) ? [text] : [])))];
}

/** There are several, or one that is not written as AWS writes it. */
function mayBeRedundant(actions: readonly Action[]): boolean {
  const [only, second] = actions;
  return second !== undefined || (only !== undefined && stsActionOf(only)?.name !== only.text);
}
