import { findKey, findService, keysOfIssuer, plainKeys, presenceOf } from "../../catalog/index.ts";
import type { ConditionKey, Presence, ResolvedKey } from "../../catalog/types.ts";
import { placeholder, type Text } from "../../tree/edit.ts";
import type { Who } from "./callers.ts";
import type { Scene } from "./scene.ts";

/** A condition key as it is spelt for this statement. */
export interface KeyOffer {
  readonly resolved: ResolvedKey;
  /** With a place for the tag key where one has to be typed. */
  readonly spelling: Text;
  readonly label: string;
  /** Other words to find it by. */
  readonly words: string;
  readonly rank: number;
}

/**
 * The keys that some caller of the statement can carry, without the pointless ones: the claims of its issuers, the keys of its
 * services, and those of AWS in general; the most telling first.
 */
export function keyOffers(scene: Scene): readonly KeyOffer[] {
  const offers = new Map<string, KeyOffer>();
  for (const offer of [...claimOffers(scene), ...serviceOffers(scene), ...plainOffers(scene)]) {
    const known = offers.get(offer.label);
    if (!known || offer.rank < known.rank) offers.set(offer.label, offer);
  }
  return [...offers.values()].sort((a, b) => a.rank - b.rank);
}

function claimOffers(scene: Scene): readonly KeyOffer[] {
  return scene.callers.flatMap(({ issuer, provider }) => {
    if (issuer === undefined) return [];
    return keysOfIssuer(issuer)
      .filter(({ key }) => isWorthwhile(key))
      .map((resolved) => {
        const { claim } = resolved.key;
        const first = claim === provider?.audienceClaim || claim === "sub" ? -40 : 0;
        const rank = rankOf(resolved.key, scene) - 150 + first;
        const title = provider && provider.id !== "generic" ? `${provider.title} ${claim}` : "";
        const words = `${claim} ${title}`;
        return { resolved, spelling: resolved.spelling, label: resolved.spelling, words, rank };
      });
  });
}

function serviceOffers(scene: Scene): readonly KeyOffer[] {
  return scene.callers.flatMap(({ service }) => {
    const known = service === undefined ? undefined : findService(service);
    if (!known) return [];
    return [...known.keys, ...known.sourceKeys].flatMap((name, index): readonly KeyOffer[] => {
      const resolved = findKey(name);
      if (!resolved) return [];
      const rank = Math.min(rankOf(resolved.key, scene), 50) - 100 + index / 100;
      return [{ resolved, spelling: resolved.spelling, label: resolved.spelling, words: known.title ?? "", rank }];
    });
  });
}

function plainOffers(scene: Scene): readonly KeyOffer[] {
  return plainKeys()
    .filter((key) => isWorthwhile(key) && isCarried(key, scene))
    .map((key) => {
      const resolved: ResolvedKey = { key, spelling: key.name.replace(/\$\{[^}]*\}$/, "") };
      const open = key.suffix !== undefined;
      return {
        resolved,
        spelling: open ? [resolved.spelling, placeholder("TAG_KEY", "")] : resolved.spelling,
        label: open ? `${resolved.spelling}…` : resolved.spelling,
        words: "",
        rank: rankOf(key, scene),
      };
    });
}

function isWorthwhile(key: ConditionKey): boolean {
  return key.use !== "pointless" && key.replacedBy === undefined;
}

/** Whether some caller of the statement can carry the key; of unknown callers everything is possible. */
function isCarried(key: ConditionKey, scene: Scene): boolean {
  if (scene.callers.length === 0) return Object.values(key.presence).some((presence) => presence !== "never");
  return !scene.callersKnown || presences(key, scene.callers).some((presence) => presence !== "never");
}

function presences(key: ConditionKey, callers: readonly Who[]): readonly Presence[] {
  return callers.map(({ kind, service, issuer }) =>
    presenceOf(key, {
      kind,
      ...(service === undefined ? {} : { service }),
      ...(issuer === undefined ? {} : { issuer }),
    }),
  );
}

const uses: Readonly<Record<ConditionKey["use"], number>> = { core: 0, useful: 200, rare: 400, pointless: 800 };

/** The smaller, the more it says about the callers of this statement. */
function rankOf(key: ConditionKey, { callers, statement }: Pick<Scene, "callers" | "statement">): number {
  const present = presences(key, callers);
  const actions = statement?.actions.map(({ text }) => text) ?? [];
  let rank = uses[key.use];
  if (key.pins !== undefined && key.pins !== "network") rank -= 20;
  if (key.guard) rank -= 10;
  if (present.length > 0 && !present.some((presence) => presence === "always" || presence === "sometimes")) rank += 150;
  if (present.includes("never")) rank += 60;
  if (key.group === "saml" && callers.length > 0 && !callers.some(({ kind }) => kind === "SAML")) rank += 150;
  if (key.needsAction !== undefined && !actions.includes(key.needsAction)) rank += 50;
  if (key.untrustworthy || key.unsupportedBySts) rank += 150;
  return rank;
}
