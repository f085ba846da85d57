/** A way to write a policy down in a JSON document. */
export interface Notation {
  readonly name: string;
  /** It is a CloudFormation template. */
  readonly template?: boolean;
  /** The policy stands in a string. */
  readonly string?: boolean;
  /** Its tokens are taken apart: only for what is JSON. */
  readonly strict?: boolean;
  /** Its strings are longer than they were. */
  readonly longer?: boolean;
  /** It is the policy alone, in a file whose name says nothing. */
  readonly byContent?: boolean;
  /** The document that holds a policy, which is given as its JSON text. */
  write(policy: string): string;
  /** A part of the document as it stands in the policy. */
  read(part: string): string;
}

const same = (part: string) => part;
const unescaped = (part: string): string => JSON.parse(`"${part}"`);
const escaped = (policy: string) => JSON.stringify(policy);
const encoded = (policy: string) => JSON.stringify(encodeURIComponent(policy));

export const ownFile: Notation = { name: "a file of its own", write: same, read: same };

/** Where else a policy can stand. */
export const notations: readonly Notation[] = [
  { name: "a file of any name", byContent: true, write: same, read: same },
  { name: "a template", template: true, write: inTemplate, read: same },
  {
    name: "a minified template",
    template: true,
    strict: true,
    write: (policy) => withoutBlanks(inTemplate(policy)),
    read: same,
  },
  {
    name: "a template with escapes",
    template: true,
    strict: true,
    longer: true,
    write: (policy) => inTemplate(withEscapes(policy)),
    read: withoutEscapes,
  },
  {
    name: "a string in a template",
    template: true,
    string: true,
    write: (policy) => inTemplate(escaped(policy)),
    read: unescaped,
  },
  { name: "an answer of IAM", write: inAnswer, read: same },
  {
    name: "a string in an answer of IAM",
    string: true,
    write: (policy) => inAnswer(escaped(policy)),
    read: unescaped,
  },
  {
    name: "an URL-encoded answer of IAM",
    string: true,
    write: (policy) => inAnswer(encoded(policy)),
    read: decodeURIComponent,
  },
];

/** The policy of a document, however it is written there: minified, or nothing where some of it is no JSON. */
export function policyIn(document: string): string | undefined {
  try {
    let written: unknown;
    const whole: unknown = JSON.parse(document, (key, value: unknown) => {
      if (key === "AssumeRolePolicyDocument") written = value;
      return value;
    });
    const policy = written ?? whole;
    if (typeof policy !== "string") return JSON.stringify(policy);
    return JSON.stringify(JSON.parse(policy.startsWith("%") ? decodeURIComponent(policy) : policy));
  } catch {
    return undefined;
  }
}

function inTemplate(policy: string): string {
  return `{
  "AWSTemplateFormatVersion": "2010-09-09",
  "Resources": {
    "Deploy": {
      "Type": "AWS::IAM::Role",
      "Properties": { "AssumeRolePolicyDocument": ${policy} }
    }
  }
}
`;
}

function inAnswer(policy: string): string {
  return `{ "Role": { "Path": "/", "RoleName": "deploy", "AssumeRolePolicyDocument": ${policy} } }`;
}

const string = /"(?:\\.|[^"\\])*"/g;
const character = /\\u[0-9a-f]{4}|\\.|[^"\\]/gi;

function withoutBlanks(json: string): string {
  return json.replace(/("(?:\\.|[^"\\])*")|\s+/g, "$1");
}

/** Every character of every string as `\u003a`, besides those that are escapes already. */
function withEscapes(json: string): string {
  return json.replace(string, (token) => token.replace(character, (one) => (one.length === 1 ? escapeOf(one) : one)));
}

function escapeOf(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function withoutEscapes(part: string): string {
  return part.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
