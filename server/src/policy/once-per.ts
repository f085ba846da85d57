/**
 * Remembers what a function made of an object for as long as the object lives. For facts about nodes of a policy that many rules
 * ask for; the object is never changed, so the answer stays right.
 */
export function oncePer<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) return known as V;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
