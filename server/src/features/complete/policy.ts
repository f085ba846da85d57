import { elements, templates } from "../../catalog/index.ts";
import type { PolicyElement } from "../../catalog/types.ts";
import { array, type NewValue, object, placeholder, string } from "../../tree/edit.ts";
import { describeElement } from "../hover/element.ts";
import { card, describeTemplate } from "./documentation.ts";
import { empty } from "./empty.ts";
import type { Scene } from "./scene.ts";
import type { Candidate } from "./suggestion.ts";
import { templateValue } from "./template.ts";
import { bodyOf, statementsIn } from "./whole-policies.ts";

/** Since 2012 the version of the policy language; only with it variables work. */
const currentVersion = "2012-10-17";

/** An empty file: whole policies. */
export function policyCandidates({ fill }: Pick<Scene, "fill">): readonly Candidate[] {
  const whole = templates().map((template, index): Candidate => {
    const value = templateValue(bodyOf(template), fill);
    return {
      label: template.title,
      detail: "trust policy",
      kind: "snippet",
      words: `${template.id} trust policy`,
      rank: 10 + index,
      insertion: { value },
      documentation: describeTemplate(template),
    };
  });
  return [...whole, skeleton()];
}

function skeleton(): Candidate {
  const value = object([
    ["Version", string(currentVersion)],
    ["Statement", array([statementSkeleton("Allow")])],
  ]);
  return {
    label: "Trust policy",
    detail: "one statement, to fill in",
    kind: "snippet",
    words: "empty plain skeleton",
    rank: 5,
    insertion: { value },
    documentation: card("Trust policy", "A policy with one statement: who may assume the role, and how."),
  };
}

function statementSkeleton(effect: string): NewValue {
  return object([
    ["Effect", string(effect)],
    ["Principal", object([[[placeholder("TYPE", "AWS")], string([placeholder("PRINCIPAL", "")])]])],
    ["Action", string([placeholder("ACTION", "sts:AssumeRole")])],
  ]);
}

/** Keys of the policy that are still missing. */
export function policyKeyCandidates({ beside }: Scene): readonly Candidate[] {
  return elements()
    .filter((element) => element.of === "policy" && element.allowed && !beside.has(element.name.toLowerCase()))
    .map((element, index) => {
      const { value, retrigger } = policyValue(element);
      return {
        label: element.name,
        detail: element.required ? "element · required" : "element",
        kind: "element",
        rank: element.name === "Id" ? 50 : index,
        insertion: { key: element.name, value },
        documentation: () => describeElement(element),
        retrigger,
      };
    });
}

function policyValue({ name }: PolicyElement): { readonly value: NewValue; readonly retrigger: boolean } {
  if (name === "Version") return { value: string(currentVersion), retrigger: false };
  if (name === "Statement") return { value: array([statementSkeleton("Allow")]), retrigger: false };
  return { value: empty, retrigger: false };
}

export function versionCandidates(): readonly Candidate[] {
  const element = elements().find(({ name, of }) => name === "Version" && of === "policy");
  return [
    {
      label: currentVersion,
      detail: "the current version of the policy language",
      kind: "value",
      rank: 0,
      insertion: { value: string(currentVersion) },
      documentation: () => (element ? describeElement(element) : ""),
      preselect: true,
    },
  ];
}

/** The value of Statement, or an item of it: whole statements. */
export function statementCandidates({ fill, slot }: Scene): readonly Candidate[] {
  const wrap = (value: NewValue) => (slot.isItem ? value : array([value]));
  const ready = templates().flatMap((template, index) =>
    statementsIn(template).map((body): Candidate => {
      return {
        label: template.title,
        detail: "statement",
        kind: "snippet",
        words: `${template.id} trust policy`,
        rank: 10 + index,
        insertion: { value: wrap(templateValue(body, fill)) },
        documentation: describeTemplate(template),
      };
    }),
  );
  const plain = (["Allow", "Deny"] as const).map((effect, index): Candidate => {
    const summary =
      effect === "Allow"
        ? "Lets somebody assume the role: who, and by which action."
        : "Keeps somebody from assuming the role, whatever other statements allow.";
    return {
      label: `${effect} statement`,
      detail: "statement, to fill in",
      kind: "snippet",
      words: "empty plain skeleton",
      rank: index === 0 ? 5 : 90,
      insertion: { value: wrap(statementSkeleton(effect)) },
      documentation: card(`${effect} statement`, summary),
    };
  });
  return [...plain, ...ready];
}
