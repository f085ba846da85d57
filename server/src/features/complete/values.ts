import {
  findKey,
  findPartition,
  findService,
  issuerOfKey,
  presenceOf,
  providerOf,
  services,
} from "../../catalog/index.ts";
import type { ConditionKey, ResolvedKey, ServicePrincipal, ValueKind, ValueTemplate } from "../../catalog/types.ts";
import type { OperatorName } from "../../policy/model.ts";
import { placeholder, plainText, type Text } from "../../tree/edit.ts";
import { distinct } from "./distinct.ts";
import { card, describeValue } from "./documentation.ts";
import { operatorOf } from "./operator-fit.ts";
import type { Scene } from "./scene.ts";
import { type Fill, hasPlaces, templateLabel, templateText } from "./template.ts";
import { usualValues } from "./whole-policies.ts";

/** A value for a condition key. */
export interface ValueOffer {
  readonly text: Text;
  readonly label: string;
  readonly detail: string;
  readonly words?: string;
  readonly documentation: () => string;
  /** Only an example: shown, but nothing to insert unasked. */
  readonly weak?: boolean;
}

/** The values that a key may be tested for in this statement, the most likely first. */
export function valueOffers(scene: Scene, resolved: ResolvedKey, name: OperatorName): readonly ValueOffer[] {
  const operator = operatorOf(name);
  if (operator?.family === "Null") return nullOffers(resolved.key);
  const { key } = resolved;
  const offers = [
    ...usedElsewhere(scene, resolved),
    ...enumerated(scene, key),
    ...claimValues(scene, resolved),
    ...sourceArns(scene, key),
    ...ofKind(scene, key),
    ...ofTemplates(scene, resolved),
  ]
    .filter(({ text }) => operator === undefined || operator.wildcards || !hasStar(text))
    .filter(({ text }) => canBeFilled(scene, text));
  return offers.length > 0 ? distinct(offers) : [example(key)];
}

function hasStar(text: Text): boolean {
  return /[*?]/.test(plainText(text).replace(/\$\{[*?$]\}/g, ""));
}

/** A policy variable helps only where some caller of the statement carries its key. */
function canBeFilled({ callers }: Scene, text: Text): boolean {
  return [...plainText(text).matchAll(/\$\{([^},]+:[^},]+)/g)].every(([, name = ""]) => {
    const key = findKey(name);
    return !key || callers.length === 0 || callers.some((caller) => presenceOf(key, caller) !== "never");
  });
}

function nullOffers(key: ConditionKey): readonly ValueOffer[] {
  return [
    { value: "false", meaning: "the key has to be there" },
    { value: "true", meaning: "the key must not be there" },
  ].map(({ value, meaning }) => ({
    text: value,
    label: value,
    detail: meaning,
    documentation: card(value, `Null with ${value}: ${meaning}.`, key.source),
  }));
}

function usedElsewhere({ policy, statement, slot }: Scene, { spelling }: ResolvedKey): readonly ValueOffer[] {
  const name = spelling.toLowerCase();
  const texts = policy.statements
    .flatMap(({ conditions }) => conditions)
    .filter(({ key, values }) => key.text?.toLowerCase() === name && !values.some((value) => value === slot.value))
    .filter((condition) => condition.statement !== statement || condition.operator.name?.text !== slot.operator)
    .flatMap(({ values }) => values.flatMap((value) => (value.kind === "string" && value.text ? [value.text] : [])));
  return [...new Set(texts)].map((text) => ({
    text,
    label: text,
    detail: "used elsewhere in this policy",
    documentation: card("Used elsewhere", "Another test of this policy has the same value for the same key."),
  }));
}

function enumerated({ statement }: Scene, key: ConditionKey): readonly ValueOffer[] {
  const booleans = statement?.allow === false ? ["false", "true"] : ["true", "false"];
  const values = key.type === "Bool" ? booleans : (key.values ?? []);
  return values.map((value) => ({
    text: value,
    label: value,
    detail: `value of ${key.name}`,
    documentation: card(value, key.summary, key.source),
  }));
}

/** Audiences and subjects of the key's own issuer. */
function claimValues(scene: Scene, { key, spelling }: ResolvedKey): readonly ValueOffer[] {
  const issuer = issuerOfKey(spelling)?.issuer;
  if (issuer === undefined || !key.group.startsWith("oidc-")) return [];
  const provider = providerOf(issuer);
  const values =
    key.claim === provider.audienceClaim ? provider.audiences : key.claim === "sub" ? provider.subjects : [];
  const what = key.claim === "sub" ? "subject" : "audience";
  return values.map((value) => fromTemplate(scene, value, `${what} · ${value.summary}`, provider.source));
}

function fromTemplate(
  { fill }: Scene,
  value: ValueTemplate,
  detail: string,
  source: ConditionKey["source"],
): ValueOffer {
  return {
    text: templateText(value.template, fill),
    label: templateLabel(value.template),
    detail,
    words: value.label,
    documentation: describeValue(value, source),
  };
}

