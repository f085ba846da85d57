/** Condition operators, and what may stand before and after them. */
import * as data from "./catalog.generated.ts";
import { byName, once } from "./lookup.ts";
import { nearest } from "./nearest.ts";
import { type PackedAffix, unpackEntry, unpackOperator } from "./packed.ts";
import { asIs, tableOf } from "./table.ts";
import type { Operator, OperatorAffix, OperatorSlip } from "./types.ts";

const table = tableOf(data.operators, unpackOperator);

/** The 27 operators without prefix and suffix. */
export const operators: () => readonly Operator[] = table.entries;

/** `ForAllValues:`, `ForAnyValue:` and `IfExists`. */
export const operatorAffixes: () => readonly OperatorAffix[] = tableOf(
  data.operatorAffixes,
  unpackEntry<PackedAffix>,
).entries;

const exact = once(() => new Map(table.rows().map((row) => [row.name, row])));
const ignoringCase = byName(table.rows, (row) => row.name);
const slip = byName(tableOf(data.operatorSlips, asIs<OperatorSlip>).rows, (row) => row.name);

/** The operator of exactly this name, without `ForAnyValue:`, `ForAllValues:` and `IfExists`. */
export function findOperator(name: string): Operator | undefined {
  return exact().get(name)?.entry;
}

/** The same, ignoring case. */
export function findOperatorIgnoringCase(name: string): Operator | undefined {
  return ignoringCase(name)?.entry;
}

/** The operator that was probably meant by a name without prefix and suffix: a known slip, else the nearest spelling. */
export function nearestOperator(name: string): Operator | undefined {
  const meant = slip(name)?.entry.meant ?? nearest(name, exact().keys());
  return meant === undefined ? undefined : findOperator(meant);
}
