import { aliasOf, editDistance, findService, nearestService, plainServiceName } from "../catalog/index.ts";
import type { Confidence } from "../catalog/types.ts";
import type { Principal } from "../policy/model.ts";
import { oncePer } from "../policy/once-per.ts";
import { parsePrincipal } from "../policy/principal.ts";

/**
 * What is known of the name under Service:
 * - `known`: it is in the catalogue · `regional`: a known one with a Region in it, which the plain name serves too
 * - `suffixed`: a known one with the ending of another partition · `near`: a slip of the pen · `alias`: what people call the service
 * - `unknown`: well formed, but nobody has heard of it · `malformed`: not the name of a service.
 */
export type ServiceName =
  | { readonly kind: "known" | "unknown" | "malformed" }
  | { readonly kind: "regional" | "suffixed"; readonly plain: string }
  | { readonly kind: "near"; readonly right: string }
  | { readonly kind: "alias"; readonly names: readonly string[]; readonly confidence: Confidence };

const malformed: ServiceName = { kind: "malformed" };

export const serviceNameOf = oncePer(
  ({ type, text }: Principal): ServiceName =>
    type === "Service" && text !== undefined ? serviceNamed(text) : malformed,
);

function serviceNamed(text: string): ServiceName {
  if (findService(text)) return { kind: "known" };
  if (parsePrincipal("Service", text).form !== "service") return { kind: "malformed" };
  const plain = plainServiceName(text);
  if (plain !== undefined) return { kind: "regional", plain };
  const unsuffixed = text.replace(/\.com\.cn$|\.eu$/, ".com");
  if (unsuffixed !== text && findService(unsuffixed)) return { kind: "suffixed", plain: unsuffixed };
  const near = slipOf(text);
  const alias = aliasOf(text);
  if (alias && (near === undefined || !alias.names.includes(near))) {
    return { kind: "alias", names: alias.names, confidence: alias.confidence ?? "confirmed" };
  }
  return near === undefined ? { kind: "unknown" } : { kind: "near", right: near };
}

/** The service that was meant. Short names are all close to each other, so there less counts as a slip. */
function slipOf(text: string): string | undefined {
  const near = nearestService(text)?.name;
  if (near === undefined) return undefined;
  const label = labelOf(text);
  if (label.length >= 6) return near;
  const distance = editDistance(label, labelOf(near), 1);
  if (distance === undefined) return undefined;
  return label.length === 5 || sorted(label) === sorted(labelOf(near)) || label.length !== labelOf(near).length
    ? near
    : undefined;
}

function labelOf(name: string): string {
  return name.replace(/\.amazonaws\..*$/, "");
}

function sorted(label: string): string {
  return [...label].sort().join("");
}
