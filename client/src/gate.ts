/**
 * A cheap test of a text: may it hold a trust policy? Every JSON file that a person opens comes through here, and only those that
 * pass start the server, so it looks for a few words and reads no structure. It may let too much through; the server decides.
 *
 * A policy can also stand inside a string: as escaped JSON (`\"sts:…`), or URL-encoded (`%22sts%3A…`), as the IAM API answers.
 */

const quote = '(?:"|%22)';

/** An action or a condition key of AWS STS, from the moment its prefix has been typed. */
const sts = new RegExp(String.raw`${quote}sts(?::|%3A|\\+u003a)`, "i");

/** Where templates and the IAM API keep a trust policy. */
const knownPlace = /AssumeRolePolicyDocument/;

/** A resource policy that is still being typed: its action may be missing. */
const statement = new RegExp(String.raw`${quote}Statement(?:\\*"|%22)`);
const principal = new RegExp(String.raw`${quote}(?:Not)?Principal(?:\\*"|%22)`);

/** Whether the text of a JSON file could hold a trust policy. */
export function mayHoldPolicy(text: string): boolean {
  return sts.test(text) || knownPlace.test(text) || (principal.test(text) && statement.test(text));
}
