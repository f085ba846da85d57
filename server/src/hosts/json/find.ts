import { partitionPoint } from "../../text/partition-point.ts";
import type { Span } from "../../text/span.ts";
import {
  type Member,
  memberNamed,
  type ObjectValue,
  type StringValue,
  someObject,
  type Value,
} from "../../tree/value.ts";
import type { Circumstances, Found, Ground, PolicySite } from "../host.ts";
import { intrinsicOf, isTemplate, resolveIntrinsics, roleNameOf } from "../template.ts";
import { isTrustPolicy } from "../trust.ts";
import { blankStretch } from "./blank.ts";
import { repairCharacters } from "./characters.ts";
import { embeddedText } from "./embedded.ts";
import { maximumLength } from "./limits.ts";
import { parseJson, type ReadParts } from "./parse.ts";
import { JsonSite } from "./site.ts";
import { JsonString, substitutionParts } from "./string.ts";
import { type JsonText, wholeDocument } from "./text.ts";

/** Finds every trust policy of a JSON document. Never throws. */
export function findPolicies(text: string, circumstances: Circumstances): Found {
  if (text.length > maximumLength) return refused("too-large", 0);
  const document = read(wholeDocument(text));
  const { root, tooDeep } = document;
  if (tooDeep !== undefined) return refused("too-deep", tooDeep);
  if (!root) return { sites: circumstances.named ? [emptySite(document)] : [] };
  if (isTemplate(root)) return templateSites(document, root);
  const sites = plainSites(document, root);
  if (sites.length === 0 && circumstances.named) {
    return { sites: [fragmentOf(document, root, { ground: "name", label: "trust policy" })] };
  }
  const isWhole = (site: JsonSite) => sameSpan(site.root.span, root.span);
  return { sites: circumstances.named ? sites.map((site) => (isWhole(site) ? site.named() : site)) : sites };
}

function refused(kind: "too-large" | "too-deep", at: number): Found {
  return { sites: [], refusal: { kind, span: { start: at, end: at + 1 } } };
}

interface Document {
  readonly source: JsonText;
  readonly root: Value | undefined;
  /** In the order of the text. */
  readonly problems: PolicySite["problems"];
  /** The characters of the whole that IAM counts, where the parser could tell. */
  readonly size: number | undefined;
  readonly tooDeep: number | undefined;
}

function read(source: JsonText, readParts?: ReadParts): Document {
  const repaired = repairCharacters(source);
  const text = repaired.text === source.text ? source : { ...source, text: repaired.text };
  const parsed = parseJson(text, readParts);
  const problems = [...parsed.problems, ...repaired.problems].sort((a, b) => a.span.start - b.span.start);
  const size = problems.length === 0 ? parsed.size : undefined;
  return { source, root: parsed.root, problems, size, tooDeep: parsed.tooDeep };
}

interface Description {
  readonly ground: Ground;
  readonly label: string;
  readonly roleName?: string | undefined;
  readonly roleAccount?: string | undefined;
  readonly dialect?: "template";
}

