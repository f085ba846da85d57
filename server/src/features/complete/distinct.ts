/** Of several items with one label the first. */
export function distinct<T extends { readonly label: string }>(items: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return items.filter(({ label }) => !seen.has(label) && seen.add(label));
}
