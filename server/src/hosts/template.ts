import { type Member, memberNamed, type ObjectValue, type Value } from "../tree/value.ts";

/**
 * CloudFormation and SAM: where roles live, and which values are only known at deployment. Shared by the hosts of both
 * notations of templates.
 */

/** Whether a document is a template: resources with CloudFormation types. */
export function isTemplate(root: Value): boolean {
  if (root.kind !== "object") return false;
  const resources = memberNamed(root, "Resources")?.value;
  if (resources?.kind !== "object") return false;
  if (memberNamed(root, "AWSTemplateFormatVersion") || memberNamed(root, "Transform")) return true;
  return resources.members.some((member) => typeOf(member.value)?.includes("::") === true);
}

function typeOf(resource: Value): string | undefined {
  if (resource.kind !== "object") return undefined;
  const type = memberNamed(resource, "Type")?.value;
  return type?.kind === "string" ? type.text : undefined;
}

/** `{"Ref": …}`, `{"Fn::Sub": …}`, `{"Condition": …}` and their like: the only member of an object. */
export function intrinsicOf(value: Value): Member | undefined {
  if (value.kind !== "object" || value.members.length !== 1) return undefined;
  const [member] = value.members;
  const name = member?.key.text;
  if (name === undefined) return undefined;
  return name === "Ref" || name.startsWith("Fn::") ? member : undefined;
}

/** How a host reads the string inside `Fn::Sub`, where only it knows how text maps to offsets. */
export type Substitute = (value: Value, around: Value) => Value;

/**
 * The same tree with intrinsic functions as holes. `Fn::If` keeps its branches as choices, `Fn::Sub` becomes a string with
 * holes in it, `{"Ref": "AWS::NoValue"}` disappears.
 */
export function resolveIntrinsics(value: Value, substitute: Substitute): Value {
  const intrinsic = intrinsicOf(value);
  if (intrinsic) return resolveOne(value, intrinsic, substitute);
  if (value.kind === "object") {
    const members = value.members.flatMap((member): Member[] => {
      const resolved = resolveIntrinsics(member.value, substitute);
      return isNoValue(resolved) ? [] : [resolved === member.value ? member : { ...member, value: resolved }];
    });
    const same = members.length === value.members.length && members.every((member, i) => member === value.members[i]);
    return same ? value : { ...value, members };
  }
  if (value.kind === "array") {
    const items = value.items.map((item) => resolveIntrinsics(item, substitute)).filter((item) => !isNoValue(item));
    const same = items.length === value.items.length && items.every((item, i) => item === value.items[i]);
    return same ? value : { ...value, items };
  }
  return value;
}

function resolveOne(value: Value, intrinsic: Member, substitute: Substitute): Value {
  const name = intrinsic.key.text ?? "";
  const argument = intrinsic.value;
  if (name === "Fn::Sub") {
    const text = argument.kind === "array" ? argument.items[0] : argument;
    return text?.kind === "string" ? substitute(text, value) : hole(value, name, []);
  }
  if (name === "Fn::If" && argument.kind === "array") {
    const branches = argument.items.slice(1).map((item) => resolveIntrinsics(item, substitute));
    return hole(
      value,
      name,
      branches.filter((branch) => !isNoValue(branch)),
    );
  }
  const target = argument.kind === "string" && argument.text !== undefined ? ` ${argument.text}` : "";
  return hole(value, name + target, []);
}

function hole(value: Value, source: string, choices: readonly Value[]): Value {
  return { kind: "hole", span: value.span, source, choices };
}

function isNoValue(value: Value): boolean {
  return value.kind === "hole" && value.source === "Ref AWS::NoValue";
}

/** The name of the role as far as the template fixes it: `RoleName`, when it is a plain string. */
export function roleNameOf(properties: ObjectValue): string | undefined {
  const name = memberNamed(properties, "RoleName")?.value;
  return name?.kind === "string" ? name.text : undefined;
}
