/**
 * Something that keeps what has been worked out about it, by whoever asked first. It is never changed otherwise, so that an
 * answer stays right, and never copied: a copy would share its facts.
 */
export interface FactHolder {
  facts: Fact | undefined;
}

/** An answer, and the one that was found before it. */
export interface Fact {
  readonly question: unknown;
  readonly answer: unknown;
  readonly earlier: Fact | undefined;
}

/**
 * Remembers what a function made of a node for as long as the node lives. For facts that many rules ask for. The node keeps the
 * few that there are itself: in a WeakMap, keys that live for one reading of a text cost more than most of the facts.
 */
export function oncePer<K extends FactHolder, V>(make: (key: K) => V): (key: K) => V {
  return (key) => {
    for (let fact = key.facts; fact; fact = fact.earlier) if (fact.question === make) return fact.answer as V;
    const answer = make(key);
    key.facts = { question: make, answer, earlier: key.facts };
    return answer;
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
