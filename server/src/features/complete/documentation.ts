import type { CallerKind, ConditionKey, PolicyTemplate, ValueTemplate } from "../../catalog/types.ts";
import { render } from "../hover/card.ts";
import { bold } from "../hover/markdown.ts";

/** A short card for what hover has no page of. `title` and `summary` are texts of our own. */
export function card(title: string, summary: string, source?: ConditionKey["source"]): () => string {
  return () => render({ name: bold(title), what: summary, source });
}

export function describeTemplate(template: PolicyTemplate): () => string {
  return card(template.title, template.summary, template.source);
}

export function describeValue(value: ValueTemplate, source: ConditionKey["source"]): () => string {
  return card(value.label, value.summary, source);
}

/** Kinds of callers in a word or two. */
export const callerWords: Readonly<Record<CallerKind, string>> = {
  AWS: "accounts",
  Service: "services",
  OIDC: "web identities",
  SAML: "SAML sign-ins",
};

const kinds: readonly CallerKind[] = ["AWS", "Service", "OIDC", "SAML"];

/** "sent by services", in words. */
export function sentBy({ presence }: ConditionKey): string {
  const senders = kinds.filter((kind) => presence[kind] === "always" || presence[kind] === "sometimes");
  if (senders.length === kinds.length) return "sent by every caller";
  return senders.length === 0 ? "rarely sent" : `sent by ${senders.map((kind) => callerWords[kind]).join(", ")}`;
}
