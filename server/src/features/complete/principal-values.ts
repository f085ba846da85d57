import { findElement, providers, services } from "../../catalog/index.ts";
import type { Provider } from "../../catalog/types.ts";
import { type NewValue, object, string } from "../../tree/edit.ts";
import { describeElement } from "../hover/element.ts";
import { describeProvider } from "../hover/provider.ts";
import { describeService } from "../hover/service.ts";
import { distinct } from "./distinct.ts";
import { card } from "./documentation.ts";
import { principalsOf, type Scene } from "./scene.ts";
import { templateLabel, templateText } from "./template.ts";
import { usualProviders } from "./whole-policies.ts";

/** A principal, whatever its place is. */
export interface PrincipalOffer {
  readonly value: NewValue;
  readonly label: string;
  readonly detail: string;
  readonly words?: string;
  readonly rank: number;
  readonly documentation: () => string;
}

/** The principals of a type: those that the policy names elsewhere, and what the catalogue knows. */
export function principalOffers(type: string, scene: Scene): readonly PrincipalOffer[] {
  const offers = [...usedElsewhere(type, scene), ...knownOffers(type, scene)];
  return distinct(offers).toSorted((a, b) => a.rank - b.rank);
}

function knownOffers(type: string, scene: Scene): readonly PrincipalOffer[] {
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

function usedElsewhere(type: string, { policy, slot }: Scene): readonly PrincipalOffer[] {
  const texts = principalsOf(policy)
    .filter((principal) => principal.type === type && principal.source !== slot.value)
    .flatMap(({ text }) => (text ? [text] : []));
  return [...new Set(texts)].map((text, index) => ({
    value: string(text),
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

function awsOffers(scene: Scene): readonly PrincipalOffer[] {
  const { settings, fill, partition } = scene;
  const element = findElement("AWS", "principal");
  const documentation = () => (element ? describeElement(element) : "");
  const own = settings.accounts.map((account, index) => {
    const text = `arn:${partition}:iam::${account}:root`;
    return { value: string(text), label: text, detail: "own account", rank: index, documentation };
  });
  const shapes = awsShapes.map(([shape, detail], index) => {
    const template = shape.replace("arn:aws:", `arn:${partition}:`);
    const resource = shape.replace(/^.*:|\$\{\w+\}/g, "");
    const words = `${resource} ${detail.replace("·", "")}`;
    return {
      value: string(templateText(template, fill)),
      label: templateLabel(template),
      detail,
      words,
      rank: 100 + index,
      documentation,
    };
  });
  const everybody = {
    value: string("*"),
    label: "*",
    detail: "everybody with an AWS account: needs a Condition",
    words: "everyone anyone everybody",
    rank: 900,
    documentation,
  };
  return [...(scene.dialect === "template" ? [stackAccount(scene, documentation)] : []), ...own, ...shapes, everybody];
}

function stackAccount(scene: Scene, documentation: () => string): PrincipalOffer {
  const value = ofOwnAccount("arn:aws:iam::${ACCOUNT}:root", scene);
  const label = "arn:${AWS::Partition}:iam::${AWS::AccountId}:root";
  return { value, label, detail: "the account of the stack", words: "own account", rank: -1, documentation };
}

/** An ARN in the account of the role itself; a template knows which that is. */
function ofOwnAccount(template: string, { dialect, slot, fill, partition }: Scene): NewValue {
  if (dialect === "json") return string(templateText(template.replace("arn:aws:", `arn:${partition}:`), fill));
  const inStack = template.replace("arn:aws:", "arn:${AWS::Partition}:").replace("${ACCOUNT}", "${AWS::AccountId}");
  const text = string(templateText(inStack, fill));
  return slot.substituted ? text : object([["Fn::Sub", text]]);
}

function serviceOffers({ partition }: Scene): readonly PrincipalOffer[] {
  return services()
    .filter((service) => !service.linkedOnly && service.tier !== "C")
    .map((service, index) => ({
      value: string(service.name),
      label: service.name,
      detail: service.title ?? "service principal",
      words: `${service.name.replace(/\.amazonaws\..*$/, "").replace(/[.-]/g, " ")} ${service.title ?? ""}`,
      rank: index + (service.partition === undefined || service.partition === partition ? 0 : 1000),
      documentation: () => describeService(service),
    }));
}

function federatedOffers(scene: Scene): readonly PrincipalOffer[] {
  const named = usualProviders();
  const oidc = providers().map((provider, index) => federatedOffer(provider, rankOf(provider, named) + index, scene));
  const saml = {
    value: ofOwnAccount("arn:aws:iam::${ACCOUNT}:saml-provider/${PROVIDER}", scene),
    label: "saml-provider/PROVIDER",
    detail: "SAML identity provider",
    words: "SAML sign-in arn iam",
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
function federatedOffer(provider: Provider, rank: number, scene: Scene): PrincipalOffer {
  const { builtin, issuer, title, id } = provider;
  return {
    value: builtin ? string(issuer) : ofOwnAccount(`arn:aws:iam::\${ACCOUNT}:oidc-provider/${issuer}`, scene),
    label: templateLabel(builtin ? issuer : `oidc-provider/${issuer}`),
    detail: `${title} · ${builtin ? "built-in web identity provider" : "OIDC provider"}`,
    words: `${title} ${id.replace(/-/g, " ")} arn iam`,
    rank,
    documentation: () => describeProvider(provider, templateLabel(issuer)),
  };
}
