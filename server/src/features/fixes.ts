import type { Finding } from "../rules/run.ts";
import { visible } from "../text/visible.ts";
import { hasPlaceholder, type TextEdit } from "../tree/edit.ts";
import type { PolicyView } from "./analyze.ts";

/** A fix as edits of the document's text. */
export interface TextFix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Needs no typing and keeps what the policy means: "fix all" and `--fix` apply it. */
  readonly safe: boolean;
  /** It leaves places for the person to fill in. */
  readonly blanks: boolean;
  readonly preferred: boolean;
}

/** The fixes of a finding that the place of the policy can take; the preferred one first. */
export function fixesOf(view: PolicyView, finding: Finding): readonly TextFix[] {
  return finding
    .fixes()
    .flatMap((fix): TextFix[] => {
      const edits = view.site.edit(fix.edits);
      if (!edits || edits.length === 0) return [];
      const blanks = hasPlaceholder(fix.edits);
      const safe = fix.safe && !blanks;
      return [{ title: visible(fix.title), edits, safe, blanks, preferred: fix.preferred ?? false }];
    })
    .toSorted((a, b) => Number(b.preferred) - Number(a.preferred));
}
