/** Typed and pasted text made fit for a draft: no control characters, no longer than the field (pure). */

/** One line: line breaks and tabs become blanks. */
export function cleanLine(text: string, most: number): string {
  return Array.from(text.replace(/\s/g, ' '), (sign) => (isControl(sign) ? '' : sign))
    .join('')
    .slice(0, most);
}

/** Several lines: line breaks and tabs stay. */
export function cleanText(text: string, most: number): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  return Array.from(lines, (sign) => (isControl(sign) && sign !== '\n' && sign !== '\t' ? '' : sign))
    .join('')
    .slice(0, most);
}

const isControl = (sign: string): boolean => {
  const code = sign.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f;
};