/** A site whose problems are those inside it; a policy that is the whole document has them all. */
function siteOf(document: Document, root: Value, description: Description, embedded = false): JsonSite {
  const whole = document.root !== undefined && sameSpan(root.span, document.root.span);
  const problems = whole ? document.problems : problemsIn(document, root.span);
  const size = whole ? document.size : undefined;
  return new JsonSite({ source: document.source, root, problems, size, embedded, dialect: "json", ...description });
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** A policy outside a template; with intrinsic functions in it, it is a part of one. */
function fragmentOf(document: Document, root: Value, description: Description): JsonSite {
  if (!someObject(root, (object) => intrinsicOf(object) !== undefined)) return siteOf(document, root, description);
  const resolved = resolveIntrinsics(root, (text) => substituteString(document.source, text));
  if (resolved === root || resolved.kind !== "object") return siteOf(document, root, description);
  return siteOf(document, resolved, { ...description, dialect: "template" });
}

/** The problems that begin in a span. Not looked for one by one: a document can have many of them, and many policies. */
function problemsIn({ problems }: Document, { start, end }: Span): PolicySite["problems"] {
  const before = (offset: number) => partitionPoint(problems, ({ span }) => span.start < offset);
  return problems.slice(before(start), before(end));
}

function emptySite(document: Document): JsonSite {
  const end = document.source.text.length;
  const root: Value = { kind: "missing", span: { start: end, end } };
  const whole = { ...document, root };
  return siteOf(whole, root, { ground: "name", label: "trust policy" });
}

/** What a walk meets: a value with the members that lead to it, outermost first. */
interface Step {
  readonly value: Value;
  readonly object: ObjectValue | undefined;
  readonly member: Member | undefined;
  readonly outer: Step | undefined;
}

function* walk(root: Value): Generator<Step, void, boolean | undefined> {
  const pending: Step[] = [{ value: root, object: undefined, member: undefined, outer: undefined }];
  for (let step = pending.pop(); step; step = pending.pop()) {
    const enough = yield step;
    if (enough) continue;
    const { value } = step;
    if (value.kind === "object") {
      for (const member of value.members.toReversed()) {
        pending.push({ value: member.value, object: value, member, outer: step });
      }
    } else if (value.kind === "array") {
      for (const item of value.items.toReversed()) {
        pending.push({ value: item, object: undefined, member: undefined, outer: step });
      }
    }
  }
}

const documentKey = /^assumeRolePolicyDocument$/i;

/** A policy file, an answer of the IAM API, or a policy nested in another document. */
function plainSites(document: Document, root: Value): readonly JsonSite[] {
  const sites: JsonSite[] = [];
  const steps = walk(root);
  for (let next = steps.next(); !next.done; ) {
    const step: Step = next.value;
    const site = plainSite(document, step);
    if (site) sites.push(site);
    next = steps.next(site !== undefined);
  }
  return sites;
}

function plainSite(document: Document, step: Step): JsonSite | undefined {
  if (step.object && documentKey.test(step.member?.key.text ?? ""))
    return knownPlace(document, step.object, step.value);
  if (!isTrustPolicy(step.value)) return undefined;
  return fragmentOf(document, step.value, { ground: "content", label: labelOf(step) });
}

/** `AssumeRolePolicyDocument` of a role as the IAM API prints it: an object, or a string that holds one. */
function knownPlace(document: Document, role: ObjectValue, value: Value): JsonSite | undefined {
  const roleName = stringAt(role, "RoleName");
  const roleAccount = /^arn:[\w-]+:iam::(\d{12}):role\//.exec(stringAt(role, "Arn") ?? "")?.[1];
  const description: Description = { ground: "place", label: roleName ?? "trust policy", roleName, roleAccount };
  if (value.kind === "object") return fragmentOf(document, value, description);
  if (value.kind === "string") return embeddedSite(document, value, description);
  return undefined;
}

function embeddedSite(
  document: Document,
  value: StringValue,
  description: Description,
  readParts?: ReadParts,
): JsonSite | undefined {
  const text = embeddedText(document.source, value);
  if (!text) return undefined;
  const inner = read(text, readParts);
  return inner.root && inner.tooDeep === undefined ? siteOf(inner, inner.root, description, true) : undefined;
}

/** Keys that every trust policy may stand under: `policy`, `trustPolicy`, `assume_role_policy_document`. */
const sayingNothing = /^(trust|assume[_-]?role)?[_-]?(policy|relationship)?[_-]?(document)?$/i;

function labelOf(step: Step): string {
  for (let at: Step | undefined = step; at; at = at.outer) {
    const name = at.member?.key.text;
    if (name !== undefined && !sayingNothing.test(name)) return name;
  }
  return "trust policy";
}

function stringAt(object: ObjectValue, name: string): string | undefined {
  const value = memberNamed(object, name)?.value;
  return value?.kind === "string" ? value.text : undefined;
}

/** The roles of a template, wherever a resource has an `AssumeRolePolicyDocument`. */
function templateSites(document: Document, root: Value): Found {
  const sites: JsonSite[] = [];
  const blanks: JsonSite[] = [];
  const steps = walk(root);
  for (let next = steps.next(); !next.done; ) {
    const step: Step = next.value;
    const found = step.object !== undefined && documentKey.test(step.member?.key.text ?? "");
    if (found && step.object) {
      const description = descriptionOf(step.object, step);
      const blank = blankStretch(document.source, step.value);
      if (blank) blanks.push(blankSite(document, blank, description));
      else sites.push(...templateSitesAt(document, step.value, description));
    }
    next = steps.next(found);
  }
  return { sites, blanks };
}

function descriptionOf(properties: ObjectValue, step: Step): Description {
  const roleName = roleNameOf(properties);
  return { ground: "place", label: logicalId(step) ?? roleName ?? "trust policy", roleName, dialect: "template" };
}

/** A place without a policy. */
function blankSite({ source }: Document, blank: Span, description: Description): JsonSite {
  const root: Value = { kind: "missing", span: { start: blank.start, end: blank.start } };
  return new JsonSite({
    source,
    root,
    problems: [],
    size: undefined,
    embedded: false,
    dialect: "template",
    blank,
    ...description,
  });
}

/** The policy of one role; where it depends on a condition of the template, each branch is one. */
function templateSitesAt(document: Document, value: Value, description: Description): readonly JsonSite[] {
  const whole = wholeString(document, value, description);
  if (whole) return [whole];
  const resolved = resolveIntrinsics(value, (text) => substituteString(document.source, text));
  const branches = resolved.kind === "hole" ? resolved.choices : [resolved];
  return branches.filter((branch) => branch.kind === "object").map((branch) => siteOf(document, branch, description));
}

/** A whole policy written as a string, plain or inside `Fn::Sub`. */
function wholeString(document: Document, value: Value, description: Description): JsonSite | undefined {
  if (value.kind === "string") return embeddedSite(document, value, description);
  const intrinsic = intrinsicOf(value);
  if (intrinsic?.key.text !== "Fn::Sub") return undefined;
  const text = intrinsic.value.kind === "array" ? intrinsic.value.items[0] : intrinsic.value;
  return text?.kind === "string" ? embeddedSite(document, text, description, substitutionParts) : undefined;
}

function substituteString(source: JsonText, value: Value): Value {
  if (value.kind !== "string") return value;
  const start = source.toText(value.span.start);
  const decoded = value.parts.map((part) => (part.kind === "literal" ? part.text : part.source)).join("");
  return new JsonString(source, start, source.toText(value.span.end), decoded, substitutionParts(decoded));
}

/** The key under `Resources` on the way to a place. */
function logicalId(step: Step): string | undefined {
  let inner: Step = step;
  for (let at = step.outer; at; at = at.outer) {
    if (at.member?.key.text === "Resources") return inner.member?.key.text;
    inner = at;
  }
  return undefined;
}
