import type { Policy, Statement } from "../policy/model.ts";
import type { Span } from "../text/span.ts";
import { headOf } from "../tree/value.ts";
import { defineRule } from "./define.ts";
import { isDamaged, isMisspelt } from "./shared/elements.ts";
import { isRoleAction } from "./shared/role-action.ts";
import { currentVersion, oldVersion } from "./shared/version.ts";
import { isBareStatement } from "./statement-missing.ts";

export const notATrustPolicy = defineRule({
  meta: {
    name: "not-a-trust-policy",
    group: "correctness",
    severity: "information",
    since: "0.1.0",
    summary: "The document is clearly something other than a trust policy.",
    why: "A trust policy says who may assume a role: it names principals and no resource. Permissions policies, policies of resources and of organizations follow other rules, so nothing else is said about them.",
    advice:
      "Use the file for a trust policy, or give it a name that does not say it is one (setting trustPolicy.files).",
    references: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html"],
    messages: {
      permissions: () =>
        "This looks like a permissions policy: it names a resource and no principal. A trust policy does the opposite. Nothing else was checked.",
      resource: () =>
        "This looks like the policy of a resource such as a bucket or a queue, not of a role. Nothing else was checked.",
      organization: () =>
        "This looks like a resource control policy of an organization, not the trust policy of a role. Nothing else was checked.",
      other: () => "No IAM policy stands here, although the file's name says so. Nothing was checked.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
    alone: true,
  },
  on: {
    policy(policy, { place, report }) {
      if (place.ground === "content" || isDamaged(place) || !policy.statementsKnown) return;
      const [first] = policy.statements;
      if (!first) {
        if (policy.object && holdsNoPolicy(policy)) report(headOf(policy.source), "other", []);
        return;
      }
      const kind = kinds.find(([, fits]) => policy.statements.every(fits))?.[0];
      const at = policy.statements.find(({ resources }) => resources.length > 0);
      if (kind && at) report(resourceOf(at), kind, []);
    },
  },
});

const kinds: readonly (readonly ["permissions" | "resource" | "organization", (statement: Statement) => boolean])[] = [
  ["permissions", isPermission],
  ["organization", isBoundary],
  ["resource", isAboutResource],
];

function isPermission({ principal, notPrincipal, unknown }: Statement): boolean {
  return !principal && !notPrincipal && !isMisspelt(unknown, "Principal", "statement");
}

/** Nobody at all may do this to a resource, as far as it is known. */
function isBoundary({ allow, effect, principals, principalsKnown, resources }: Statement): boolean {
  const mayDeny = allow === false || (effect?.value.kind === "string" && effect.value.text === undefined);
  const mayBeAnyone = !principalsKnown || principals.some(({ text }) => text === "*");
  return mayDeny && mayBeAnyone && resources.length > 0;
}

function isAboutResource({ actions, actionsKnown, resources, principal }: Statement): boolean {
  if (!principal || resources.length === 0 || !actionsKnown) return false;
  return actions.length > 0 && !actions.some((action) => isRoleAction(action) || action.text === "*");
}

function resourceOf({ resources, source }: Statement): Span {
  return resources[0]?.key.span ?? headOf(source);
}

/** Members of something else, and neither a statement nor a version of the policy language. */
function holdsNoPolicy(policy: Policy): boolean {
  if (policy.statement || policy.unknown.length === 0 || isBareStatement(policy)) return false;
  if (isMisspelt(policy.unknown, "Statement", "policy")) return false;
  const version = policy.version?.value;
  const written = version?.kind === "string" ? version.text : undefined;
  return written !== currentVersion && written !== oldVersion;
}
