import { testFor } from "../access/admits.ts";
import { defineRule } from "./define.ts";
import { valueFix } from "./shared/condition-fixes.ts";

export const variableSyntax = defineRule({
  meta: {
    name: "variable-syntax",
    group: "correctness",
    severity: "error",
    since: "0.1.0",
    summary: "A policy variable is not written as IAM reads variables.",
    why: "A variable is ${key}, or ${key, 'value'} with a value for callers who lack the key. With a brace or quote missing, or a blank in the key, IAM finds no variable there.",
    advice: "Write ${aws:username}, or ${aws:username, 'nobody'}.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      brace: (written: string) => `"${written}" has no closing brace, so IAM finds no variable there. Add it.`,
      blank: (written: string) => `"${written}" has a blank in the key, so IAM finds no variable there. Remove it.`,
      quote: (written: string) =>
        `"${written}" has a default that is not in single quotes, so IAM finds no variable there. Add them.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "\${aws:username" } } }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "204512347781" }, "Action": "sts:AssumeRole",
  "Condition": { "StringEquals": { "sts:RoleSessionName": "\${aws:username}" } } }`,
      },
    ],
    yieldsTo: [{ rule: "variable-place" }],
  },
  about: ["variable"],
  on: {
    condition(condition, { report }) {
      if (!testFor(condition).operator?.variables) return;
      for (const value of condition.values) {
        if (value.kind !== "string" || value.text === undefined) continue;
        const { text } = value;
        const open = text.lastIndexOf("${");
        if (open !== -1 && text.indexOf("}", open) === -1) {
          const fixes = () => closed(text.slice(open)).map((right) => valueFix(value, text.slice(0, open) + right));
          report(value.spanOf(open, text.length), "brace", [text.slice(open)], { fixes });
        }
        for (const { start, end, message, right } of faultsIn(text)) {
          const fixes = () =>
            right === undefined ? [] : [valueFix(value, text.slice(0, start) + right + text.slice(end))];
          report(value.spanOf(start, end), message, [text.slice(start, end)], { fixes });
        }
      }
    },
  },
});

/** A variable whose brace is missing, closed, with what follows it; none where its default cannot be told from that. */
function closed(text: string): readonly string[] {
  if (/^[^\s"'{},]*,\s*'[^'{}]*$/.test(text.slice(2))) return [`${text}'}`];
  const end = /^\$\{[^\s"'{}]*/.exec(text)?.[0].length ?? 0;
  const hasDefault = text.slice(0, end).includes(",");
  return hasDefault ? [] : [`${text.slice(0, end)}}${text.slice(end)}`];
}

interface Fault {
  readonly start: number;
  readonly end: number;
  readonly message: "blank" | "quote";
  /** The variable as it should be; undefined where nothing is known of it. */
  readonly right: string | undefined;
}

/** Variables that are closed and still none. A tag's key, behind the slash, may have blanks. */
function faultsIn(text: string): readonly Fault[] {
  const faults: Fault[] = [];
  for (const { 0: written, 1: inner = "", index: start } of text.matchAll(/\$\{([^{}]*)\}/g)) {
    const at = { start, end: start + written.length };
    const comma = inner.indexOf(",");
    const key = comma === -1 ? inner : inner.slice(0, comma);
    const rest = inner.slice(key.length);
    const slash = key.indexOf("/");
    const stem = slash === -1 ? key : key.slice(0, slash);
    if (/\s/.test(stem) && stem.includes(":")) {
      faults.push({
        ...at,
        message: "blank",
        right: `\${${stem.replace(/\s+/g, "")}${key.slice(stem.length)}${rest}}`,
      });
    } else if (comma !== -1 && !/^,\s*'[^']*'\s*$/.test(rest)) {
      const fallback = rest
        .slice(1)
        .trim()
        .replace(/^["']|["']$/g, "");
      faults.push({ ...at, message: "quote", right: fallback.includes("'") ? undefined : `\${${key}, '${fallback}'}` });
    }
  }
  return faults;
}
