/**
 * A whole number as people read it, such as 2,311. By hand: the first use of `toLocaleString` loads the tables of all languages, which
 * takes longer than all rules together.
 */
export function thousands(count: number): string {
  const digits = String(count);
  let shown = digits.slice(-3);
  for (let end = digits.length - 3; end > 0; end -= 3) shown = `${digits.slice(Math.max(0, end - 3), end)},${shown}`;
  return shown;
}
