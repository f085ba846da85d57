/** The requests between this client and our server that are no part of the Language Server Protocol. */

import type { Diagnostic } from "vscode-languageclient";

/** Answer to `trustPolicy/status`: the policy under the cursor, or the nearest one. */
export interface PolicyStatus {
  readonly label: string;
  /** How many trust policies the document holds. */
  readonly policies: number;
  /** Characters as IAM counts them, without white space. */
  readonly count: number;
  readonly quota: number;
  readonly worst: "error" | "warning" | "information" | "hint" | null;
  readonly worstMessage: string | null;
  readonly whoCanAssume: readonly string[];
  /** The date of the catalogue, such as 2026-11-22. */
  readonly catalog: string;
}

/** One entry of the answer to `trustPolicy/explain`, in plain text. */
export interface PolicyExplanation {
  readonly label: string;
  readonly lines: readonly string[];
}

/** Answer to `trustPolicy/checkText`. */
export interface CheckedText {
  readonly policies: number;
  readonly diagnostics: Diagnostic[];
}

/** One entry of the answer to `trustPolicy/templates`: a whole policy. */
export interface PolicyTemplate {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** With tab stops, as LSP and VS Code write them. */
  readonly snippet: string;
}
