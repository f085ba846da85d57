import { plainKeys } from "../../catalog/index.ts";
import type { ConditionKey } from "../../catalog/types.ts";
import { parseOperatorName } from "../../policy/lower.ts";
import { placeholder, string, type Text } from "../../tree/edit.ts";
import { describeKey } from "../hover/condition-key.ts";
import { card } from "./documentation.ts";
import { isCarried, rankOf } from "./keys.ts";
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
  const keys = plainKeys()
    .filter((key) => isOffered(key, scene))
    .map((key) => ({ key, rank: rankOf(key, scene) + (key.group === "global-principal" ? 0 : 300) }))
    .sort((a, b) => a.rank - b.rank);
  const offers = [...keys.map(({ key }) => keyOffer(key, open)), ...escapes.map((sign) => escapeOffer(sign, open))];
  return offers.map((offer, index) => ({
    ...offer,
    rank: index,
    kind: "variable",
    filter: `${typedOpen}${offer.name}}`,
    insertion: { value: string(offer.text) },
    replace,
    text: typeof offer.text === "string" ? [offer.text] : offer.text,
    additional: [],
  }));
}

/** Variables of keys with many values, or that no caller carries, resolve to nothing. */
function isOffered(key: ConditionKey, scene: Scene): boolean {
  return !key.multivalued && key.use !== "pointless" && key.replacedBy === undefined && isCarried(key, scene);
}

interface VariableOffer {
  readonly name: string;
  readonly label: string;
  readonly detail: string;
  readonly text: Text;
  readonly documentation: () => string;
}

function keyOffer(key: ConditionKey, open: string): VariableOffer {
  const name = key.name.replace(/\$\{[^}]*\}$/, "");
  const text: Text = key.suffix === undefined ? `${open}${name}}` : [`${open}${name}`, placeholder("TAG_KEY", ""), "}"];
  return {
    name,
    label: key.suffix === undefined ? `\${${name}}` : `\${${name}…}`,
    detail: `policy variable · ${key.type}`,
    text,
    documentation: () => describeKey({ key, spelling: name }),
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
