import type { Joined, PolicySite } from "../../hosts/host.ts";
import { visible } from "../../text/visible.ts";
import { plainText } from "../../tree/edit.ts";
import type { Slot, SlotKind } from "../../tree/slot.ts";
import type { Member } from "../../tree/value.ts";
import type { PolicyView } from "../analyze.ts";
import { actionCandidates } from "./action.ts";
import { conditionKeyCandidates, operatorValueCandidates } from "./condition-key.ts";
import { conditionValueCandidates } from "./condition-value.ts";
import { distinct } from "./distinct.ts";
import { conditionCandidates, operatorCandidates, wholeConditions } from "./operator.ts";
import { policyCandidates, policyKeyCandidates, statementCandidates, versionCandidates } from "./policy.ts";
import { principalCandidates, principalTypeCandidates, principalValueCandidates } from "./principal.ts";
import { type CompletionSettings, type Scene, sceneOf } from "./scene.ts";
import { effectCandidates, statementKeyCandidates } from "./statement.ts";
import type { Candidate, Suggestion } from "./suggestion.ts";
import { variableSuggestions } from "./variable.ts";

/** What can be written at a slot of a policy, the most fitting first. */
export function complete(view: PolicyView, slot: Slot, settings: CompletionSettings): readonly Suggestion[] {
  const scene = sceneOf(view, slot, settings);
  const variables = variableSuggestions(scene);
  if (variables) return variables;
  const here = withTyped(
    candidatesOf(scene).toSorted((a, b) => a.rank - b.rank),
    scene,
  );
  const single = here.flatMap((candidate) => suggestionOf(candidate, view, slot) ?? []);
  const whole = inPlaceOfBraces(view, scene);
  return slot.kind === "operator" ? [...whole, ...single] : [...single, ...whole];
}

/** The account and the Region that stand in the word already stand in the label too: editors compare the two. */
function withTyped(candidates: readonly Candidate[], { typed }: Scene): readonly Candidate[] {
  if (typed.size === 0) return candidates;
  const labelled = (label: string) => label.replace(/\b[A-Z]+\b/g, (name) => typed.get(name) ?? name);
  return distinct(candidates.map((candidate) => ({ ...candidate, label: labelled(candidate.label) })));
}

/** Undefined where the host has no way to write it. */
function suggestionOf(candidate: Candidate, { site }: PolicyView, slot: Slot): Suggestion | undefined {
  const written = candidate.block ? joined(candidate, candidate.block, site, slot) : printed(candidate, site, slot);
  if (!written) return undefined;
  const retrigger = candidate.retrigger === true && !slot.hasValue; // the value stands there already
  const filter = filterOf(candidate, slot);
  return { ...candidate, label: visible(candidate.label), filter, retrigger, replace: slot.replace, ...written };
}

/** VS Code looks for what was typed in so many characters of an item; two are the quote and a blank. */
const readByEditors = 128 - 2;

/**
 * Editors rank an item the lower the further behind they find in this text what was typed: what the word begins with already
 * stands first, then the words a person would look for, as long as the label itself is still read.
 */
function filterOf({ label, words = "", insertion }: Candidate, { opening, typed }: Slot): string {
  const { key, value } = insertion;
  const texts = [label, key === undefined && value?.kind === "string" ? plainText(value.text) : ""];
  const begins = (text: string) => typed !== "" && text.toLowerCase().startsWith(typed.toLowerCase());
  const first = texts.find(begins) ?? (words.length + label.length < readByEditors ? "" : label);
  return opening + [...new Set([first, words.trim(), label])].filter((part) => part !== "").join(" ");
}

function printed({ insertion }: Candidate, site: PolicySite, slot: Slot): Joined {
  return { text: site.print(insertion, slot), additional: slot.missingComma ? [slot.missingComma] : [] };
}

function joined({ insertion }: Candidate, block: Member, site: PolicySite, slot: Slot): Joined | undefined {
  const { key, value } = insertion;
  return key === undefined || value === undefined ? undefined : site.join(block, { key, value }, slot);
}

/** Empty braces on one line, as editors close them: a whole policy, statement or Condition takes their place. */
function inPlaceOfBraces(view: PolicyView, scene: Scene): readonly Suggestion[] {
  const { slot } = scene;
  const { container } = slot;
  if (!slot.isKey || slot.word !== "" || container?.kind !== "object" || container.members.length > 0) return [];
  const braces = view.place.textOf(container.span);
  if (/[\r\n]/.test(braces)) return [];
  const opening = braces.slice(0, slot.replace.start - container.span.start) + slot.opening;
  const place: Slot = { ...slot, isKey: false, replace: container.span, opening };
  const { root } = view.site;
  const isItem = root.kind === "object" && root.members.every(({ value }) => value !== container);
  const [whole, candidates] = wholeFor({ ...scene, slot: { ...place, isItem } });
  return candidates
    .toSorted((a, b) => a.rank - b.rank)
    .flatMap((candidate) => suggestionOf({ ...candidate, rank: 100 }, view, { ...place, kind: whole }) ?? []);
}

function wholeFor(scene: Scene): readonly [kind: SlotKind, candidates: readonly Candidate[]] {
  switch (scene.slot.kind) {
    case "policy-key":
      return ["policy", policyCandidates(scene)];
    case "statement-key":
      return ["statement", statementCandidates(scene)];
    case "operator":
      return ["condition", wholeConditions(scene)];
    default:
      return ["other", []];
  }
}

function candidatesOf(scene: Scene): readonly Candidate[] {
  switch (scene.slot.kind) {
    case "policy":
      return policyCandidates(scene);
    case "policy-key":
      return policyKeyCandidates(scene);
    case "version":
      return versionCandidates();
    case "statement":
      return statementCandidates(scene);
    case "statement-key":
      return statementKeyCandidates(scene);
    case "effect":
      return effectCandidates();
    case "principal":
      return principalCandidates(scene);
    case "principal-type":
      return principalTypeCandidates(scene);
    case "principal-value":
      return principalValueCandidates(scene);
    case "action":
      return actionCandidates(scene);
    case "condition":
      return conditionCandidates(scene);
    case "operator":
      return operatorCandidates(scene);
    case "operator-value":
      return operatorValueCandidates(scene);
    case "condition-key":
      return conditionKeyCandidates(scene);
    case "condition-value":
      return conditionValueCandidates(scene);
    case "sid":
    case "other":
      return [];
  }
}

export type { CompletionSettings, Suggestion };
