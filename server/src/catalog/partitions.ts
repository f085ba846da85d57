/** AWS partitions and Regions. */
import * as data from "./catalog.generated.ts";
import { once } from "./lookup.ts";
import { type PackedPartition, unpackEntry } from "./packed.ts";
import { tableOf } from "./table.ts";
import type { Partition } from "./types.ts";

/** All partitions, `aws` first. */
export const partitions: () => readonly Partition[] = tableOf(data.partitions, unpackEntry<PackedPartition>).entries;

const byId = once(() => new Map(partitions().map((partition) => [partition.id, partition])));
const byRegion = once(
  () => new Map(partitions().flatMap((partition) => partition.regions.map((region) => [region, partition] as const))),
);

/** The partition with this id (`aws-cn`), exactly as written. */
export function findPartition(id: string): Partition | undefined {
  return byId().get(id);
}

/** The partition that a Region belongs to; undefined for a Region that is not known. */
export function findRegion(region: string): Partition | undefined {
  return byRegion().get(region);
}
