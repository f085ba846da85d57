import { findElement, nearestElement } from "../../catalog/index.ts";
import type { PolicyElement } from "../../catalog/types.ts";
import { render } from "./card.ts";
import { bold, code, plain } from "./markdown.ts";

/** An element of a policy, of a statement or of Principal; for one that is not allowed, why. `here` is Markdown. */
export function describeElement(element: PolicyElement, here?: string): string {
  return render({
    name: bold(element.name),
    shape: [typesOf(element), element.allowed ? needOf(element) : "not in a trust policy"],
    what: element.summary,
    more: [element.example === undefined ? undefined : `*Example:* ${code(element.example)}`],
    here: [here],
    caveat: element.caveat,
    source: element.source,
  });
}

/** A key where an element should stand, by its name as written. */
export function describeElementNamed(name: string, of: PolicyElement["of"], here?: string): string {
  const known = findElement(name, of);
  if (known) return describeElement(known, here);
  const meant = nearestElement(name, of) ?? elementIgnoringCase(name, of);
  const place = of === "principal" ? "a kind of principal" : `an element of a ${of}`;
  return render({
    name: code(name),
    shape: [`not ${place}`],
    more: [meant ? `Did you mean ${bold(meant.name)}? ${plain(meant.summary)}` : undefined],
    source: meant?.source,
  });
}

function elementIgnoringCase(name: string, of: PolicyElement["of"]): PolicyElement | undefined {
  const first = name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
  return findElement(first, of) ?? findElement(name.toUpperCase(), of);
}

/** The value of Effect. */
export function describeEffect(text: string, here?: string): string {
  const element = findElement("Effect", "statement");
  const what =
    text === "Allow"
      ? "The principals may do what the actions say, when every condition holds."
      : text === "Deny"
        ? "The principals may not do what the actions say when every condition holds, whatever other statements allow."
        : "Neither Allow nor Deny; upper and lower case count.";
  return render({ name: code(text), shape: ["effect"], what, here: [here], source: element?.source });
}

function typesOf({ types }: PolicyElement): string {
  const words = types.map((type) => (type === "array" ? "list" : type === "string" ? "text" : type));
  return words.join(" or ");
}

function needOf({ required, of }: PolicyElement): string | undefined {
  if (of === "principal") return undefined;
  return required ? "required" : "optional";
}
