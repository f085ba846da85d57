import type { Caller } from "../../access/caller.ts";
import { findAction, nearestAction } from "../../catalog/index.ts";
import type { CallerKind, StsAction } from "../../catalog/types.ts";
import { hasWildcard } from "../../policy/match.ts";
import { render } from "./card.ts";
import { bold, code, listed } from "./markdown.ts";

const roles: Readonly<Record<StsAction["role"], string>> = {
  entry: "assumes the role",
  companion: "goes with the action that assumes the role",
  inapplicable: "not about a role",
};

export const callerNames: Readonly<Record<CallerKind, string>> = {
  AWS: "accounts, users and roles",
  Service: "AWS services",
  OIDC: "bearers of OIDC tokens",
  SAML: "people who sign in by SAML",
};

/** An sts action; with the callers of its statement also what it does for them. */
export function describeAction(action: StsAction, callers: readonly Caller[] = []): string {
  const users = action.callers.map((kind) => callerNames[kind]);
  return render({
    name: bold(action.name),
    shape: ["action", roles[action.role]],
    what: action.summary,
    more: [users.length === 0 ? undefined : `For ${listed(users, 4)}.`],
    here: [misfit(action, callers)],
    caveat: action.caveat,
    source: action.source,
  });
}

/** The value of Action, as written. */
export function describeActionNamed(text: string, callers: readonly Caller[]): string {
  const known = findAction(text);
  if (known) return describeAction(known, callers);
  const name = code(text);
  if (hasWildcard(text)) {
    const what = "Every action that fits the pattern: * stands for any text, ? for one character.";
    return render({ name, shape: ["actions"], what, source: findAction("sts:AssumeRole")?.source });
  }
  const meant = nearestAction(text);
  return render({
    name,
    shape: [/^sts:/i.test(text) ? "not an action of AWS STS that is known" : "not an action on a role"],
    what: "A trust policy takes actions of AWS STS only.",
    more: [meant && `Did you mean ${bold(meant.name)}?`],
    source: findAction("sts:AssumeRole")?.source,
  });
}

function misfit(action: StsAction, callers: readonly Caller[]): string | undefined {
  const others = [...new Set(callers.map(({ kind }) => kind))].filter((kind) => !action.callers.includes(kind));
  if (action.role === "inapplicable" || others.length === 0) return undefined;
  return `${listed(others.map((kind) => callerNames[kind]))} never call it.`;
}
