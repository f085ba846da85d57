import { array, type NewValue, object, placeholder, string, type Text, type TextPart } from "../../tree/edit.ts";

/**
 * Templates of the catalogue → text with places to fill in. `${NAME}` and `${NAME=first value}` are places; `${aws:username}` is
 * a policy variable and stays.
 */
const place = /\$\{([A-Za-z][A-Za-z0-9_]*)(?:=([^}]*))?\}/g;

/** What stands in a place until it is typed over, by its name in capitals (`ACCOUNT`) and the value that the template gives. */
export type Fill = (name: string, first: string | undefined) => string | undefined;

/** One text. `first` are the first values given elsewhere in the same template. */
export function templateText(
  template: string,
  fill: Fill,
  first: ReadonlyMap<string, string> = firstValues(template),
): Text {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of template.matchAll(place)) {
    if (match.index > from) parts.push(template.slice(from, match.index));
    const name = capitals(match[1] ?? "");
    parts.push(placeholder(name, fill(name, first.get(name)) ?? first.get(name) ?? name));
    from = match.index + match[0].length;
  }
  if (from === 0) return template;
  if (from < template.length) parts.push(template.slice(from));
  return parts;
}

/** The template with the names of its places, for labels: `repo:OWNER/REPOSITORY:*`. */
export function templateLabel(template: string): string {
  return template.replace(place, (_, name: string) => capitals(name));
}

export function hasPlaces(template: string): boolean {
  return template.search(place) >= 0;
}

/** A whole value: JSON with templates in its strings. */
export function templateValue(body: unknown, fill: Fill): NewValue {
  return filled(body, fill, firstValues(JSON.stringify(body)));
}

function filled(body: unknown, fill: Fill, first: ReadonlyMap<string, string>): NewValue {
  if (Array.isArray(body)) return array(body.map((item) => filled(item, fill, first)));
  if (typeof body === "boolean") return { kind: "boolean", value: body };
  if (typeof body === "object" && body !== null) {
    return object(
      Object.entries(body).map(([key, value]) => [templateText(key, fill, first), filled(value, fill, first)] as const),
    );
  }
  return string(templateText(String(body), fill, first));
}

/** The first values that a template, or JSON full of them, gives to its places. */
export function firstValues(text: string): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const [, name = "", value] of text.matchAll(place)) {
    if (value !== undefined && !first.has(capitals(name))) first.set(capitals(name), value);
  }
  return first;
}

/** `TrustAnchorId` → `TRUST_ANCHOR_ID`. */
function capitals(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
}
