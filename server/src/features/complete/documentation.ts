import type { ConditionKey, PolicyTemplate, Presence, ValueTemplate } from "../../catalog/types.ts";
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

/** "sent by services", in words. */
export function sentBy({ presence }: ConditionKey): string {
  const kinds = [
    [presence.AWS, "accounts"],
    [presence.Service, "services"],
    [presence.OIDC, "web identities"],
    [presence.SAML, "SAML sign-ins"],
  ] as const;
  const senders = kinds.filter(([present]) => sends(present)).map(([, who]) => who);
  if (senders.length === kinds.length) return "sent by every caller";
  return senders.length === 0 ? "rarely sent" : `sent by ${senders.join(", ")}`;
}

function sends(presence: Presence): boolean {
  return presence === "always" || presence === "sometimes";
}
