/**
 * Where in a message a text stands that is none: half of a surrogate pair, which no keyboard types and no record can keep
 * (EV1: canonical JSON knows no such text).
 * @returns the path as forms write it (`lines.2.description`), of the first one found.
 */
export function brokenText(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value) ? path : undefined;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = brokenText(inner, path === '' ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
