import { parseOperatorName } from "../../policy/lower.ts";
import { partsOf, string, type Text } from "../../tree/edit.ts";
import { describeKey } from "../hover/condition-key.ts";
import { card } from "./documentation.ts";
import { type KeyOffer, keyOffers } from "./keys.ts";
import { operatorOf } from "./operator-fit.ts";
import type { Scene } from "./scene.ts";
import type { Suggestion } from "./suggestion.ts";

/** IAM's own escapes: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const escapes: readonly (readonly [sign: string, meaning: string])[] = [
  ["*", "a star that is no wildcard"],
  ["?", "a question mark that is no wildcard"],
  ["$", "a dollar sign"],
];

/**
 * Behind `${` in a condition value: policy variables. Only the variable itself is replaced, with its closing brace where there
 * is one. Undefined when the cursor stands nowhere in a variable, or the operator knows none.
 */
export function variableSuggestions(scene: Scene): readonly Suggestion[] | undefined {
  const { slot } = scene;
  if (slot.kind !== "condition-value" || slot.value?.kind !== "string") return undefined;
  const start = slot.typed.search(/\$\{!?[\w:./-]*$/);
  if (start < 0) return undefined;
  if (operatorOf(parseOperatorName(slot.operator ?? ""))?.variables === false) return [];
  const rest = /^[\w:./-]*\}?/.exec(slot.word.slice(slot.typed.length))?.[0] ?? "";
  const end = slot.typed.length + (rest.endsWith("}") ? rest.length : 0);
  const replace = slot.value.spanOf(start, end);
  const open = slot.substituted ? "${!" : "${";
  const typedOpen = slot.typed.startsWith("${!", start) ? "${!" : "${";
  const keys = keyOffers(scene)
    .filter(({ resolved }) => !resolved.key.multivalued) // of many values none can stand there
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  const offers = [...keys.map((key) => variableOffer(key, open)), ...escapes.map((sign) => escapeOffer(sign, open))];
  return offers.map((offer, index) => ({
    ...offer,
    rank: index,
    kind: "variable",
    filter: `${typedOpen}${offer.name}}`,
    insertion: { value: string(offer.text) },
    replace,
    text: partsOf(offer.text),
    additional: [],
  }));
}

/** What names the caller comes first. */
function rankOf({ resolved, rank }: KeyOffer): number {
  const { group } = resolved.key;
  return rank + (group === "global-principal" || group.startsWith("oidc-") ? 0 : 300);
}

interface VariableOffer {
  readonly name: string;
  readonly label: string;
  readonly detail: string;
  readonly text: Text;
  readonly documentation: () => string;
}

function variableOffer({ resolved, spelling, label }: KeyOffer, open: string): VariableOffer {
  return {
    name: resolved.spelling,
    label: `\${${label}}`,
    detail: `policy variable · ${resolved.key.type}`,
    text: [open, ...partsOf(spelling), "}"],
    documentation: () => describeKey(resolved),
  };
}

function escapeOffer([sign, meaning]: readonly [string, string], open: string): VariableOffer {
  return {
    name: sign,
    label: `\${${sign}}`,
    detail: meaning,
    text: `${open}${sign}}`,
    documentation: card(`\${${sign}}`, `Stands for ${meaning}.`),
  };
}
