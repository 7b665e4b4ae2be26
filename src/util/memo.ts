/**
 * A function that makes a value once per object and keeps it as long as the object lives, such as what follows from a
 * service's facts. An undefined value is made again each time.
 */
export function memoize<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const values = new WeakMap<K, V>();
  return (key) => {
    let value = values.get(key);
    if (value === undefined) {
      value = make(key);
      if (value !== undefined) values.set(key, value);
    }
    return value;
  };
}

/** The same per object and name, such as a shape of a service's facts. */
export function memoizeByName<K extends object, V>(
  make: (key: K, name: string) => V,
): (key: K, name: string) => V {
  const ofKey = memoize((_key: K) => new Map<string, V>());
  return (key, name) => {
    const named = ofKey(key);
    let value = named.get(name);
    if (value === undefined) {
      value = make(key, name);
      if (value !== undefined) named.set(name, value);
    }
    return value;
  };
}
