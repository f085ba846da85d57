import { identifiers } from "../catalog/index.ts";

/**
 * What people write where a value is still to be filled in: the example accounts of the documentation, `<account-id>`,
 * `ACCOUNT_ID`, `xxxxxxxxxxxx`, `{{ role }}`. Such text says nothing about the policy it will become.
 */

const bracketed =
  /<[^<>]*>|\{\{[^{}]*\}\}|\{[A-Za-z_][\w.-]*\}|\[[A-Za-z][^[\]]*\]|%\{[^{}]*\}|%[sd]|__\w+__|\$\(?[A-Za-z_]\w*\)?|[`'"]\s*\+\s*[\w.]+\s*\+\s*[`'"]/;
const filler = /x{3,}|X{3,}|#{3,}|\.{3,}|\u2026/;
/** What all of these have at least one of. */
const signs = /[<{[%_$+#\u2026]|xxx|XXX|\.\.\./;
const wholeWord = /^[A-Za-z][\w .-]*$/;
const subject = /account|acct|arn|your|principal|trusted|role|user|region|example/i;
const nameWord =
  /(^|[/:])((?:[Yy]our|YOUR)(?:[-_]|(?=[A-Z]))[\w-]+|(?:[Rr]ole|ROLE|[Uu]ser|USER|[Gg]roup|[Pp]rovider|[Ss]ession)[-_]?(?:[Nn]ame|NAME))(?=$|[/:])/;
const documentedId = /(?<![A-Z0-9])[A-Z0-9]*EXAMPLE[A-Z0-9]*/;

/** Where a placeholder stands in a principal's value: [start, end); undefined when there is none. */
export function placeholderIn(text: string): readonly [start: number, end: number] | undefined {
  const inSigns = signs.test(text) ? (spanOf(text, bracketed) ?? spanOf(text, filler)) : undefined;
  return inSigns ?? documentedAccount(text) ?? wordAt(text) ?? documentId(text);
}

/** An account ID of the documentation, or one that nobody can have meant: a digit twelve times. */
export function isDocumentationAccount(account: string): boolean {
  return identifiers.documentationAccounts.includes(account) || /^(\d)\1{11}$/.test(account);
}

function documentedAccount(text: string): readonly [number, number] | undefined {
  for (let from = 0; ; ) {
    const match = /\d{12,}/.exec(from === 0 ? text : text.slice(from));
    if (!match) return undefined;
    const start = from + match.index;
    from = start + match[0].length;
    if (isDocumentationAccount(match[0])) return [start, from];
  }
}

/** A word in place of the account, of the whole value or of a name. */
function wordAt(text: string): readonly [number, number] | undefined {
  if (text.includes(".amazonaws."))
    return /region/i.test(text) ? spanOf(text, /(?<=\.)(region|REGION|Region)(?=\.)/) : undefined;
  if (wholeWord.test(text) && !text.includes(".") && subject.test(text)) return [0, text.length];
  const account = /^arn:[^:]*:(?:iam|sts):[^:]*:([^:]+):/.exec(text)?.[1];
  if (account !== undefined && /[A-Za-z]/.test(account) && (!/\d/.test(account) || subject.test(account))) {
    const start = text.indexOf(account, text.indexOf("::") + 1);
    return [start, start + account.length];
  }
  const name = nameWord.exec(text);
  if (!name?.[2] || !text.startsWith("arn:")) return undefined;
  const start = name.index + (name[1]?.length ?? 0);
  return [start, start + name[2].length];
}

/** The documentation builds its sample IDs around the word EXAMPLE. */
function documentId(text: string): readonly [number, number] | undefined {
  const match = text.includes("EXAMPLE") ? documentedId.exec(text) : null;
  if (!match || match[0].length < 12) return undefined;
  return [match.index, match.index + match[0].length];
}

function spanOf(text: string, pattern: RegExp): readonly [number, number] | undefined {
  const match = pattern.exec(text);
  return match ? [match.index, match.index + match[0].length] : undefined;
}
