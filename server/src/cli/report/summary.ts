import { thousands } from "../../text/thousands.ts";
import type { Outcome } from "./report.ts";

/** One line on what a run came to. */
export function summaryLine(outcome: Outcome): string {
  const { summary, fixable } = outcome;
  const { files, policies, error, warning, information, hint } = summary;
  const found = [
    counted(error, "error", "errors"),
    counted(warning, "warning", "warnings"),
    counted(information, "information", "information"),
    counted(hint, "hint", "hints"),
  ].filter((text) => !text.startsWith("0 "));
  const fixed = fixedSentence(outcome);
  const looked = counted(files, "file", "files");
  if (policies === 0 && found.length === 0) return `${fixed}${looked}, no trust policy.\n`;
  const what = found.length === 0 ? "nothing found" : found.join(", ");
  const could = fixable > 0 ? ` ${thousands(fixable)} can be fixed with --fix.` : "";
  return `${fixed}${looked}, ${counted(policies, "policy", "policies")}: ${what}.${could}\n`;
}

function fixedSentence({ fixed: { files, findings } }: Outcome): string {
  return files === 0 ? "" : `Fixed ${counted(findings, "finding", "findings")} in ${counted(files, "file", "files")}. `;
}

function counted(count: number, one: string, many: string): string {
  return `${thousands(count)} ${count === 1 ? one : many}`;
}
