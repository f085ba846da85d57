import type { Test } from "../access/conditions.ts";

/** How many a phrase lets in, roughly. */
export const width = { everybody: 0, provider: 1, organization: 2, account: 3, pattern: 4, one: 5, nobody: 9 } as const;

/** One who can assume a role, in words. */
export interface Phrase {
  readonly text: string;
  readonly width: number;
  /** The role is open: everybody is meant, and no condition or Deny says whose identities. */
  readonly open?: boolean;
}

/** Takes the first condition that fits, so that nobody else tells it again. */
export type Take = (fits: (test: Test) => boolean) => Test | undefined;
