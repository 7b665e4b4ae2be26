// Takes the place of src/util/memo.ts in mutation tests: what was made of facts is forgotten before each test, so that a
// mutant that is switched on has its effect, and each test covers all that it needs.
let kept = new WeakMap<object, WeakMap<object, unknown>>();

export function forgetAll(): void {
  kept = new WeakMap();
}

export function memoize<K extends object, V>(make: (key: K) => V): (key: K) => V {
  return (key) => {
    let values = kept.get(make) as WeakMap<K, V> | undefined;
    if (!values) kept.set(make, (values = new WeakMap<K, V>()));
    let value = values.get(key);
    if (value === undefined) {
      value = make(key);
      if (value !== undefined) values.set(key, value);
    }
    return value;
  };
}

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
