import { stsActionOf } from "../access/allowed-actions.ts";
import { type Caller, callersOf } from "../access/caller.ts";
import { callerInWords, kindInWords } from "../access/words.ts";
import { actions } from "../catalog/index.ts";
import type { StsAction } from "../catalog/types.ts";
import type { Action, Statement } from "../policy/model.ts";
import { defineRule, type Fix } from "./define.ts";
import { entryAction, namesAction, removeActionFix } from "./shared/action-fixes.ts";
import { valueFix } from "./shared/condition-fixes.ts";
import { splitByKindFix } from "./shared/kind-split.ts";

export const actionPrincipalMismatch = defineRule({
  meta: {
    name: "action-principal-mismatch",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "An action that its principal cannot use.",
    why: "Accounts and services assume a role with sts:AssumeRole, OIDC providers with sts:AssumeRoleWithWebIdentity, SAML providers with sts:AssumeRoleWithSAML. With another action nobody gets in; AWS's own policy validation calls it an error.",
    advice: "Write the action that belongs to the principal. Different kinds of principals want a statement each.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    ],
    messages: {
      mismatch: (action: string, who: string, kind: string, right: string) =>
        `${action} does not work for ${who}: ${kind} needs ${right}.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } }
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Federated": "arn:aws:iam::204512347781:saml-provider/CorpIdP" },
  "Action": "sts:AssumeRoleWithSAML",
  "Condition": { "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" } }
}`,
      },
    ],
  },
  on: {
    statement(statement, { report }) {
      const callers = callersOf(statement);
      if (!statement.allow || callers.length === 0 || callers.length < statement.principals.length) return;
      let isSaid = false;
      for (const action of statement.actions) {
        const found = stsActionOf(action);
        const misfit = found && misfitOf(found, callers, statement);
        if (!found || !misfit) continue;
        // Two kinds of principals are one cause, however many actions they make unfit.
        const isMixed = callers.some(({ kind }) => found.callers.includes(kind));
        if (isMixed && isSaid) continue;
        isSaid ||= isMixed;
        const right = entryAction(misfit.kind);
        const fixes = () => fixesFor(action, found, right, isMixed);
        const args = [found.name, callerInWords(misfit), kindInWords(misfit.kind), right] as const;
        report(action.source.span, "mismatch", [...args], { fixes });
      }
    },
  },
});

/** A caller that the action does not work for. Companion actions go with an entry action, which is what is wrong then. */
function misfitOf(
  { role, callers: kinds }: StsAction,
  callers: readonly Caller[],
  statement: Statement,
): Caller | undefined {
  if (role === "inapplicable") return undefined;
  if (role === "entry") return callers.find(({ kind }) => !kinds.includes(kind));
  const fits = callers.some(({ kind }) => kinds.includes(kind));
  return fits || !statement.principalsKnown ? undefined : callers[0];
}

function fixesFor(action: Action, found: StsAction, right: string, isMixed: boolean): readonly Fix[] {
  const { statement, source } = action;
  if (isMixed) return splitByKindFix(statement);
  if (found.role === "companion") return removeActionFix(action, { preferred: true });
  if (namesAction(statement, right)) return removeActionFix(action, { preferred: true });
  return [valueFix(source, right), ...(isOnlyEntry(statement) ? [] : removeActionFix(action))];
}

function isOnlyEntry({ actions: written }: Statement): boolean {
  const entries = new Set(actions().flatMap(({ role, name }) => (role === "entry" ? [name] : [])));
  return written.filter((action) => entries.has(stsActionOf(action)?.name ?? "")).length < 2;
}
