import type { Condition } from "../policy/model.ts";

/** A call that asks for a role, as IAM sees it when it looks at the role's trust policy. */
export interface Request {
  readonly principal: Requester;
  /** `sts:AssumeRole` */
  readonly action: string;
  /**
   * The request context: condition keys, their names in any case, each with one or many values. Keys left out are absent, those that
   * follow from the principal (`aws:PrincipalArn`) too.
   */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  /** When the call is made, in milliseconds since 1970. Without it, what depends on the moment is unknown. */
  readonly now?: number | undefined;
  /** The account of the role. It decides only whether the caller's own account has a say too. */
  readonly roleAccount?: string | undefined;
}

/**
 * Who calls, spelt as under `Principal`: the ARN of a root user, user, role, role session or federated user; the name of a service;
 * the ARN of an OIDC or SAML provider or the name of a built-in one. A role's ARN stands for some session of it. STS lets no root
 * user assume a role, whatever the policy says.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export interface Requester {
  readonly type: "AWS" | "Service" | "Federated";
  readonly text: string;
}

/** The request context by the names of its keys in lower case. Keys without values are left out; `unknown` may be anything. */
export type Context = ReadonlyMap<string, readonly string[] | "unknown">;

/**
 * The keys of a request and the moment of it, which every request carries in two forms.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-currenttime
 */
export function contextOf({ keys, now }: Pick<Request, "keys" | "now">): Context {
  const context = new Map<string, readonly string[] | "unknown">(momentOf(now));
  for (const [name, values] of Object.entries(keys)) {
    if (values.length > 0 || typeof values === "string") {
      context.set(name.toLowerCase(), typeof values === "string" ? [values] : values);
    }
  }
  return context;
}

const lastMoment = 8.64e15;
const noMoment = [
  ["aws:currenttime", "unknown"],
  ["aws:epochtime", "unknown"],
] as const;

function momentOf(now: number | undefined): readonly (readonly [string, readonly string[] | "unknown"])[] {
  if (now === undefined || !(Math.abs(now) <= lastMoment)) return noMoment;
  const seconds = Math.floor(now / 1000);
  const date = new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
  return [
    ["aws:currenttime", [date]],
    ["aws:epochtime", [String(seconds)]],
  ];
}

/** The values of a condition's key in a request; undefined when the key is absent. */
export function valuesOf(context: Context, { key }: Condition): readonly string[] | "unknown" | undefined {
  return key.text === undefined ? "unknown" : context.get(key.text.toLowerCase());
}
