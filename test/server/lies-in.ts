/** Whether a text can be read anywhere in a server's folder: what a sealed company must keep from it (DV5). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The projection writes bytes as they are or as hex, the wire as base64 at any of three offsets. */
function formsOf(text: string): readonly string[] {
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from('\0'.repeat(shift) + text)
      .toString('base64')
      .slice(Math.ceil((shift * 4) / 3), -4),
  );
  return [text, Buffer.from(text).toString('hex'), ...base64.filter(({ length }) => length > 8)];
}

export function liesIn(folder: string, text: string): boolean {
  const forms = formsOf(text);
  return readdirSync(folder, { withFileTypes: true, recursive: true }).some((entry) => {
    if (!entry.isFile()) return false;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    return forms.some((form) => bytes.includes(form));
  });
}
