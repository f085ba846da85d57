import { covers } from "../access/allowed-actions.ts";
import { placeholderIn } from "../access/placeholder.ts";
import { listInWords } from "../access/words.ts";
import { actions, findAction, nearestAction } from "../catalog/index.ts";
import { defineRule } from "./define.ts";
import { neededActionFixes, neededActions } from "./shared/action-fixes.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const actionUnknown = defineRule({
  meta: {
    name: "action-unknown",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "An sts action that does not exist.",
    why: "IAM answers: AssumeRole policy may only specify STS AssumeRole actions.",
    advice:
      "Write sts:AssumeRole, sts:AssumeRoleWithWebIdentity or sts:AssumeRoleWithSAML, and beside it sts:TagSession, sts:SetSourceIdentity or sts:SetContext where they are needed.",
    references: [
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      near: (written: string, right: string) =>
        `IAM refuses "${written}": there is no such action. Did you mean "${right}"?`,
      blank: (written: string) => `IAM refuses "${written}": the blank counts as a part of the name. Remove it.`,
      unknown: (written: string, needed: string) =>
        `IAM refuses "${written}": AWS STS has no such action. ${needed === "" ? "Remove it." : `What is needed here is ${needed}.`}`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AsumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  about: ["action:unknown"],
  on: {
    action(action, { report }) {
      const { text, source } = action;
      if (text === undefined || !/^\s*sts:/i.test(text) || findAction(text) || isPattern(text) || placeholderIn(text))
        return;
      const trimmed = findAction(text.trim())?.name;
      const near = trimmed ?? nearestTo(text.trim(), neededActions(action.statement));
      const fixes = () =>
        near === undefined ? neededActionFixes(action) : [valueFix(source, near, { safe: near === trimmed })];
      if (trimmed !== undefined) report(source.span, "blank", [text], { fixes });
      else if (near !== undefined) report(source.span, "near", [text, near], { fixes });
      else report(source.span, "unknown", [text, listInWords(neededActions(action.statement))], { fixes });
    },
  },
});

/** The nearest name; of a name that is half typed the whole one, where the principal needs that. */
function nearestTo(text: string, needed: readonly string[]): string | undefined {
  const nearest = nearestAction(text)?.name;
  return nearest && (needed.find((name) => name.toLowerCase().startsWith(text.toLowerCase())) ?? nearest);
}

/** Wildcards that fit some action have a rule of their own. */
function isPattern(text: string): boolean {
  return /[*?]/.test(text) && actions().some(({ name }) => covers(text, name));
}
