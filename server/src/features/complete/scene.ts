import { findRegion } from "../../catalog/index.ts";
import type { Policy, Principal, Statement } from "../../policy/model.ts";
import { parsePrincipal } from "../../policy/principal.ts";
import type { Slot } from "../../tree/slot.ts";
import type { PolicyView } from "../analyze.ts";
import { type Who, whoCalls } from "./callers.ts";
import type { Fill } from "./template.ts";

/** What the user has set that completion fills in. */
export interface CompletionSettings {
  /** Own account IDs. */
  readonly accounts: readonly string[];
  /** Own organization ID. */
  readonly organization: string | undefined;
}

/** A slot with all that bears on what fits it. */
export interface Scene {
  readonly slot: Slot;
  readonly settings: CompletionSettings;
  readonly policy: Policy;
  readonly statement: Statement | undefined;
  /** The callers of the statement; empty when nothing can be told. */
  readonly callers: readonly Who[];
  /** Every caller of the statement is among `callers`. */
  readonly callersKnown: boolean;
  readonly partition: string;
  readonly dialect: "json" | "template";
  /** The accounts that the principals of the policy are of. */
  readonly accounts: readonly string[];
  /** Accounts that are the user's own, or that of the role itself. */
  readonly ownAccounts: readonly string[];
  readonly fill: Fill;
  /** The places of templates that the word under the cursor fills already: its account, its Region. */
  readonly typed: ReadonlyMap<string, string>;
  /** The text of a key or an item that stands beside the slot already, in lower case. */
  readonly beside: ReadonlySet<string>;
}

export function sceneOf({ policy, site }: PolicyView, slot: Slot, settings: CompletionSettings): Scene {
  const statement = policy.statements.find(({ source }) => source === slot.statement);
  const { callers, known } = statement ? whoCalls(statement) : { callers: [], known: false };
  const account = accountIn(statement) ?? settings.accounts[0] ?? site.roleAccount;
  const partition = partitionIn(policy);
  const typed = placesIn(slot.word);
  return {
    slot,
    settings,
    policy,
    statement,
    callers,
    callersKnown: known,
    partition,
    dialect: site.dialect,
    accounts: accountsIn(policy),
    ownAccounts: [...settings.accounts, ...(site.roleAccount === undefined ? [] : [site.roleAccount])],
    fill: fillWith(typed, account, settings.organization),
    typed,
    beside: besideOf(slot),
  };
}

/** The account that the statement has tested already: a service's resources belong to it. */
function accountIn(statement: Statement | undefined): string | undefined {
  const tested = statement?.conditions.find(({ key }) => key.text?.toLowerCase() === "aws:sourceaccount");
  const value = tested?.values[0];
  return value?.kind === "string" && value.text !== undefined && /^\d{12}$/.test(value.text) ? value.text : undefined;
}

/** The partition that the principals of the policy are of. */
function partitionIn(policy: Policy): string {
  for (const { type, text } of principalsOf(policy)) {
    const partition = text === undefined ? undefined : parsePrincipal(type, text).partition;
    if (partition !== undefined && partition !== "") return partition;
    if (type === "Service" && text?.endsWith(".amazonaws.com.cn")) return "aws-cn";
  }
  return "aws";
}

function accountsIn(policy: Policy): readonly string[] {
  const accounts = principalsOf(policy).flatMap(({ type, text }) => parsePrincipal(type, text ?? "").account ?? []);
  return [...new Set(accounts)];
}

export function principalsOf(policy: Policy): readonly Principal[] {
  return policy.statements.flatMap(({ principals }) => principals);
}

function placesIn(word: string): ReadonlyMap<string, string> {
  const account = /(?<!\d)\d{12}(?!\d)/.exec(word)?.[0];
  const region = word.split(":").find((part) => findRegion(part) !== undefined);
  const places: readonly (readonly [string, string | undefined])[] = [
    ["ACCOUNT", account],
    ["REGION", region],
  ];
  return new Map(places.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}

function fillWith(
  typed: ReadonlyMap<string, string>,
  account: string | undefined,
  organization: string | undefined,
): Fill {
  return (name, first) => {
    const written = typed.get(name);
    if (written !== undefined) return written;
    if (name === "ACCOUNT") return account ?? first ?? "111122223333";
    if (name === "REGION") return first ?? "us-east-1";
    return first?.startsWith("o-") ? organization : undefined;
  };
}

function besideOf(slot: Slot): ReadonlySet<string> {
  const { container, member, value } = slot;
  if (container?.kind === "array") {
    return lowered(container.items.map((item) => (item !== value && item.kind === "string" ? item.text : undefined)));
  }
  if (!slot.isKey || !container) return new Set();
  return lowered(container.members.map((other) => (other === member ? undefined : other.key.text)));
}

function lowered(texts: readonly (string | undefined)[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => (text === undefined ? [] : [text.toLowerCase()])));
}
