/** JSON in canonical form (RFC 8785), for everything that is hashed or signed. Floats are refused (MO5, EV1). */

/**
 * The canonical text of a value made of plain objects, arrays, strings, booleans, `null` and safe integers.
 * Members that are `undefined` are left out.
 * @throws TypeError for floats, unsafe integers, lone surrogates and anything else that JSON cannot carry exactly.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    if (/\p{Surrogate}/u.test(value)) throw new TypeError('a lone surrogate has no canonical form');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`not a safe integer: ${value}`);
    return JSON.stringify(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const record = value as Record<string, unknown>;
    const members: string[] = [];
    for (const key of Object.keys(record).sort()) {
      const member = record[key];
      if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
    }
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`JSON cannot carry a ${typeof value}`);
}
