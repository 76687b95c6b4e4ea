/** The trays of a printer out of its description (Adobe PPD 4.3, §5.15), which CUPS keeps of every queue. */
import type { Tray } from './printer-port.ts';

/** The choices of `InputSlot` in their order, each under the name that the maker gave it. */
export function parseTrays(description: string): Tray[] {
  const choices = description.matchAll(/^\*InputSlot[ \t]+([^\s/:]+)(?:\/([^:\r\n]*))?:/gm);
  return [...choices]
    .map(([, id = '', name = '']) => ({ id, name: name.trim() || wordsOf(id) }))
    .filter(({ id }) => /^[\w.-]+$/.test(id));
}

/** `Tray1` and `tray-1` as "Tray 1", `MultiPurpose` as "Multi Purpose". */
function wordsOf(keyword: string): string {
  const words = keyword.replace(/[-_.]+/g, ' ').replace(/([a-z])([A-Z0-9])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
