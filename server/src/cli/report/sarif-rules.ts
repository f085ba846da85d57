import { type RulePage, ruleMarkdown, rulePage, type Severity } from "../../service.ts";

/** SARIF knows three levels; what is merely worth knowing has none. */
export const levelOf = { error: "error", warning: "warning", information: "note", hint: "none" } as const;

/** How sure a finding is, as GitHub orders alerts. */
const precisionOf = { error: "very-high", warning: "high", information: "medium", hint: "low" } as const;
const problemOf = {
  error: "error",
  warning: "warning",
  information: "recommendation",
  hint: "recommendation",
} as const;

/**
 * GitHub reads over 9.0 as critical, from 7.0 as high, from 4.0 as medium, below as low, and fails a pull request from high on unless
 * told otherwise: as `--fail-on error` does.
 */
const scoreOf = { error: "9.3", warning: "6.5", information: "3.5", hint: "1.0" } as const;

/**
 * Plain text as a message of SARIF, where a number in braces and a text in brackets in front of parentheses have a meaning. What
 * stands in a policy must not become a link.
 */
export function sarifMessage(text: string): { readonly text: string } {
  return { text: text.replace(/\{(\d+)\}/g, "{{$1}}").replace(/\[([^[\]]*)\](?=\()/g, "\\[$1\\]") };
}

/** What a reader of results is told of a rule. */
export function sarifRule(name: string): object {
  const page = rulePage(name);
  return page ? descriptorOf(page) : ownDescriptor(name);
}

function descriptorOf(page: RulePage): object {
  const { name, group, severity, summary, why, advice, references } = page;
  return {
    id: name,
    ...nameFor(name),
    shortDescription: { text: summary },
    fullDescription: { text: `${why} ${advice}` },
    help: { text: [why, advice, ...references].join("\n\n"), markdown: ruleMarkdown(page) },
    helpUri: references[0],
    defaultConfiguration: { level: defaultLevel(severity) },
    properties: {
      tags: ["iam", "trust-policy", group],
      precision: precisionOf[severity],
      "problem.severity": problemOf[severity],
      ...(group === "security" ? { "security-severity": scoreOf[severity] } : {}),
    },
  };
}

/** Findings of the program itself, which are no rules. */
function ownDescriptor(name: string): object {
  const text = own[name] ?? "A finding of the program itself.";
  return {
    id: name,
    ...nameFor(name),
    shortDescription: { text },
    fullDescription: { text },
    help: { text },
    properties: { tags: ["iam", "trust-policy"], precision: "very-high" },
  };
}

const own: Readonly<Record<string, string>> = {
  configuration: "Something in .trust-policy.jsonc does not count.",
  "not-checked": "A document was left out.",
};

/** GitHub takes these three for a rule. */
function defaultLevel(severity: Severity): string {
  return severity === "hint" ? "note" : levelOf[severity];
}

/** SARIF's name of a rule is for people, and never its id over again: one word has none. */
function nameFor(id: string): object {
  if (!id.includes("-")) return {};
  return { name: id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) };
}
