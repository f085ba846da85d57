import { parsePrincipal } from "../../policy/principal.ts";
import { itemsOf, type Value } from "../../tree/value.ts";

/**
 * The element under `Principal` that fits all texts of a value: AWS, Service or Federated. Undefined where none does, where
 * something is unknown, and for everybody, which is nothing that a fix should let in.
 */
export function fittingType(value: Value): "AWS" | "Service" | "Federated" | undefined {
  const texts = itemsOf(value).map((item) => (item.kind === "string" ? item.text : undefined));
  if (texts.length === 0 || texts.includes("*")) return undefined;
  return (["AWS", "Service", "Federated"] as const).find((type) =>
    texts.every((text) => {
      const form = text === undefined ? "malformed" : parsePrincipal(type, text).form;
      return form !== "malformed" && form !== "web-identity";
    }),
  );
}
