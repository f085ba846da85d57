import type { DocumentFinding } from "../../service.ts";
import { type ListedFile, reasonOf } from "../files.ts";
import { LeftError, replaceFile } from "../replace-file.ts";
import type { CheckedFile } from "../report/report.ts";
import { type CheckContext, checkText, openText } from "./check-text.ts";

/**
 * Writes the safe fixes of a text into its file and checks what remains. Where a rule failed nothing is written: what it would have
 * said of the fixed text is not known.
 */
export function fixAndCheckText(text: string, file: ListedFile, context: CheckContext): CheckedFile {
  const broken: string[] = [];
  const snapshot = openText(text, file, context, broken);
  const fixed = snapshot.fixAll();
  if (fixed === text || broken.length > 0) return checkText(text, file, context);
  try {
    replaceFile(file.absolute, Buffer.from(text), fixed);
  } catch (error) {
    return { ...checkText(text, file, context), error: `its fixes could not be written: ${reasonUnwritten(error)}` };
  }
  const checked = checkText(fixed, file, context);
  return { ...checked, fixed: gone(snapshot.findings, checked.findings) };
}

/** How many findings there are fewer, rule by rule: a fix may bring another rule to speak. */
function gone(before: readonly DocumentFinding[], after: CheckedFile["findings"]): number {
  const left = new Map<string, number>();
  for (const { rule } of after) left.set(rule, (left.get(rule) ?? 0) + 1);
  return before.filter(({ rule }) => {
    const count = left.get(rule) ?? 0;
    left.set(rule, count - 1);
    return count <= 0;
  }).length;
}

function reasonUnwritten(error: unknown): string {
  if (error instanceof LeftError) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "no permission to write it";
    case "ENOSPC":
    case "EDQUOT":
      return "no space is left";
    default:
      return reasonOf(error);
  }
}
