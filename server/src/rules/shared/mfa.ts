import { testFor } from "../../access/admits.ts";
import type { Test } from "../../access/conditions.ts";
import { findKey } from "../../catalog/index.ts";
import type { Condition } from "../../policy/model.ts";

const present = "aws:MultiFactorAuthPresent";
const age = "aws:MultiFactorAuthAge";

/** The test of a condition on the key that says whether the session was opened with MFA. */
export function mfaTest(condition: Condition): Test | undefined {
  const test = testFor(condition);
  return test.key !== undefined && test.key.key === findKey(present)?.key ? test : undefined;
}

export function isMfaKey(test: Test): boolean {
  return test.key !== undefined && [present, age].some((name) => findKey(name)?.key === test.key?.key);
}

/** The one truth value that the test asks for. */
export function askedFor({ texts, valuesKnown }: Test): boolean | undefined {
  const [text, ...others] = texts.map((value) => value.toLowerCase());
  if (!valuesKnown || others.length > 0) return undefined;
  return text === "true" ? true : text === "false" ? false : undefined;
}
