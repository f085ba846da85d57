import { pinsOf } from "../access/admission.ts";
import { requires } from "../access/admits.ts";
import { opensRole } from "../access/allowed-actions.ts";
import { type Caller, callerOf } from "../access/caller.ts";
import { isDocumentationAccount } from "../access/placeholder.ts";
import { vendorOf } from "../catalog/index.ts";
import { defineRule, type RuleSettings } from "./define.ts";
import { externalIdTest, narrowFix } from "./shared/principal-fixes.ts";

export const thirdPartyNoExternalId = defineRule({
  meta: {
    name: "third-party-no-external-id",
    group: "security",
    severity: "warning",
    since: "0.1.0",
    summary: "Somebody else's account is trusted without an external ID.",
    why: "A vendor acts for many customers from one account. Whoever knows the ARN of the role can have the vendor use it for them; an external ID that the vendor hands out per customer prevents that. With `accounts` set, every account that is not yours counts as somebody else's.",
    advice:
      "Ask the vendor for the external ID and demand it with sts:ExternalId. Accounts that need none go into trustedVendors or accounts.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
    ],
    messages: {
      vendor: (account: string, name: string) =>
        `${account} is ${name}. Without sts:ExternalId another ${name} customer could reach your role through it.`,
      foreign: (account: string) =>
        `${account} is not one of your accounts. Without sts:ExternalId others whom it serves could reach your role through it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::464622532012:root" }, "Action": "sts:AssumeRole" }`,
        good: `{
  "Effect": "Allow",
  "Principal": { "AWS": "arn:aws:iam::464622532012:root" },
  "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:ExternalId": "c0a8f1b2d3e44f5a96b7c8d9e0f1a2b3" } }
}`,
      },
    ],
    yieldsTo: [{ rule: "action-principal-mismatch", within: "statement" }],
  },
  about: ["principal:AWS"],
  on: {
    principal(principal, { report, settings }) {
      const { statement, source, text } = principal;
      const caller = callerOf(principal);
      if (!statement.allow || source.kind !== "string" || caller?.kind !== "AWS" || caller.account === undefined)
        return;
      const { account } = caller;
      const stranger = strangerOf(account, settings);
      if (!stranger || !opensRole(statement) || caller.parsed?.form === "malformed" || isGuarded(caller)) return;
      const added = [externalIdTest()];
      const fixes = () =>
        narrowFix(principal, "Demand an external ID with sts:ExternalId", { added }, { preferred: true });
      const start = text?.indexOf(account) ?? 0;
      const at = source.spanOf(start, start + account.length);
      if (stranger.vendor) report(at, "vendor", [account, stranger.vendor], { fixes });
      else report(at, "foreign", [account], { fixes });
    },
  },
});

/** Who the account belongs to when it is somebody else's; `vendor` when it is known who that is. */
function strangerOf(account: string, settings: RuleSettings): { readonly vendor?: string } | undefined {
  const { accounts, trustedVendors } = settings;
  if (accounts.includes(account) || trustedVendors.includes(account) || isDocumentationAccount(account))
    return undefined;
  const vendor = vendorOf(account);
  if (!vendor) return accounts.length > 0 ? {} : undefined;
  const isTrusted = trustedVendors.some((name) => name.toLowerCase() === vendor.name.toLowerCase());
  return vendor.aws || isTrusted ? undefined : { vendor: vendor.name };
}

/** The external ID is demanded, or the account has to be of an organization that is named. */
function isGuarded(caller: Caller): boolean {
  const { statement } = caller.principal;
  return (
    requires(statement, caller, ({ key }) => key.valueKind === "external-id") ||
    pinsOf(statement, caller).has("organization")
  );
}
