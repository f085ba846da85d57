import { limits } from "../catalog/index.ts";
import type { Fix } from "../rules/define.ts";
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
  return written(view, fixesIn(view, finding));
}

/**
 * None for a policy many times as long as a quota can be raised to. Nobody can use it; a fix often writes a statement anew, and where
 * one has thousands of findings that is work without end.
 */
function fixesIn({ site, place }: PolicyView, finding: Finding): readonly Fix[] {
  const size = place.size ?? site.span.end - site.span.start;
  return size > 5 * limits.maximumQuota ? [] : finding.fixes();
}

/** The first of them that is safe. The others are not written, which is most of the work where a document has many findings. */
export function safeFixOf(view: PolicyView, finding: Finding): TextFix | undefined {
  return written(view, fixesIn(view, finding).filter(isSafe))[0];
}

function isSafe({ safe, edits }: Fix): boolean {
  return safe && !hasPlaceholder(edits);
}

function written(view: PolicyView, fixes: readonly Fix[]): readonly TextFix[] {
  return fixes
    .flatMap((fix): TextFix[] => {
      const edits = view.site.edit(fix.edits);
      if (!edits || edits.length === 0) return [];
      const { preferred = false } = fix;
      return [{ title: visible(fix.title), edits, safe: isSafe(fix), blanks: hasPlaceholder(fix.edits), preferred }];
    })
    .toSorted((a, b) => Number(b.preferred) - Number(a.preferred));
}
