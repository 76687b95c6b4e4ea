/**
 * Cuts the faces of the paper (DejaVu Sans and Arimo, regular and bold) to the scripts that documents promise, and writes
 * the table of what they hold. Same input, same bytes. Run `node build/fonts.mjs` after changing a range or the package;
 * the results are committed, because archived documents must render to the same bytes for ever (DO3).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'electron', 'documents', 'fonts');
const source = dirname(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/package.json')));
const arimo = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/arimo/package.json')));

/**
 * First and last code point of what the paper can show, before the faces' own gaps are taken out.
 * @type {readonly (readonly [first: number, last: number])[]}
 */
const WANTED = [
  [0x0020, 0x007e], // Basic Latin
  [0x00a0, 0x00ac], // Latin-1, without the soft hyphen
  [0x00ae, 0x024f], // Latin Extended-A and -B
  [0x0259, 0x0259], // ə of Azerbaijani
  [0x02b9, 0x02dd], // apostrophes and accents that stand alone
  [0x0300, 0x036f], // combining accents
  [0x0370, 0x03ff], // Greek
  [0x0400, 0x052f], // Cyrillic
  [0x1e00, 0x1eff], // Latin Extended Additional: Vietnamese
  [0x1f00, 0x1fff], // polytonic Greek
  [0x2000, 0x200a], // spaces
  [0x2010, 0x2027], // dashes, quotation marks, bullets
  [0x202f, 0x205f], // per mille, primes, guillemets
  [0x2070, 0x209c], // superscripts and subscripts
  [0x20a0, 0x20cf], // currency signs
  [0x2100, 0x214f], // № ℓ ™ Ω
  [0x2150, 0x215e], // fractions
  [0x2190, 0x2199], // arrows
  [0x21d0, 0x21d5],
  [0x2202, 0x221e], // ∂ ∆ ∏ ∑ − √ ∞
  [0x2248, 0x2265], // ≈ ≠ ≤ ≥
  [0x25a0, 0x25a1], // ■ □
  [0x25cb, 0x25cf], // ○ ●
  [0x2605, 0x2606], // ★ ☆
  [0x2610, 0x2612], // ☐ ☑ ☒
  [0x2713, 0x2718], // ✓ ✗
  [0x27e8, 0x27e9], // ⟨ ⟩ around what cannot be shown
  [0xfb00, 0xfb04], // ligatures that pasted text brings along
  [0xfffd, 0xfffd],
];

/** The code points of a face, read from the format 4 subtables of its character map. @param {Buffer} font */
function codePoints(font) {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = view.getUint16(4);
  let cmap = 0;
  for (let i = 0; i < tables; i += 1) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === 'cmap') cmap = view.getUint32(entry + 8);
  }
  /** @type {Set<number>} */
  const found = new Set();
  for (let i = 0; i < view.getUint16(cmap + 2); i += 1) {
    const table = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    if (view.getUint16(table) !== 4) continue;
    const segments = view.getUint16(table + 6) / 2;
    for (let s = 0; s < segments; s += 1) {
      const end = view.getUint16(table + 14 + 2 * s);
      const startAt = table + 16 + 2 * segments + 2 * s;
      const start = view.getUint16(startAt);
      const delta = view.getUint16(startAt + 2 * segments);
      const offsetAt = startAt + 4 * segments;
      const offset = view.getUint16(offsetAt);
      for (let code = start; code <= end && code !== 0xffff; code += 1) {
        const glyph = offset === 0 ? code + delta : view.getUint16(offsetAt + offset + 2 * (code - start));
        if ((glyph & 0xffff) !== 0) found.add(code);
      }
    }
  }
  return found;
}

/** First and last of each run. @param {Iterable<number>} codes */
function ranges(codes) {
  /** @type {[number, number][]} */
  const result = [];
  for (const code of [...codes].sort((a, b) => a - b)) {
    const last = result.at(-1);
    if (last && code === last[1] + 1) last[1] = code;
    else result.push([code, code]);
  }
  return result;
}

/**
 * Scripts that the faces above lack: drawn as outlines, since PDF's own text knows no shaping. First and last code points.
 * @type {Readonly<Record<string, readonly (readonly [first: number, last: number])[]>>}
 */
const SHAPED = {
  hebrew: [
    [0x0590, 0x05ff],
    [0x20aa, 0x20aa],
    [0xfb1d, 0xfb4f],
  ],
  arabic: [
    [0x0600, 0x06ff],
    [0x0750, 0x077f],
  ],
  devanagari: [
    [0x0900, 0x097f],
    [0x25cc, 0x25cc],
  ],
};

