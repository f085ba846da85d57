import { type Caller, callerOf } from "../../access/caller.ts";
import { findAction } from "../../catalog/index.ts";
import type { CallerKind } from "../../catalog/types.ts";
import type { Principal, Statement } from "../../policy/model.ts";
import { itemsOf } from "../../tree/value.ts";

/** Who may make a call, as far as the statement tells. */
export type Who = Pick<Caller, "kind"> & Partial<Pick<Caller, "service" | "issuer" | "provider" | "account">>;

/** The kinds of callers that a type of principals stands for. */
const kindsOfType: ReadonlyMap<string, readonly CallerKind[]> = new Map([
  ["AWS", ["AWS"]],
  ["Service", ["Service"]],
  ["Federated", ["OIDC", "SAML"]],
]);

export function kindsOfPrincipal(type: string): readonly CallerKind[] {
  return kindsOfType.get(type) ?? [];
}

export interface Callers {
  readonly callers: readonly Who[];
  /** Every caller of the statement is of one of these kinds. */
  readonly known: boolean;
}

/** From the principals; where there are none yet, from the actions. */
export function whoCalls(statement: Statement): Callers {
  const { principals, principal } = statement;
  const each = principals.map(callersFor);
  const callers = [...each.flat(), ...callersInHoles(statement)];
  if (callers.length === 0) {
    const kinds = kindsOfActions(statement);
    return { callers: kinds.map((kind) => ({ kind })), known: principal === undefined && kinds.length > 0 };
  }
  return { callers, known: principal?.value.kind !== "hole" && each.every((found) => found.length > 0) };
}

/** A principal that is half typed, or whose name is a hole, still is of the kind that its type says. */
function callersFor(principal: Principal): readonly Who[] {
  const told = callerOf(principal);
  if (told) return [told];
  const { type, text } = principal;
  if (type === undefined) return text === "*" ? [{ kind: "AWS" }] : [];
  return kindsOf(type);
}

function kindsOf(type: string): readonly Who[] {
  return kindsOfPrincipal(type).map((kind) => ({ kind }));
}

/** What is only known at deployment has a kind all the same: the key it stands under says which. */
function callersInHoles({ principal }: Statement): readonly Who[] {
  if (principal?.value.kind !== "object") return [];
  return principal.value.members
    .filter(({ value }) => itemsOf(value).some((item) => item.kind === "hole" && item.choices.length === 0))
    .flatMap(({ key }) => kindsOf(key.text ?? ""));
}

function kindsOfActions(statement: Statement): readonly CallerKind[] {
  const entries = statement.actions.flatMap(({ text }) => (text === undefined ? [] : (findAction(text) ?? [])));
  return [...new Set(entries.filter(({ role }) => role === "entry").flatMap((action) => action.callers))];
}
