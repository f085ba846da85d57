import type { SyntaxProblem } from "../hosts/host.ts";
import type { Span } from "../text/span.ts";
import { defineRule, type Fix } from "./define.ts";

export const jsonBadCharacter = defineRule({
  meta: {
    name: "json-bad-character",
    group: "syntax",
    severity: "error",
    since: "0.1.0",
    summary: "A character that IAM does not take.",
    why: "IAM takes tab, line break and the characters U+0020 to U+00FF. Typographic quotes and dashes, blanks without width, emoji and a byte-order mark, often pasted from a web page or a chat, are refused.",
    advice: "Replace the character by its plain counterpart, or leave it out.",
    references: [
      "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html",
      "https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html",
    ],
    messages: {
      outside: (character: string) => `IAM takes only characters up to U+00FF; ${character} is none of them.`,
      blank: (character: string) =>
        `IAM refuses this as invalid JSON: ${character} is a blank that JSON does not know.`,
      mark: (character: string) =>
        `IAM refuses the byte-order mark (${character}) in front of the policy. Save without it.`,
    },
    examples: [
      {
        bad: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/web–server" }, "Action": "sts:AssumeRole" }`,
        good: `{ "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::111122223333:role/web-server" }, "Action": "sts:AssumeRole" }`,
      },
    ],
  },
  on: {
    policy(_policy, { place, report }) {
      for (const run of runsOf(place.problems)) {
        const [first] = run;
        const last = run.at(-1);
        if (!first || !last) continue;
        const span = { start: first.span.start, end: last.span.end };
        const fixes = () => fixesFor(run, span);
        const message = first.kind === "byte-order-mark" ? "mark" : first.reason === "U+00A0" ? "blank" : "outside";
        report(span, message, [described(first.reason)], { fixes });
      }
    },
  },
});

/** Characters that stand side by side are one finding. */
function runsOf(problems: readonly SyntaxProblem[]): readonly SyntaxProblem[][] {
  const runs: SyntaxProblem[][] = [];
  for (const problem of problems) {
    if (problem.kind !== "bad-character" && problem.kind !== "byte-order-mark") continue;
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last?.span.end === problem.span.start && last.kind === problem.kind) run.push(problem);
    else runs.push([problem]);
  }
  return runs;
}

/** `U+2019 (’)`, the sign itself only where it can be seen. */
function described(code: string): string {
  const sign = String.fromCodePoint(Number.parseInt(code.slice("U+".length), 16));
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(sign) ? `${code} (${sign})` : code;
}

function fixesFor(run: readonly SyntaxProblem[], span: Span): readonly Fix[] {
  if (run.some(({ repair }) => repair === undefined)) return [];
  const text = run.map(({ repair }) => repair?.text ?? "").join("");
  const shown = text === "" ? "Remove it" : text === " " ? "Change to a plain blank" : `Change to ${text}`;
  return [{ title: shown, edits: [{ kind: "replace-text", span, text }], safe: true, preferred: true }];
}
