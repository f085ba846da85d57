/** Maps that are built when first asked; never plain objects, so that `__proto__` is a name like any other. */

/** Runs `build` at the first call and remembers what it returned. */
export function once<T>(build: () => T): () => T {
  let built: { readonly value: T } | undefined;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}

/** A lazy map from a name, case aside, to its entry; of two entries with one name the first counts. */
export function byName<T>(entries: () => readonly T[], nameOf: (entry: T) => string): (name: string) => T | undefined {
  const map = once(() => {
    const built = new Map<string, T>();
    for (const entry of entries()) {
      const name = nameOf(entry);
      if (!built.has(name.toLowerCase())) built.set(name, entry).set(name.toLowerCase(), entry);
    }
    return built;
  });
  // Most names are written as AWS writes them.
  return (name) => map().get(name) ?? map().get(name.toLowerCase());
}

/** Remembers what `find` returned for the names asked last; a policy asks for the same few again and again. */
export function remembered<T>(find: (name: string) => T): (name: string) => T {
  const recent = new Map<string, T>();
  return (name) => {
    const known = recent.get(name);
    if (known !== undefined || recent.has(name)) return known as T;
    if (name.length >= 512) return find(name);
    const own = copyOf(name);
    const found = find(own);
    if (recent.size >= 64) recent.clear();
    recent.set(own, found);
    return found;
  };
}

/** A text of its own: a part of a document's text would keep all of it alive. */
function copyOf(text: string): string {
  return [...text].join("");
}
