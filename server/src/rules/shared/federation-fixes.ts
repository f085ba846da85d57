import { testFor } from "../../access/admits.ts";
import type { Provider, ValueTemplate } from "../../catalog/types.ts";
import { addConditions, type NewCondition } from "../../policy/edit.ts";
import type { Condition } from "../../policy/model.ts";
import { array, type NewValue, placeholder, string, type TreeEdit } from "../../tree/edit.ts";
import type { StringValue } from "../../tree/value.ts";
import type { Fix } from "../define.ts";
import { templateText } from "./condition-fixes.ts";
import { claimTests, type Federation } from "./federation.ts";

/** Fixes that add the tests a trust in a provider of OIDC tokens should have, spelt with exactly its issuer. */

const subjectsOffered = 2;

/** Limits the trust to a subject; where the audience is not tested yet, that is added as well. */
export function subjectFixes(federation: Federation): readonly Fix[] {
  const { statement, provider, issuer } = federation;
  if (provider.subjects.length === 0)
    return claimFixes(federation, provider.identityClaims.includes("sub") ? "sub" : undefined);
  const single = provider.subjects.filter((subject) => !isTwin(subject));
  return single.slice(0, subjectsOffered).map((subject, index) => {
    const value = subjectValue(provider, subject);
    // A branch of one repository: the repository is what matters most.
    const what = provider.family === "github" && index === 0 ? "one repository" : inWords(subject);
    const test: NewCondition = {
      operator: subject.wildcards ? "StringLike" : "StringEquals",
      key: `${issuer}:sub`,
      value,
    };
    const edits = addConditions(statement, [...missingAudience(federation), test]);
    return { title: `Limit to ${what} with "…:sub"`, edits, safe: false, preferred: index === 0 };
  });
}

/** The usual audience and the first of the provider's subjects, or a subject to fill in. */
export function usualTests(federation: Federation): readonly NewCondition[] {
  const { provider, issuer } = federation;
  const [subject] = provider.subjects;
  const operator = subject?.wildcards ? "StringLike" : "StringEquals";
  const value = subject ? subjectValue(provider, subject) : string([placeholder("SUB", "SUB")]);
  return [...missingAudience(federation), { operator, key: `${issuer}:sub`, value }];
}

/** Requires a claim, or a key, whose value is left to fill in. */
export function claimFixes({ statement, issuer }: Federation, claim: string | undefined): readonly Fix[] {
  if (claim === undefined) return [];
  const name = claim.includes(":") ? claim : `${issuer}:${claim}`;
  const value = string([placeholder("VALUE", claim.split(":").at(-1)?.toUpperCase() ?? "VALUE")]);
  const edits = addConditions(statement, [{ operator: "StringEquals", key: name, value }]);
  return [{ title: `Add "${claim.includes(":") ? name : `…:${claim}`}"`, edits, safe: false, preferred: true }];
}

/** Requires the audience that the provider usually has. */
export function audienceFixes(federation: Federation): readonly Fix[] {
  const tests = missingAudience(federation);
  if (tests.length === 0) return [];
  const title = `Add "…:${federation.provider.audienceClaim}"`;
  return [{ title, edits: addConditions(federation.statement, tests), safe: false, preferred: true }];
}

/** The test of the audience with the provider's usual value; none where it is tested already. */
export function missingAudience(federation: Federation): readonly NewCondition[] {
  const { provider, issuer } = federation;
  const [audience] = provider.audiences;
  if (!audience || claimTests(federation, provider.audienceClaim).length > 0) return [];
  const value = string(templateText(audience.template));
  return [{ operator: "StringEquals", key: `${issuer}:${provider.audienceClaim}`, value }];
}

/** The subject, and beside it the same by IDs where new projects of the provider get those. */
function subjectValue({ subjects, immutableSubjectsSince }: Provider, subject: ValueTemplate): NewValue {
  const text = string(templateText(subject.template));
  const twin = immutableSubjectsSince === undefined ? undefined : twinOf(subject, subjects);
  return twin ? array([text, string(templateText(twin.template))]) : text;
}

const byIds = ", by IDs";

export function isTwin({ label }: ValueTemplate): boolean {
  return label.endsWith(byIds);
}

function twinOf({ label }: ValueTemplate, subjects: readonly ValueTemplate[]): ValueTemplate | undefined {
  return subjects.find((other) => other.label === label + byIds);
}

/** "One branch" → "one branch". */
export function inWords({ label }: ValueTemplate): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

/** A subject of the provider's first shape that the operator compares as it should, in place of the only value. */
export function subjectExampleFix({ provider }: Federation, condition: Condition, value: StringValue): readonly Fix[] {
  const wild = testFor(condition).operator?.wildcards ?? false;
  const subject = provider.subjects.find(({ wildcards }) => wild || !wildcards);
  if (!subject || condition.values.length !== 1) return [];
  const target = condition.member.value.kind === "array" ? condition.member.value : value;
  const edits: readonly TreeEdit[] = [{ kind: "replace", target, value: subjectValue(provider, subject) }];
  return [{ title: `Limit to ${inWords(subject)}`, edits, safe: false, preferred: true }];
}
