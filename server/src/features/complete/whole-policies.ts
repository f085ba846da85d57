import { providerOf, templates } from "../../catalog/index.ts";
import { once } from "../../catalog/lookup.ts";
import type { PolicyTemplate, Provider } from "../../catalog/types.ts";
import { oncePerLasting } from "../../policy/once-per.ts";
import { plainText } from "../../tree/edit.ts";
import { templateText } from "./template.ts";

/** The catalogue's whole policies, taken apart once: they say what is usual. */

export const bodyOf: (template: PolicyTemplate) => unknown = oncePerLasting((template) => JSON.parse(template.body));

/** The statements of a template as plain JSON. */
export function statementsIn(template: PolicyTemplate): readonly object[] {
  const body = bodyOf(template);
  if (typeof body !== "object" || body === null || !("Statement" in body) || !Array.isArray(body.Statement)) return [];
  return body.Statement.filter((item): item is object => typeof item === "object" && item !== null);
}

/** A value that a whole policy tests a key for. */
export interface UsualValue {
  readonly template: PolicyTemplate;
  readonly value: string;
}

const valuesByKey = once(() => {
  const found = new Map<string, UsualValue[]>();
  for (const template of templates()) {
    for (const [key, value] of statementsIn(template).flatMap(testsIn)) {
      const values = found.get(key.toLowerCase()) ?? [];
      values.push(...[value].flat().map((one) => ({ template, value: String(one) })));
      found.set(key.toLowerCase(), values);
    }
  }
  return found;
});

/** What the whole policies test a key for, spelt as there. */
export function usualValues(spelling: string): readonly UsualValue[] {
  return valuesByKey().get(spelling.toLowerCase()) ?? [];
}

function testsIn(statement: object): readonly (readonly [key: string, value: unknown])[] {
  if (!("Condition" in statement)) return [];
  return Object.values(Object(statement.Condition)).flatMap((block) => Object.entries(Object(block)));
}

/** The OIDC providers that the whole policies name, in their order. */
export const usualProviders: () => readonly Provider[] = once(() => {
  const issuers = templates().flatMap(({ body }) =>
    [...body.matchAll(/"Federated": "(?:[^"]*:oidc-provider\/)?([^"]+)"/g)].map(([, issuer = ""]) => issuer),
  );
  return issuers
    .map((issuer) => providerOf(plainText(templateText(issuer, () => undefined))))
    .filter(({ id }) => id !== "generic");
});
