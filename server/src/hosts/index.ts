import type { Circumstances, Found } from "./host.ts";
import { findPolicies } from "./json/find.ts";

/** What a text must contain to hold a trust policy; inside strings the colon may be escaped or URL-encoded. */
const telltale = /sts(:|%3a|\\u003a)|AssumeRolePolicyDocument/i;

/** A cheap look at a text before it is parsed: could it hold a trust policy? Never a false no. */
export function mayHoldPolicy(text: string, circumstances: Circumstances): boolean {
  return circumstances.named || telltale.test(text);
}

/** Every trust policy of a document, with the host that fits its language. Never throws. */
export function findSites(text: string, circumstances: Circumstances): Found {
  return mayHoldPolicy(text, circumstances) ? findPolicies(text, circumstances) : { sites: [] };
}
