/** JSON in canonical form (RFC 8785), for everything that is hashed or signed. Floats are refused (MO5, EV1). */

/**
 * The canonical text of a value made of plain objects, arrays, strings, booleans, `null` and safe integers.
 * Members that are `undefined` are left out.
 * @throws TypeError for floats, unsafe integers, lone surrogates and anything else that JSON cannot carry exactly.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`);
      return value === 0 ? '0' : `${value}`;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value as Record<string, unknown>);
    default:
      throw new TypeError(`JSON cannot carry a ${typeof value}`);
  }
}

function canonicalArray(values: readonly unknown[]): string {
  let items = '';
  for (let at = 0; at < values.length; at += 1) items += `${at === 0 ? '' : ','}${canonicalJson(values[at])}`;
  return `[${items}]`;
}

function canonicalObject(record: Readonly<Record<string, unknown>>): string {
  let members = '';
  for (const key of inOrder(Object.keys(record))) {
    const member = record[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${nameOf(key)}${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

/** So many names of members are kept as they are written; events have a few hundred, records of others may have any. */
const NAMES_KEPT = 1_000;
const names = new Map<string, string>();

function nameOf(key: string): string {
  const kept = names.get(key);
  if (kept !== undefined) return kept;
  const name = `${quoted(key)}:`;
  if (names.size < NAMES_KEPT) names.set(key, name);
  return name;
}

/** By code unit. What was read from a canonical text is in order already, and sorting costs more than looking. */
function inOrder(keys: string[]): string[] {
  for (let at = 1; at < keys.length; at += 1) {
    if ((keys[at - 1] as string) > (keys[at] as string)) return keys.sort();
  }
  return keys;
}

/** What most texts are made of: nothing in it is escaped, and no half of a character can be missing. */
const PLAIN = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (/\p{Surrogate}/u.test(text)) throw new TypeError('a lone surrogate has no canonical form');
  return JSON.stringify(text);
}
