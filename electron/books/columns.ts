/**
 * Many alike things as one text, field by field: names of fields are written once, and values that come again are written once
 * and are one value in memory afterwards. Half the text of a list of objects, read in half the time.
 */

/** Values in order; or, where they come again, the different ones and the place of each thing's own, `ABSENT` where it has none. */
type Column = readonly unknown[] | { readonly of: readonly unknown[]; readonly at: readonly number[] };

interface Columns {
  readonly count: number;
  readonly fields: Readonly<Record<string, Column>>;
}

const ABSENT = -1;

/** JSON of the things as columns. What is `undefined` in them is absent afterwards, as in any JSON. */
export function columnsText(things: readonly object[]): string {
  const names = new Set(things.flatMap((thing) => Object.keys(thing)));
  const fields: Record<string, Column> = {};
  for (const name of names)
    fields[name] = columnOf(things.map((thing) => (thing as Record<string, unknown>)[name]));
  return JSON.stringify({ count: things.length, fields } satisfies Columns);
}

function columnOf(values: readonly unknown[]): Column {
  const places = new Map<string, number>();
  const of: unknown[] = [];
  const at = values.map((value) => {
    if (value === undefined) return ABSENT;
    const key = JSON.stringify(value);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, of.length);
    return of.push(value) - 1;
  });
  return of.length * 2 > values.length && !at.includes(ABSENT) ? values : { of, at };
}

/** The things that `columnsText` has written; nobody may change a value of theirs, since others may have the same. */
export function columnsRead<Thing extends object>(text: string): Thing[] {
  const { count, fields } = JSON.parse(text) as Columns;
  const columns = Object.entries(fields).map(([name, column]) => ({ name, ...spread(column) }));
  const whole = columns.filter(({ at }) => !at?.includes(ABSENT));
  // What is copied from something parsed at once takes less memory than what grows field by field.
  const blank = JSON.parse(JSON.stringify(Object.fromEntries(whole.map(({ name }) => [name, null]))));
  const things: Record<string, unknown>[] = [];
  for (let index = 0; index < count; index += 1) {
    const thing = { ...blank };
    for (const { name, of, at } of columns) {
      const place = at ? (at[index] as number) : index;
      if (place !== ABSENT) thing[name] = of[place];
    }
    things.push(thing);
  }
  return things as Thing[];
}

const spread = (column: Column): { of: readonly unknown[]; at: readonly number[] | null } =>
  'of' in column ? column : { of: column, at: null };
