import type { Severity } from "../rules/define.ts";

/** What a user can set: in `.trust-policy.jsonc`, or as `trustPolicy.*` settings of an editor. */
export interface Config {
  readonly accounts: readonly string[];
  readonly organization: string | undefined;
  readonly trustedVendors: readonly string[];
  readonly roleTrustPolicyQuota: number;
  /** Globs of file names that are always trust policies. */
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, Level>>;
  readonly allow: readonly Allow[];
}

export type Level = "off" | Severity;

/** A suppression. Without a reason, or past its date, it does not count. */
export interface Allow {
  readonly rule: string;
  /** Globs; undefined means every file. */
  readonly files?: readonly string[];
  readonly sid?: string;
  readonly reason: string;
  /** ISO date; the last day on which it counts. */
  readonly expires?: string;
}

export const defaultConfig: Config = {
  accounts: [],
  organization: undefined,
  trustedVendors: [],
  roleTrustPolicyQuota: 2048,
  files: [
    "**/*trust-policy*.json",
    "**/*trust_policy*.json",
    "**/*trustpolicy*.json",
    "**/*trust-relationship*.json",
    "**/*assume-role*.json",
    "**/*assume_role*.json",
    "**/trust.json",
  ],
  rules: {},
  allow: [],
};
