/** Wrong usage; the message is for people. */
export class UsageError extends Error {}
