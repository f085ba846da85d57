/**
 * Something that keeps what has been worked out about it, by whoever asked first. It is never changed, so that an answer stays
 * right, and never copied: a copy would share its facts.
 */
export interface FactHolder {
  readonly facts: Facts;
}

/** By the number of the question. */
export type Facts = unknown[];

let questions = 0;
const nothing = Symbol("nothing");

/**
 * Remembers what a function made of a node for as long as the node lives. For facts that many rules ask for. The node keeps them
 * itself: a WeakMap whose keys live no longer than one reading of a text is the worst case of garbage collection.
 */
export function oncePer<K extends FactHolder, V>(make: (key: K) => V): (key: K) => V {
  const question = questions++;
  return (key) => {
    const known = key.facts[question];
    if (known !== undefined) return (known === nothing ? undefined : known) as V;
    const value = make(key);
    key.facts[question] = value === undefined ? nothing : value;
    return value;
  };
}

/** The same for objects that outlive many texts, such as a configuration. */
export function oncePerLasting<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}
