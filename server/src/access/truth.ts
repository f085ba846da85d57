/**
 * What can be told of a question: yes, no, or `undefined` where a hole, or what AWS leaves open, may decide it. Kleene's logic: an
 * unknown part makes the whole unknown only where it could still change it.
 */
export type Truth = boolean | undefined;

/** Whether all of them hold. */
export function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** Whether one of them holds. */
export function some(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
