/**
 * Did you mean …? Edit distance between a text that somebody typed and the names of the catalogue. Memory grows with the
 * limit, not with the text, and a text much longer than every name costs nothing.
 */

/**
 * Edits (insert, remove, replace a character, swap two neighbours) that turn `a` into `b`.
 * Returns undefined where more than `limit` are needed.
 */
export function editDistance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  const far = limit + 1;
  const width = 2 * limit + 1;
  // Row i holds the columns i - limit … i + limit; everything outside is too far anyway.
  let beforeLast = new Array<number>(width).fill(far);
  let last = beforeLast.map((_, cell) => (cell >= limit ? cell - limit : far));
  let row = [...beforeLast];
  for (let i = 1; i <= a.length; i++) {
    row.fill(far);
    let best = far;
    for (let cell = 0; cell < width; cell++) {
      const j = i - limit + cell;
      if (j < 0 || j > b.length) continue;
      const same = j > 0 && a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((last[cell + 1] ?? far) + 1, cell > 0 ? (row[cell - 1] ?? far) + 1 : far);
      if (j > 0) cost = Math.min(cost, (last[cell] ?? far) + (same ? 0 : 1));
      if (swapped(a, i, b, j)) cost = Math.min(cost, (beforeLast[cell] ?? far) + 1);
      row[cell] = Math.min(cost, far);
      best = Math.min(best, cost);
    }
    if (best > limit) return undefined;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  const distance = last[b.length - a.length + limit] ?? far;
  return distance > limit ? undefined : distance;
}

function swapped(a: string, i: number, b: string, j: number): boolean {
  return (
    i > 1 &&
    j > 1 &&
    a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
    a.charCodeAt(i - 2) === b.charCodeAt(j - 1) &&
    a.charCodeAt(i - 1) !== a.charCodeAt(i - 2)
  );
}

/** How many slips a name of this length may have and still be recognised: 1 up to 4 characters, 2 up to 12, then 3. */
export function slipsAllowed(length: number): number {
  if (length <= 4) return 1;
  return length <= 12 ? 2 : 3;
}

/**
 * The candidate that is nearest to `text`, ignoring case; of equally near ones the first. `limit` is the largest distance
 * that counts; without it the length of the text decides. Undefined when nothing is near.
 */
export function nearest(
  text: string,
  candidates: Iterable<string>,
  limit = slipsAllowed(text.length),
): string | undefined {
  const wanted = text.toLowerCase();
  let best: string | undefined;
  let allowed = limit;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), allowed);
    if (distance === undefined) continue;
    best = candidate;
    if (distance === 0) return best;
    allowed = distance - 1;
  }
  return best;
}
