import { elements, findElement, providers, services } from "../../catalog/index.ts";
import type { PolicyElement, Provider } from "../../catalog/types.ts";
import { object, string, type Text } from "../../tree/edit.ts";
import { describeElement } from "../hover/element.ts";
import { describeProvider } from "../hover/provider.ts";
import { describeService } from "../hover/service.ts";
import { kindsOfPrincipal } from "./callers.ts";
import { distinct } from "./distinct.ts";
import { card } from "./documentation.ts";
import { empty } from "./empty.ts";
import { principalsOf, type Scene } from "./scene.ts";
import type { Candidate } from "./suggestion.ts";
import { templateLabel, templateText } from "./template.ts";
import { usualProviders } from "./whole-policies.ts";

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
  return offersOf(scene.slot.principalType ?? "", scene)
    .filter(({ label }) => !scene.beside.has(label.toLowerCase()))
    .map((offer) => candidateOf(offer, { value: string(offer.text) }));
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
    offersOf(name, scene).map((offer) =>
      candidateOf({ ...offer, rank: offer.rank + 1000 * (index + 1) }, { key: name, value: string(offer.text) }),
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

interface Offer {
  readonly text: Text;
  readonly label: string;
  readonly detail: string;
  readonly words?: string;
  readonly rank: number;
  readonly documentation: () => string;
}

function candidateOf(offer: Offer, insertion: Candidate["insertion"]): Candidate {
  const { label, detail, rank, documentation } = offer;
  return { label, detail, kind: "principal", words: offer.words ?? "", rank, insertion, documentation };
}

function offersOf(type: string, scene: Scene): readonly Offer[] {
  const offers = [...usedElsewhere(type, scene), ...knownOffers(type, scene)];
  return distinct(offers).toSorted((a, b) => a.rank - b.rank);
}

function knownOffers(type: string, scene: Scene): readonly Offer[] {
  switch (type) {
    case "AWS":
      return awsOffers(scene);
    case "Service":
      return serviceOffers(scene);
    case "Federated":
      return federatedOffers(scene);
    default:
      return [];
  }
}

function usedElsewhere(type: string, { policy, slot }: Scene): readonly Offer[] {
  const texts = principalsOf(policy)
    .filter((principal) => principal.type === type && principal.source !== slot.value)
    .flatMap(({ text }) => (text ? [text] : []));
  return [...new Set(texts)].map((text, index) => ({
    text,
    label: text,
    detail: "used elsewhere in this policy",
    rank: index / 100 - 10,
    documentation: card("Used elsewhere", "Another statement of this policy names the same principal."),
  }));
}

const awsShapes: readonly (readonly [template: string, detail: string])[] = [
  ["arn:aws:iam::${ACCOUNT}:root", "account · everybody in it whom its own policies allow"],
  ["${ACCOUNT}", "account ID · the same as its root ARN"],
  ["arn:aws:iam::${ACCOUNT}:role/${ROLE}", "one role"],
  ["arn:aws:iam::${ACCOUNT}:user/${USER}", "one user"],
  ["arn:aws:sts::${ACCOUNT}:assumed-role/${ROLE}/${SESSION}", "one session of a role"],
];

function awsOffers({ settings, fill, partition }: Scene): readonly Offer[] {
  const element = findElement("AWS", "principal");
  const documentation = () => (element ? describeElement(element) : "");
  const own = settings.accounts.map((account, index) => {
    const text = `arn:${partition}:iam::${account}:root`;
    return { text, label: text, detail: "own account", rank: index, documentation };
  });
  const shapes = awsShapes.map(([shape, detail], index) => {
    const template = shape.replace("arn:aws:", `arn:${partition}:`);
    const words = detail.replace("·", "");
    return {
      text: templateText(template, fill),
      label: templateLabel(template),
      detail,
      words,
      rank: 100 + index,
      documentation,
    };
  });
  const everybody = {
    text: "*",
    label: "*",
    detail: "everybody with an AWS account: needs a Condition",
    words: "everyone anyone everybody",
    rank: 900,
    documentation,
  };
  return [...own, ...shapes, everybody];
}

function serviceOffers({ partition }: Scene): readonly Offer[] {
  return services()
    .filter((service) => !service.linkedOnly && service.tier !== "C")
    .map((service, index) => ({
      text: service.name,
      label: service.name,
      detail: service.title ?? "service principal",
      words: `${service.name.replace(/\.amazonaws\..*$/, "").replace(/[.-]/g, " ")} ${service.title ?? ""}`,
      rank: index + (service.partition === undefined || service.partition === partition ? 0 : 1000),
      documentation: () => describeService(service),
    }));
}

function federatedOffers(scene: Scene): readonly Offer[] {
  const { fill, partition } = scene;
  const named = usualProviders();
  const oidc = providers().map((provider, index) => federatedOffer(provider, rankOf(provider, named) + index, scene));
  const saml = {
    text: templateText(`arn:${partition}:iam::\${ACCOUNT}:saml-provider/\${PROVIDER}`, fill),
    label: "saml-provider/PROVIDER",
    detail: "SAML identity provider",
    words: "arn iam SAML sign-in",
    rank: 1500,
    documentation: card("SAML identity provider", "People who sign in at this provider assume the role."),
  };
  return [...oidc, saml];
}

/** First the providers of the catalogue's whole policies, then their kin, then those whose subjects are known. */
function rankOf({ id, family, subjects }: Provider, named: readonly Provider[]): number {
  const own = named.findIndex((provider) => provider.id === id);
  if (own >= 0) return own * 100;
  if (id === "generic") return 2000;
  const kin = named.some((provider) => provider.family === family);
  if (kin) return 3000;
  return subjects.length > 0 ? 4000 : 5000;
}

/** A provider is named by its ARN, a built-in one by its name alone. */
function federatedOffer(
  provider: Provider,
  rank: number,
  { fill, partition }: Pick<Scene, "fill" | "partition">,
): Offer {
  const arn = `arn:${partition}:iam::\${ACCOUNT}:oidc-provider/${provider.issuer}`;
  const template = provider.builtin ? provider.issuer : arn;
  return {
    text: templateText(template, fill),
    label: templateLabel(provider.builtin ? provider.issuer : `oidc-provider/${provider.issuer}`),
    detail: `${provider.title} · ${provider.builtin ? "built-in web identity provider" : "OIDC provider"}`,
    words: `arn iam ${provider.title} ${provider.id.replace(/-/g, " ")}`,
    rank,
    documentation: () => describeProvider(provider, templateLabel(provider.issuer)),
  };
}
