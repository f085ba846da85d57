import { elements } from "../../catalog/index.ts";
import type { PolicyElement } from "../../catalog/types.ts";
import { object } from "../../tree/edit.ts";
import { describeElement } from "../hover/element.ts";
import { kindsOfPrincipal } from "./callers.ts";
import { empty } from "./empty.ts";
import { type PrincipalOffer, principalOffers } from "./principal-values.ts";
import type { Scene } from "./scene.ts";
import type { Candidate } from "./suggestion.ts";

/** Two of three trust policies name a service, one of six an account. */
const byUse: readonly string[] = ["Service", "AWS", "Federated"];

const meaningOf: Readonly<Record<string, string>> = {
  AWS: "accounts, users, roles and sessions",
  Service: "AWS services",
  Federated: "identity providers",
};

/** The types of principals that go with the actions of the statement, by how often they are used. */
export function allowedTypes({ callers, statement }: Scene): readonly PolicyElement[] {
  const kinds = new Set(callers.map(({ kind }) => kind));
  const settled = statement?.principals.length === 0 && kinds.size > 0;
  return elements()
    .filter(({ of, allowed }) => of === "principal" && allowed)
    .filter(({ name }) => !settled || kindsOfPrincipal(name).some((kind) => kinds.has(kind)))
    .sort((a, b) => byUse.indexOf(a.name) - byUse.indexOf(b.name));
}

/** The values of Principal.AWS, Service or Federated. */
export function principalValueCandidates(scene: Scene): readonly Candidate[] {
  const beside = [...scene.beside];
  const stands = (label: string) => beside.some((text) => text === label || text.endsWith(`:${label}`));
  return principalOffers(scene.slot.principalType ?? "", scene)
    .filter(({ label }) => !stands(label.toLowerCase()))
    .map((offer) => candidateOf(offer, { value: offer.value }));
}

/** A key of Principal: its types, and whole principals with their type. */
export function principalTypeCandidates(scene: Scene): readonly Candidate[] {
  const missing = allowedTypes(scene).filter(({ name }) => !scene.beside.has(name.toLowerCase()));
  const types = missing.map((type, index): Candidate => {
    return {
      label: type.name,
      detail: `principal type · ${meaningOf[type.name] ?? ""}`,
      kind: "element",
      rank: index,
      insertion: { key: type.name, value: empty },
      documentation: () => describeElement(type),
      retrigger: true,
    };
  });
  if (scene.slot.hasValue) return types;
  const whole = missing.flatMap(({ name }, index) =>
    principalOffers(name, scene).map((offer) =>
      candidateOf({ ...offer, rank: offer.rank + 10_000 * (index + 1) }, { key: name, value: offer.value }),
    ),
  );
  return [...types, ...whole];
}

/** The value of Principal itself: an object with one principal, or one to fill in. */
export function principalCandidates(scene: Scene): readonly Candidate[] {
  return principalTypeCandidates({ ...scene, slot: { ...scene.slot, hasValue: false } }).map((candidate) => {
    const { key, value } = candidate.insertion;
    return { ...candidate, insertion: key && value ? { value: object([[key, value]]) } : candidate.insertion };
  });
}

function candidateOf(offer: PrincipalOffer, insertion: Candidate["insertion"]): Candidate {
  const { label, detail, rank, documentation } = offer;
  return { label, detail, kind: "principal", words: offer.words ?? "", rank, insertion, documentation };
}
