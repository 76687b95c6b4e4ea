/** What two people did to one record at the same time, field by field (EV4). */

/** Equal by content; the order of an object's fields does not matter. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].every((name) => sameValue(Reflect.get(left, name), Reflect.get(right, name)));
}

/** The fields of `now` that differ from `base`: only these are sent, so that nobody overwrites what they did not touch. */
export function changedFields<Fields extends object>(base: Fields, now: Fields): Partial<Fields> {
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => !sameValue(value, Reflect.get(base, name))),
  ) as Partial<Fields>;
}

/** A field that both changed, and differently. */
export interface FieldConflict<Fields> {
  readonly field: keyof Fields & string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface ThreeWay<Fields> {
  /** Their record with my changes laid over it; in fields of `conflicts` it holds mine. */
  readonly merged: Fields;
  readonly conflicts: readonly FieldConflict<Fields>[];
  /** Fields that only the other side changed. */
  readonly taken: readonly (keyof Fields & string)[];
}

/** Lays what was typed (`mine`, begun from `base`) over the record as it is now (`theirs`). */
export function threeWay<Fields extends object>(
  base: Fields,
  mine: Fields,
  theirs: Fields,
): ThreeWay<Fields> {
  const ours = changedFields(base, mine);
  const other = changedFields(base, theirs);
  const conflicts: FieldConflict<Fields>[] = [];
  const taken: (keyof Fields & string)[] = [];
  for (const [name, value] of Object.entries(other)) {
    const field = name as keyof Fields & string;
    if (!(field in ours)) taken.push(field);
    else if (!sameValue(ours[field], value)) conflicts.push({ field, mine: ours[field], theirs: value });
  }
  return { merged: { ...theirs, ...ours }, conflicts, taken };
}