/** On whose behalf the services of the statement call. */
function sourceArns({ callers, fill, partition }: Scene, key: ConditionKey): readonly ValueOffer[] {
  if (key.pins !== "source" || key.type !== "ARN") return [];
  const senders = callers.flatMap(({ service }) => (service === undefined ? [] : (findService(service) ?? [])));
  return senders.flatMap(({ sourceArns, title, name, source }: ServicePrincipal) =>
    sourceArns.map((arn) => {
      const template = arn.replace(/^arn:aws:/, `arn:${partition}:`);
      return {
        text: templateText(template, fill),
        label: templateLabel(template),
        detail: `a resource of ${title ?? name}`,
        documentation: card(title ?? name, "The ARN of the resource on whose behalf the service calls.", source),
      };
    }),
  );
}

const shapes: Readonly<Partial<Record<ValueKind, readonly (readonly [template: string, detail: string])[]>>> = {
  organization: [["${ORGANIZATION_ID=o-a1b2c3d4e5}", "organization ID"]],
  "organization-path": [
    ["${ORGANIZATION_ID=o-a1b2c3d4e5}/${ROOT_ID=r-ab12}/${OU_ID=ou-ab12-11111111}/*", "one unit and all below it"],
    ["${ORGANIZATION_ID=o-a1b2c3d4e5}/*", "the whole organization"],
  ],
  vpc: [["${VPC_ID=vpc-0a1b2c3d4e5f67890}", "VPC ID"]],
  "vpc-endpoint": [["${VPC_ENDPOINT_ID=vpce-0a1b2c3d4e5f67890}", "VPC endpoint ID"]],
  "session-name": [["${aws:username}", "the name of the calling user"]],
  "source-identity": [["${aws:username}", "the name of the calling user"]],
};

function ofKind(scene: Scene, key: ConditionKey): readonly ValueOffer[] {
  const documentation = card(key.name, key.summary, key.source);
  const literal = (detail: string) => (text: string) => ({ text, label: text, detail, documentation });
  switch (key.valueKind) {
    case undefined:
      return key.pins === "arn" ? principalArns(scene, key) : [];
    case "account":
      return accounts(scene, key);
    case "region":
      return (findPartition(scene.partition)?.regions ?? []).map(literal("Region"));
    case "service":
      return services()
        .filter(({ tier, linkedOnly }) => (tier === "A" || tier === "B") && !linkedOnly)
        .map(({ name, title }) => literal(title ?? "service")(name));
    case "sign-in-url":
      return (findPartition(scene.partition)?.signInUrls ?? []).map((url) => ({
        text: templateText(url, scene.fill),
        label: templateLabel(url),
        detail: hasPlaces(url) ? "sign-in of one Region" : "sign-in",
        documentation,
      }));
    default: {
      const own = key.valueKind === "organization" ? scene.settings.organization : undefined;
      if (own !== undefined) return [literal("own organization")(own)];
      return (shapes[key.valueKind] ?? []).map((shape) => shaped(scene, shape, documentation));
    }
  }
}

function shaped(
  { fill }: Scene,
  [template, detail]: readonly [string, string],
  documentation: () => string,
): ValueOffer {
  return { text: templateText(template, fill), label: templateLabel(template), detail, documentation };
}

/** Own accounts, those that the policy names, and a place for any other. */
function accounts(scene: Scene, key: ConditionKey): readonly ValueOffer[] {
  const documentation = card(key.name, key.summary, key.source);
  const known = scene.settings.accounts.map((text) => ({ text, label: text, detail: "own account", documentation }));
  const named = scene.accounts.map((text) => ({ text, label: text, detail: "named in this policy", documentation }));
  return [...known, ...named, shaped(scene, ["${ACCOUNT}", "account ID"], documentation)];
}

const principalArnShapes: readonly (readonly [template: string, detail: string])[] = [
  ["arn:aws:iam::${ACCOUNT}:role/${ROLE}", "one role"],
  ["arn:aws:iam::${ACCOUNT}:role/${PREFIX}*", "roles whose names begin alike"],
  ["arn:aws:iam::${ACCOUNT}:user/${USER}", "one user"],
];

function principalArns(scene: Scene, key: ConditionKey): readonly ValueOffer[] {
  const account = scene.callers.find((caller) => caller.account !== undefined)?.account;
  const fill: Fill = (name, first) => (name === "ACCOUNT" && account !== undefined ? account : scene.fill(name, first));
  return principalArnShapes.map(([template, detail]) =>
    shaped(
      { ...scene, fill },
      [template.replace("arn:aws:", `arn:${scene.partition}:`), detail],
      card(key.name, key.summary, key.source),
    ),
  );
}

/** Kinds of values that are known better than from examples. */
const ownKinds: ReadonlySet<ValueKind | undefined> = new Set(["account", "organization", "sign-in-url"]);

/** What the whole policies of the catalogue test the same key for. */
function ofTemplates(scene: Scene, { key, spelling }: ResolvedKey): readonly ValueOffer[] {
  if (key.claim === "sub" || key.pins === "source" || ownKinds.has(key.valueKind)) return [];
  return usualValues(spelling).map(({ template, value }) => ({
    text: templateText(value, scene.fill),
    label: templateLabel(value),
    detail: `as in “${template.title}”`,
    documentation: card(template.title, template.summary, template.source),
  }));
}

function example(key: ConditionKey): ValueOffer {
  return {
    text: [placeholder("VALUE", key.example)],
    label: key.example,
    detail: "example",
    documentation: card(key.name, key.summary, key.source),
    weak: true,
  };
}
