import { findPartition, vendorOf } from "../../catalog/index.ts";
import { type Arn, parseArn } from "../../policy/arn.ts";
import { firstWildcard } from "../../policy/match.ts";
import { code, plain } from "./markdown.ts";

/** The parts of an ARN in one line of Markdown; undefined when the text is none. */
export function arnParts(text: string): string | undefined {
  const arn = parseArn(text);
  if (!arn) return undefined;
  return [
    partitionPart(arn.partition),
    arn.service === "" ? undefined : `service ${code(arn.service)}`,
    arn.region === "" ? undefined : `Region ${regionPart(arn.region)}`,
    arn.account === "" ? undefined : accountPart(arn.account),
    resourcePart(arn),
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
}

/** An account ID, with the name of the vendor that runs it when it is a known one. */
export function accountPart(account: string): string {
  if (/^\*+$/.test(account)) return "any account";
  return `account ${code(account)}${vendorNote(account)}`;
}

/** ` (Datadog)`, or nothing. */
export function vendorNote(account: string): string {
  const vendor = vendorOf(account);
  if (!vendor) return "";
  return ` (**${plain(vendor.name)}**${vendor.retired ? ", no longer in use" : ""})`;
}

function partitionPart(partition: string): string {
  const known = findPartition(partition);
  if (known) return plain(known.title);
  return /^\*+$/.test(partition) ? "any partition" : `partition ${code(partition)}`;
}

function regionPart(region: string): string {
  return /^\*+$/.test(region) ? "any" : code(region);
}

function resourcePart({ resource }: Arn): string {
  if (/^\*+$/.test(resource)) return "anything there";
  const slash = resource.search(/[/:]/);
  if (slash < 1 || firstWildcard(resource.slice(0, slash)) !== -1) return `resource ${code(resource)}`;
  const name = resource.slice(slash + 1);
  const kind = plain(
    resource
      .slice(0, slash)
      .replaceAll("-", " ")
      .replace(/^(oidc|saml)\b/, (word) => word.toUpperCase()),
  );
  return /^\*+$/.test(name) ? `any ${kind}` : `${kind} ${code(name)}`;
}
