import { elements } from "../../catalog/index.ts";
import type { PolicyElement } from "../../catalog/types.ts";
import { array, type NewValue, object, placeholder, string } from "../../tree/edit.ts";
import { describeEffect, describeElement } from "../hover/element.ts";
import { neededActions } from "./action.ts";
import { blankCondition, empty } from "./empty.ts";
import { fittingCondition } from "./fitting-condition.ts";
import { allowedTypes } from "./principal.ts";
import type { Scene } from "./scene.ts";
import type { Candidate } from "./suggestion.ts";

/** Names that stand for each other: one of them is enough. */
const alternatives: Readonly<Record<string, string>> = { action: "notaction", notaction: "action" };

/** Elements of the statement that are still missing, the required ones first. */
export function statementKeyCandidates(scene: Scene): readonly Candidate[] {
  return elements()
    .filter(({ of, allowed, name }) => of === "statement" && allowed && isMissing(scene, name.toLowerCase()))
    .flatMap((element, index) => {
      const rank = element.required ? index : index + 10 + (element.name === "Condition" ? 0 : 10);
      return valuesOf(element, scene).map((offer, variant): Candidate => {
        return {
          label: offer.label ?? element.name,
          detail: offer.detail ?? (element.required ? "element · required" : "element"),
          kind: "element",
          rank: rank + variant / 10,
          insertion: { key: element.name, value: offer.value },
          documentation: () => describeElement(element),
          retrigger: offer.retrigger ?? false,
        };
      });
    });
}

function isMissing({ beside }: Scene, name: string): boolean {
  return !beside.has(name) && !beside.has(alternatives[name] ?? "");
}

interface Offer {
  readonly value: NewValue;
  readonly label?: string;
  readonly detail?: string;
  readonly retrigger?: boolean;
}

function valuesOf(element: PolicyElement, scene: Scene): readonly Offer[] {
  if (scene.slot.hasValue) return [{ value: empty }];
  switch (element.name) {
    case "Effect":
      return [{ value: string([placeholder("EFFECT", "Allow")]) }];
    case "Principal":
      return allowedTypes(scene).map((type) => ({
        label: `Principal: ${type.name}`,
        detail: "element · required",
        value: object([[type.name, empty]]),
        retrigger: true,
      }));
    case "Action":
      return [actionOffer(scene)];
    case "Condition":
      return conditionOffers(scene);
    case "Sid":
      return [{ value: empty }];
    default:
      return [{ value: empty, retrigger: true }];
  }
}

function actionOffer(scene: Scene): Offer {
  const needed = neededActions(scene);
  const [first] = needed;
  if (first === undefined) return { value: empty, retrigger: true };
  const value = needed.length === 1 ? string(first) : array(needed.map((name) => string(name)));
  return { value, detail: `element · required · ${needed.join(", ")}` };
}

/** What narrows the callers of this statement, and an empty one. */
function conditionOffers(scene: Scene): readonly Offer[] {
  const fitting = fittingCondition(scene);
  const blank: Offer = { value: blankCondition, retrigger: true };
  if (!fitting) return [blank];
  const label = `Condition: ${fitting.keys.join(", ")}`;
  return [{ label, detail: "element · fits the principal", value: fitting.value }, blank];
}

export function effectCandidates(): readonly Candidate[] {
  return ["Allow", "Deny"].map((effect, index) => ({
    label: effect,
    detail: effect === "Allow" ? "effect · lets the principals in" : "effect · keeps the principals out",
    kind: "value",
    rank: index,
    insertion: { value: string(effect) },
    documentation: () => describeEffect(effect),
    preselect: index === 0,
  }));
}
