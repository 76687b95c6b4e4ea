/** JSON in canonical form (RFC 8785), for everything that is hashed or signed. Floats are refused (MO5, EV1). */

/**
 * The canonical text of a value made of plain objects, arrays, strings, booleans, `null` and safe integers.
 * Members that are `undefined` are left out.
 * @throws TypeError for floats, unsafe integers, lone surrogates and anything else that JSON cannot carry exactly.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`);
    return value === 0 ? '0' : String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(`JSON cannot carry a ${typeof value}`);
}

function canonicalObject(record: Readonly<Record<string, unknown>>): string {
  let members = '';
  for (const key of inOrder(Object.keys(record))) {
    const member = record[key];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
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
