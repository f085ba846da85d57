import { identifiers } from "../../catalog/index.ts";
import { once } from "../../catalog/lookup.ts";
import type { Network } from "../../catalog/types.ts";
import { type Block, contains, parseBlock } from "../../policy/ip.ts";
import type { Condition } from "../../policy/model.ts";
import type { StringValue } from "../../tree/value.ts";

/** The blocks of a condition, with their text; undefined for a value that is no block. */
export function blocksOf(
  condition: Condition,
): readonly { value: StringValue; text: string; block: Block | undefined }[] {
  return condition.values.flatMap((value) => {
    if (value.kind !== "string" || value.text === undefined || value.text.includes("${")) return [];
    return [{ value, text: value.text, block: parseBlock(value.text) }];
  });
}

/** What a block is known for, when all of it is. */
export function kindOf(block: Block): Network["kind"] | undefined {
  return special().find(({ network }) => contains(network, block) && (block.prefix === 0 || network.prefix > 0))?.kind;
}

const special = once(() =>
  identifiers.networks.flatMap(({ cidr, kind }) => {
    const network = parseBlock(cidr);
    return network ? [{ network, kind }] : [];
  }),
);
