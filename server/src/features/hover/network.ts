import { identifiers } from "../../catalog/index.ts";
import { thousands } from "../../text/thousands.ts";
import { code } from "./markdown.ts";

/** What a range of addresses takes in, in Markdown; undefined for what is no IPv4 or IPv6 range. */
export function describeRange(text: string): string | undefined {
  const [address = "", prefix, more] = text.split("/");
  const v6 = address.includes(":");
  const longest = v6 ? 128 : 32;
  const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (more !== undefined || !(bits <= longest)) return undefined;
  if (v6) return /^[0-9a-f:.]+$/i.test(address) ? sizeWords(bits, longest) : undefined;
  const number = ipv4(address);
  if (number === undefined) return undefined;
  const first = base(number, bits);
  const last = first + 2 ** (32 - bits) - 1;
  const range = bits === 32 ? undefined : `${code(dotted(first))} to ${code(dotted(last))}`;
  return [sizeWords(bits, longest), range, kindWords(number)].filter((part) => part !== undefined).join(" · ");
}

function sizeWords(bits: number, longest: number): string {
  if (bits === longest) return "One address";
  if (bits === 0) return "Every address";
  const free = longest - bits;
  return free > 20 ? `2^${free} addresses` : `${thousands(2 ** free)} addresses`;
}

const kinds = {
  private: "a private network: no call from the internet comes from there",
  loopback: "a computer's own address: no call comes from there",
  "link-local": "addresses of one link: no call comes from there",
  shared: "addresses of a carrier's network: no call comes from there",
  documentation: "addresses of documentation: put your own here",
  everything: undefined,
} as const;

function kindWords(number: number): string | undefined {
  const network = identifiers.networks.find(({ cidr, kind }) => {
    const [address = "", prefix = ""] = cidr.split("/");
    const start = ipv4(address);
    return kind !== "everything" && start !== undefined && base(number, Number(prefix)) === start;
  });
  return network && kinds[network.kind];
}

function ipv4(text: string): number | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

function base(number: number, bits: number): number {
  const size = 2 ** (32 - bits);
  return Math.floor(number / size) * size;
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}