/** Where the faces of those scripts come from. */
const NOTO = {
  hebrew: import.meta.resolve('@expo-google-fonts/noto-sans-hebrew/package.json'),
  arabic: import.meta.resolve('@expo-google-fonts/noto-sans-arabic/package.json'),
  devanagari: import.meta.resolve('@expo-google-fonts/noto-sans-devanagari/package.json'),
};

/** @param {readonly (readonly [first: number, last: number])[]} list */
const charactersOf = (list) =>
  list
    .flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
    )
    .join('');

const text = charactersOf(WANTED);

/** @param {string} name @param {string} original */
async function cut(name, original) {
  const face = await subsetFont(readFileSync(original), text, {
    targetFormat: 'sfnt',
    keepFeatures: [],
    noLayoutClosure: true,
    noHinting: true,
    dropTables: ['GPOS', 'GSUB', 'GDEF', 'kern', 'FFTM', 'DSIG', 'gasp'],
  });
  writeFileSync(join(target, name), face);
  const codes = codePoints(face);
  console.log(`${name}: ${face.length} bytes, ${codes.size} characters`);
  return codes;
}

/** @param {Set<number>} one @param {Set<number>} other */
const both = (one, other) => new Set([...one].filter((code) => other.has(code)));
const common = both(
  await cut('paper-regular.ttf', join(source, 'ttf', 'DejaVuSans.ttf')),
  await cut('paper-bold.ttf', join(source, 'ttf', 'DejaVuSans-Bold.ttf')),
);
const sans = both(
  await cut('sans-regular.ttf', join(arimo, '400Regular', 'Arimo_400Regular.ttf')),
  await cut('sans-bold.ttf', join(arimo, '700Bold', 'Arimo_700Bold.ttf')),
);

/** @type {Record<string, number[][]>} */
const shaped = {};
for (const [script, list] of Object.entries(SHAPED)) {
  const name = `NotoSans${script[0]?.toUpperCase()}${script.slice(1)}_400Regular.ttf`;
  const folder = dirname(fileURLToPath(NOTO[/** @type {keyof typeof NOTO} */ (script)]));
  // Joiners and signs that stand between letters belong to every script.
  const wanted = `${charactersOf(list)} ‌‍()[].,:;!?-/"'«»0123456789`;
  const face = await subsetFont(readFileSync(join(folder, '400Regular', name)), wanted, {
    targetFormat: 'sfnt',
    noHinting: true,
    dropTables: ['DSIG', 'gasp', 'STAT', 'MVAR'],
  });
  writeFileSync(join(target, `${script}.ttf`), face);
  writeFileSync(join(target, 'LICENSE-noto.txt'), readFileSync(join(folder, 'LICENSE_FONT')));
  const codes = codePoints(face);
  console.log(`${script}.ttf: ${face.length} bytes, ${codes.size} characters`);
  // What the paper's own faces show is drawn with them: it stands in texts of every script.
  shaped[script] = ranges(
    [...codes].filter(
      (code) => !common.has(code) && list.some(([first, last]) => code >= first && code <= last),
    ),
  );
}

/** @param {number} code */
const hex = (code) => `0x${code.toString(16).padStart(4, '0')}`;
/** @param {readonly number[][]} list */
const runs = (list) => list.map(([first = 0, last = 0]) => `[${hex(first)}, ${hex(last)}]`);
/** @param {Set<number>} codes */
const rows = (codes) => runs(ranges(codes)).map((run) => `  ${run},`);
writeFileSync(
  join(target, 'coverage.ts'),
  `/** Code points that both faces of the paper hold, first and last of each run. Written by build/fonts.mjs; do not edit. */
export const COVERAGE: readonly (readonly [first: number, last: number])[] = [
${rows(common).join('\n')}
];

/** Those of them that the sans faces lack; the paper's own show them there too. */
export const NOT_IN_SANS: readonly (readonly [first: number, last: number])[] = [
${rows(new Set([...common].filter((code) => !sans.has(code)))).join('\n')}
];

/** The same of the faces that are drawn as outlines, by script. */
export const SHAPED: Readonly<
  Record<'hebrew' | 'arabic' | 'devanagari', readonly (readonly [first: number, last: number])[]>
> = {
${Object.entries(shaped)
  .map(([script, list]) =>
    list.length === 1
      ? `  ${script}: [${runs(list)[0]}],`
      : `  ${script}: [\n${runs(list)
          .map((run) => `    ${run},`)
          .join('\n')}\n  ],`,
  )
  .join('\n')}
};
`,
);
console.log(`the sans faces lack ${common.size - both(common, sans).size} of ${common.size}`);
writeFileSync(join(target, 'LICENSE.txt'), readFileSync(join(source, 'LICENSE')));
writeFileSync(join(target, 'LICENSE-sans.txt'), readFileSync(join(arimo, 'LICENSE_FONT')));
