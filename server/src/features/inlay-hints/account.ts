import { vendorOf, vendorSource } from "../../catalog/index.ts";
import { parseArn } from "../../policy/arn.ts";
import type { InlayHint } from "./inlay-hints.ts";

/** Whose account a value names: a known vendor's, or one of the user's own. `text` is an account ID or an ARN. */
export function accountHint(
  text: string | undefined,
  own: readonly string[],
): Pick<InlayHint, "label" | "tooltip"> | undefined {
  const account = text === undefined ? undefined : (parseArn(text)?.account ?? text);
  if (account === undefined || !/^\d{12}$/.test(account)) return undefined;
  if (own.includes(account)) {
    return { label: "your account", tooltip: `Account ${account} is one of your own, by the setting "accounts".` };
  }
  const vendor = vendorOf(account);
  if (!vendor) return undefined;
  const { url, checked } = vendorSource();
  return {
    label: vendor.retired ? `${vendor.name}, no longer in use` : vendor.name,
    tooltip: `Account ${account} is ${vendor.name}'s, by a list read on ${checked}: ${url}`,
  };
}
