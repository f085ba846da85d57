/** Condition operators, and what may stand before and after them. */
import * as data from "./catalog.generated.ts";
import { byName, once } from "./lookup.ts";
import { nearest } from "./nearest.ts";
import { unpackEntry, unpackOperator } from "./packed.ts";
import type { Operator, OperatorAffix } from "./types.ts";

/** The 27 operators without prefix and suffix. */
export const operators: () => readonly Operator[] = once(() =>
  data.operators().map((operator) => unpackOperator(operator, data.catalogDate)),
);

/** `ForAllValues:`, `ForAnyValue:` and `IfExists`. */
export const operatorAffixes: () => readonly OperatorAffix[] = once(() =>
  data.operatorAffixes().map((affix) => unpackEntry(affix, data.catalogDate)),
);

const exact = once(() => new Map(operators().map((operator) => [operator.name, operator])));
const ignoringCase = byName(operators, (operator) => operator.name);
const slip = byName(data.operatorSlips, (entry) => entry.written);

/** The operator of exactly this name, without `ForAnyValue:`, `ForAllValues:` and `IfExists`. */
export function findOperator(name: string): Operator | undefined {
  return exact().get(name);
}

/** The same, ignoring case. */
export function findOperatorIgnoringCase(name: string): Operator | undefined {
  return ignoringCase(name);
}

/** The operator that was probably meant by a name without prefix and suffix: a known slip, else the nearest spelling. */
export function nearestOperator(name: string): Operator | undefined {
  const meant = slip(name)?.meant ?? nearest(name, exact().keys());
  return meant === undefined ? undefined : exact().get(meant);
}
