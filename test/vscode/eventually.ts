/** What a look has brought once it has brought something. */
type Seen<T> = Exclude<T, undefined | null | false>;

/**
 * Looks until a condition holds: calls `look` again and again until it returns something other than undefined, null or false without
 * throwing, and returns that. Throws after the deadline, with the last error or what `what` names.
 */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  { withinMs = 15_000, everyMs = 50 }: { withinMs?: number; everyMs?: number } = {},
): Promise<Seen<T>> {
  const deadline = Date.now() + withinMs;
  let lastError: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen as Seen<T>;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs} ms: ${what}`, { cause: lastError });
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
