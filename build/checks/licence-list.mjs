/** The licences under which we accept packages, shipped or used to build. */

const ACCEPTED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'WTFPL',
  'Zlib',
]);

/** Packages whose licence has no SPDX name, and was read by a person. */
const READ = new Map([
  // Bitstream Vera and Arev: free to use, embed and redistribute; a changed face needs another name.
  ['dejavu-fonts-ttf', 'SEE LICENSE IN README.md AND LICENSE'],
]);

/**
 * Whether a licence expression (SPDX: operators in any case, `AND` binds more tightly than `OR`) can be met by accepted licences alone.
 * @param {string} name of the package
 * @param {string | undefined} expression
 */
export function isAccepted(name, expression) {
  if (expression === undefined) return false;
  if (READ.get(name) === expression) return true;
  const plain = expression.replaceAll(/[()]/g, '');
  return plain.split(/ OR /i).some((all) => all.split(/ AND /i).every((one) => ACCEPTED.has(one.trim())));
}
