const statementKey = /"(sid|effect|(not)?principals?|(not)?actions?|(not)?resources?|conditions?)"\s*:/i;
const policyKey = /"(statements?|version)"\s*:/i;
const head = '{ "Version": "2012-10-17", "Statement": [';
const tail = "] }";

/** A policy and the part of it that somebody wrote. */
export interface Whole {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** Examples may leave the policy around a statement away: a text that is a single statement gets one. */
export function wholePolicy(text: string): Whole {
  const isStatement = text.trimStart().startsWith("{") && statementKey.test(text) && !policyKey.test(text);
  const [before, after] = isStatement ? [head, tail] : ["", ""];
  return { text: before + text + after, before, after };
}
