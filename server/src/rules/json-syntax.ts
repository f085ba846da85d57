import type { SyntaxProblem } from "../hosts/host.ts";
import type { Span } from "../text/span.ts";
import { defineRule, type Fix, type Place } from "./define.ts";

export const jsonSyntax = defineRule({
  meta: {
    name: "json-syntax",
    group: "syntax",
    severity: "error",
    since: "0.1.0",
    summary: "The policy is not strict JSON.",
    why: "IAM reads strict JSON: no comments, no trailing commas, double quotes around every text and key. It refuses everything else as invalid JSON.",
    advice: "Correct the place that is underlined.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html",
    ],
    messages: {
      comment: () => "IAM refuses comments: a policy is strict JSON. Remove it.",
      trailingComma: () => "IAM refuses a comma with nothing behind it: a policy is strict JSON. Remove it.",
      malformed: (reason: string) => `IAM refuses this as invalid JSON: ${reason}.`,
    },
    examples: [
      {
        bad: `{
  "Effect": "Allow",
  "Principal": { "Service": "ec2.amazonaws.com" },
  "Action": "sts:AssumeRole", // the instance profile of the web servers
  "Sid": "WebServers"
}`,
        good: `{
  "Effect": "Allow",
  "Principal": { "Service": "ec2.amazonaws.com" },
  "Action": "sts:AssumeRole",
  "Sid": "WebServers"
}`,
      },
    ],
    yieldsTo: [{ rule: "json-bad-character" }],
  },
  on: {
    policy(_policy, { place, report }) {
      for (const problem of place.problems) {
        if (problem.consequence) continue;
        const { kind, span, pure, reason } = problem;
        const fixes = () => fixesFor(problem, place);
        if (kind === "comment") report(span, "comment", [], { pure, fixes });
        else if (kind === "trailing-comma") report(span, "trailingComma", [], { pure, fixes });
        else if (kind === "malformed") report(span, "malformed", [reason], { pure, fixes });
      }
    },
  },
});

function fixesFor({ kind, span, repair }: SyntaxProblem, place: Place): readonly Fix[] {
  const replace = (title: string, at: Span, text: string): readonly Fix[] => [
    { title, edits: [{ kind: "replace-text", span: at, text }], safe: true, preferred: true },
  ];
  if (kind === "comment") return replace("Remove the comment", withItsLine(span, place), "");
  if (kind === "trailing-comma") return replace("Remove the comma", span, "");
  if (!repair) return [];
  const titles: Readonly<Record<string, string>> = { ",": "Add the comma", "": "Remove the comma" };
  return replace(titles[repair.text] ?? `Change to ${repair.text}`, repair.span, repair.text);
}

/** A comment with the blanks in front of it, and with its line break where it has the line for itself. */
function withItsLine({ start, end }: Span, place: Place): Span {
  const window = 1000;
  const before = place.textOf({ start: Math.max(0, start - window), end: start });
  const blanks = /(?<![ \t])[ \t]*$/.exec(before)?.[0].length ?? 0;
  const lead = before.slice(0, before.length - blanks);
  if (start - blanks > 0 && !/[\r\n]$/.test(lead)) return { start: start - blanks, end };
  const after = /^[ \t]*(\r\n|\r|\n)/.exec(place.textOf({ start: end, end: end + window }))?.[0];
  return after === undefined ? { start, end } : { start: start - blanks, end: end + after.length };
}
