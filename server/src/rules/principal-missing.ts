import { findAction } from "../catalog/index.ts";
import type { CallerKind } from "../catalog/types.ts";
import type { Statement } from "../policy/model.ts";
import { object, placeholder, string, type Text } from "../tree/edit.ts";
import { headOf } from "../tree/value.ts";
import { defineRule, type Fix } from "./define.ts";
import { canLack } from "./elements.ts";

export const principalMissing = defineRule({
  meta: {
    name: "principal-missing",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A statement names no principal.",
    why: "A trust policy says who may assume the role. IAM refuses a statement that names nobody.",
    advice: "Add Principal: an AWS service, an account, a role, or an identity provider.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      missing: () => "IAM refuses this statement: Principal is missing. Add who may assume the role.",
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    statement(statement, { report }) {
      if (statement.principal || statement.notPrincipal || !canLack(statement, "Principal")) return;
      const fixes = () => offers.filter(({ kind }) => fits(statement, kind)).map((offer) => fixFor(statement, offer));
      report(headOf(statement.source), "missing", [], { fixes });
    },
  },
});

interface Offer {
  readonly kind: CallerKind;
  readonly title: string;
  readonly type: string;
  readonly value: Text;
}

const account = placeholder("ACCOUNT", "111122223333");

const offers: readonly Offer[] = [
  { kind: "Service", title: "Add a service", type: "Service", value: [placeholder("SERVICE", "ec2.amazonaws.com")] },
  { kind: "AWS", title: "Add an account", type: "AWS", value: [account] },
  {
    kind: "OIDC",
    title: "Add an OIDC provider",
    type: "Federated",
    value: ["arn:aws:iam::", account, ":oidc-provider/", placeholder("ISSUER", "token.actions.githubusercontent.com")],
  },
  {
    kind: "SAML",
    title: "Add a SAML provider",
    type: "Federated",
    value: ["arn:aws:iam::", account, ":saml-provider/", placeholder("PROVIDER", "corporate")],
  },
];

/** Whether an action of the statement is one that this kind of caller uses; all fit where none says anything. */
function fits({ actions }: Statement, kind: CallerKind): boolean {
  const known = actions.flatMap(({ text }) => (text === undefined ? [] : (findAction(text) ?? [])));
  const entries = known.filter(({ role }) => role === "entry");
  return entries.length === 0 || entries.some(({ callers }) => callers.includes(kind));
}

function fixFor(statement: Statement, { title, type, value }: Offer): Fix {
  const edit = {
    kind: "insert-member",
    object: statement.source,
    key: "Principal",
    value: object([[type, string(value)]]),
    after: statement.effect ?? statement.sid,
  } as const;
  return { title, edits: [edit], safe: false };
}
