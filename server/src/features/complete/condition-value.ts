import { findKey } from "../../catalog/index.ts";
import { parseOperatorName } from "../../policy/lower.ts";
import { plainText, string } from "../../tree/edit.ts";
import type { Scene } from "./scene.ts";
import type { Candidate } from "./suggestion.ts";
import { valueOffers } from "./values.ts";

/** The values of a condition key; none that stands beside already. */
export function conditionValueCandidates(scene: Scene): readonly Candidate[] {
  const resolved = findKey(scene.slot.key ?? "");
  if (!resolved) return [];
  const name = parseOperatorName(scene.slot.operator ?? "");
  return valueOffers(scene, resolved, name)
    .filter(({ text }) => !scene.beside.has(plainText(text).toLowerCase()))
    .map((offer, index) => ({
      label: offer.label,
      detail: offer.detail,
      kind: "value",
      words: offer.words ?? "",
      rank: index,
      insertion: { value: string(offer.text) },
      documentation: offer.documentation,
    }));
}
