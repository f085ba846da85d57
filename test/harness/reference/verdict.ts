import { matchesOne } from "./condition.ts";
import { like, signsOf } from "./text.ts";
import {
  all,
  any,
  hole,
  type Json,
  type Keys,
  lookUp,
  opposite,
  type ReferencePolicy,
  type ReferenceRequest,
  type ReferenceStatement,
  type Sure,
  sure,
} from "./types.ts";

/**
 * An evaluator to hold ours against: slow, and so plain that it can be checked by reading it. It takes JSON and shares no code, no
 * algorithm and no regular expression with the product. It knows the well-formed policies that `harness/requests.ts` makes, and
 * is unsure of everything else. Written from AWS's user guide (see the addresses in `server/src/access`).
 */
export function referenceVerdict(policy: ReferencePolicy, request: ReferenceRequest) {
  const keys = new Map(Object.entries(request.keys).map(([name, values]) => [name.toLowerCase(), [values].flat()]));
  const statements = policy.Statement.map((statement): ReferenceStatement => {
    const conditions = Object.entries(statement.Condition ?? {}).flatMap(([operator, block]) =>
      Object.entries(block).map(([key, values]) => condition(operator, key, values, policy.Version, keys)),
    );
    const parts = [principal(statement.Principal, request.principal), action(statement, request.action), ...conditions];
    return { applies: all(parts), conditions };
  });
  const by = (effect: string) =>
    any(
      statements.map(({ applies }, i) => {
        const written = policy.Statement[i]?.Effect;
        return all([applies, written === hole ? 1 : sure(written === effect)]);
      }),
    );
  const [allowed, denied] = [by("Allow"), by("Deny")];
  const decision =
    denied === 2 ? "denied" : allowed === 0 ? "not-allowed" : allowed === 2 && denied === 0 ? "allowed" : "unknown";
  return { decision, statements };
}

function principal(listed: { readonly [type: string]: readonly string[] }, who: ReferenceRequest["principal"]): Sure {
  return any(Object.entries(listed).flatMap(([type, texts]) => texts.map((text) => entry(type, text, who))));
}

function entry(type: string, text: string, who: ReferenceRequest["principal"]): Sure {
  if (text === hole) return 1;
  if (type !== who.type) return type === "AWS" && text === "*" ? 1 : 0;
  if (type !== "AWS") return sure(text === who.text);
  const [, partition, , , account, resource = ""] = who.text.split(":");
  const [kind, ...names] = resource.split("/");
  if (text === "*" || text === who.text || text === account) return 2;
  if (text === `arn:${partition}:iam::${account}:root`) return 2;
  const [place, path = ""] = text.split(":role/");
  if (kind === "assumed-role" && place === `arn:${partition}:iam::${account}`) {
    return sure(path.split("/").at(-1) === names[0]);
  }
  const [home, session = ""] = text.split(":assumed-role/");
  if (kind === "role" && home === `arn:${partition}:sts::${account}`)
    return session.split("/")[0] === names.at(-1) ? 1 : 0;
  return 0;
}

function action({ Action, NotAction }: ReferencePolicy["Statement"][number], name: string): Sure {
  const covers = (text: string): Sure =>
    text === hole ? 1 : sure(like(signsOf(text.toLowerCase(), true), [...name.toLowerCase()]));
  return NotAction ? opposite(any(NotAction.map(covers))) : any((Action ?? []).map(covers));
}

function condition(
  written: string,
  key: string,
  listed: readonly Json[],
  version: string | undefined,
  keys: Keys,
): Sure {
  const set = written.startsWith("ForAllValues:") ? "all" : written.startsWith("ForAnyValue:") ? "any" : undefined;
  const bare = set ? written.slice(written.indexOf(":") + 1) : written;
  const ifExists = bare.endsWith("IfExists");
  const operator = ifExists ? bare.slice(0, -"IfExists".length) : bare;
  const negated = operator.includes("Not");
  const found = lookUp(keys, key);
  if (operator === "Null") {
    const missing = found.every((value) => value === "");
    return any(listed.map((value) => (value === "true" ? sure(missing) : value === "false" ? sure(!missing) : 1)));
  }
  if (found.length === 0) return ifExists || set === "all" || (negated && set !== "any") ? 2 : 0;
  if (set && found.every((value) => value === "")) return set === "all" ? 2 : 0;
  if (!set && found.length > 1) return 1;
  const one = (actual: string): Sure => {
    const fits = any(listed.map((value) => matchesOne(operator.replace("Not", ""), actual, value, version, keys)));
    return negated ? opposite(fits) : fits;
  };
  return set === "any" ? any(found.map(one)) : all(found.map(one));
}
