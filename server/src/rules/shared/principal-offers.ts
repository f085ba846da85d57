import { findAction, findPartition, issuerOfKey, providers } from "../../catalog/index.ts";
import type { CallerKind, Provider } from "../../catalog/types.ts";
import { addConditions, type NewCondition } from "../../policy/edit.ts";
import type { Statement } from "../../policy/model.ts";
import {
  type NewValue,
  object,
  placeholder,
  string,
  type Text,
  type TextPart,
  type TreeEdit,
} from "../../tree/edit.ts";
import type { Fix } from "../define.ts";
import { templateText } from "./condition-fixes.ts";

/** Somebody for a statement that names nobody yet: one fix for each kind of principal that its actions are for. */
export function principalOffers(statement: Statement, type?: string): readonly Fix[] {
  const fitting = offers.filter(({ kind }) => fits(statement, kind));
  const ofType = fitting.filter((offer) => offer.type === type);
  return (ofType.length > 0 ? ofType : fitting).map((offer) => fixFor(statement, offer));
}

interface Offer {
  readonly kind: CallerKind;
  readonly title: string;
  readonly type: string;
  value(statement: Statement): Text;
  /** What a trust in such a principal has to test. */
  tests?(statement: Statement): readonly NewCondition[];
}

const account = placeholder("ACCOUNT", "111122223333");

const offers: readonly Offer[] = [
  {
    kind: "Service",
    title: "Add a service",
    type: "Service",
    value: () => [placeholder("SERVICE", "ec2.amazonaws.com")],
  },
  { kind: "AWS", title: "Add an account", type: "AWS", value: () => [account] },
  {
    kind: "OIDC",
    title: "Add an OIDC provider",
    type: "Federated",
    value: (statement) => ["arn:aws:iam::", account, ":oidc-provider/", issuerFor(statement)],
    tests: tokenTests,
  },
  {
    kind: "SAML",
    title: "Add a SAML provider",
    type: "Federated",
    value: () => ["arn:aws:iam::", account, ":saml-provider/", placeholder("PROVIDER", "corporate")],
    tests: assertionTests,
  },
];

/** The issuer that the conditions are about; without any a place to fill in. */
function issuerFor({ conditions }: Statement): TextPart {
  const keys = conditions.flatMap(({ key }) => (key.text === undefined ? [] : (issuerOfKey(key.text) ?? [])));
  return keys[0]?.issuer ?? placeholder("ISSUER", exampleProvider()?.issuer ?? "");
}

/** The provider that most trusts in tokens are about. */
function exampleProvider(): Provider | undefined {
  return providers().find(({ id }) => id === "github");
}

function tokenTests(statement: Statement): readonly NewCondition[] {
  const issuer = issuerFor(statement);
  const [audience, subject] = [exampleProvider()?.audiences[0], exampleProvider()?.subjects[0]];
  if (typeof issuer === "string" || !audience || !subject) return [];
  return [
    { operator: "StringEquals", key: [issuer, ":aud"], value: string(templateText(audience.template)) },
    {
      operator: subject.wildcards ? "StringLike" : "StringEquals",
      key: [issuer, ":sub"],
      value: string(templateText(subject.template)),
    },
  ];
}

function assertionTests({ conditions }: Statement): readonly NewCondition[] {
  const url = findPartition("aws")?.signInUrls.find((candidate) => !candidate.includes("${"));
  if (url === undefined || conditions.some(({ key }) => key.text?.toLowerCase() === "saml:aud")) return [];
  return [{ operator: "StringEquals", key: "SAML:aud", value: string(url) }];
}

/** Whether an action of the statement is one that this kind of caller uses; all fit where none says anything. */
function fits({ actions }: Statement, kind: CallerKind): boolean {
  const known = actions.flatMap(({ text }) => (text === undefined ? [] : (findAction(text) ?? [])));
  const entries = known.filter(({ role }) => role === "entry");
  return entries.length === 0 || entries.some(({ callers }) => callers.includes(kind));
}

function fixFor(statement: Statement, { title, type, value, tests }: Offer): Fix {
  const principal = principalEdit(statement, object([[type, string(value(statement))]]));
  const wanted = statement.allow === false ? [] : (tests?.(statement) ?? []);
  const conditions = wanted.length > 0 ? addConditions(statement, wanted) : [];
  return { title, edits: [principal, ...conditions], safe: false };
}

function principalEdit({ source, principal, effect, sid }: Statement, value: NewValue): TreeEdit {
  if (principal) return { kind: "replace", target: principal.value, value };
  return { kind: "insert-member", object: source, key: "Principal", value, after: effect ?? sid };
}
