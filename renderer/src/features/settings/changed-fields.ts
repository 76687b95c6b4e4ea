/** The fields of a form that differ from the record, so that a save writes only those (EV4). Pure. */

/** Top-level fields of `after` whose content is not that of `before`. */
export function changedFields<Fields extends object>(before: Fields, after: Fields): Partial<Fields> {
  const same = (key: keyof Fields): boolean => JSON.stringify(before[key]) === JSON.stringify(after[key]);
  const keys = (Object.keys(after) as (keyof Fields)[]).filter((key) => !same(key));
  return Object.fromEntries(keys.map((key) => [key, after[key]])) as Partial<Fields>;
}
