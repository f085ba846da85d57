import { findRegion, nearest, partitions } from "../../catalog/index.ts";
import { once } from "../../catalog/lookup.ts";

const regions = once(() => partitions().flatMap((partition) => partition.regions));

/** `west`, `gov-east` */
const directions = once(() => new Set(regions().map((region) => region.replace(/^.*?-/, "").replace(/-\d$/, ""))));

/** The Region that a text is a slip of. Undefined for Regions, for names that a new one may get, and for what is like none. */
export function regionMeant(text: string): string | undefined {
  if (findRegion(text) || mayBeNew(text)) return undefined;
  return nearest(text, regions(), 2);
}

/** An area, a direction that AWS uses in names, and one digit: `eu-west-4`, `th-central-1`. */
function mayBeNew(text: string): boolean {
  const parts = /^[a-z]{2,4}-(.+)-[1-9]$/.exec(text);
  return parts?.[1] !== undefined && directions().has(parts[1]);
}
