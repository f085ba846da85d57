/** A block of IP addresses: the first `prefix` bits of `bits` count. */
export interface Block {
  readonly version: 4 | 6;
  readonly bits: bigint;
  readonly prefix: number;
}

/** An address with or without a prefix length, IPv4 or IPv6; undefined for text that is neither. */
export function parseBlock(text: string): Block | undefined {
  const [address = "", length, ...more] = text.split("/");
  if (more.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  const version = address.includes(":") ? 6 : 4;
  const bits = version === 4 ? parseV4(address) : parseV6(address);
  const width = widthOf(version);
  const prefix = length === undefined ? width : Number(length);
  return bits === undefined || prefix > width ? undefined : { version, bits, prefix };
}

/** Whether every address of `inner` belongs to `outer`. */
export function contains(outer: Block, inner: Block): boolean {
  if (outer.version !== inner.version || outer.prefix > inner.prefix) return false;
  const rest = BigInt(widthOf(outer.version) - outer.prefix);
  return outer.bits >> rest === inner.bits >> rest;
}

/** Whether bits are set behind the prefix: 203.0.113.7/24. */
export function hasHostBits({ version, bits, prefix }: Block): boolean {
  const rest = BigInt(widthOf(version) - prefix);
  return (bits >> rest) << rest !== bits;
}

/** The first address of a block with its prefix length, as RFC 5952 writes it: 203.0.113.0/24, 2001:db8::/32. */
export function networkText({ version, bits, prefix }: Block): string {
  const rest = BigInt(widthOf(version) - prefix);
  const first = (bits >> rest) << rest;
  return `${version === 4 ? textOfV4(first) : textOfV6(first)}/${prefix}`;
}

function textOfV4(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (bits >> shift) & 255n).join(".");
}

/** `::` stands for the longest run of zeros, the first of several. */
function textOfV6(bits: bigint): string {
  const groups = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((bits >> shift) & 0xffffn).toString(16));
  const whole = groups.join(":");
  const [longest] = [...whole.matchAll(/\b0(:0)+\b/g)].toSorted((a, b) => b[0].length - a[0].length);
  if (!longest) return whole;
  const [head, tail] = [whole.slice(0, longest.index), whole.slice(longest.index + longest[0].length)];
  return `${head.replace(/:$/, "")}::${tail.replace(/^:/, "")}`;
}

function widthOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2 || (halves.length === 2 && halves[0]?.includes("."))) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...new Array<string>(missing).fill("0"), ...(tail ?? [])];
  return groups.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** The groups of one side of `::`; an IPv4 address at the end stands for two. Undefined when one is none. */
function groupsOf(text: string): readonly string[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  const last = groups.at(-1) ?? "";
  if (last.includes(".")) {
    const v4 = parseV4(last);
    if (v4 === undefined) return undefined;
    groups.splice(-1, 1, (v4 >> 16n).toString(16), (v4 & 0xffffn).toString(16));
  }
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? groups : undefined;
}
