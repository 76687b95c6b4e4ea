/** An ICC profile of sRGB (IEC 61966-2-1), made from its published numbers: PDF/A wants the meaning of colours in the file. */

/** Primaries adapted to D50, and the white point, as the profile's fixed-point numbers (16 bits after the point). */
const COLOURS = {
  rXYZ: [0x6fa2, 0x38f5, 0x0390],
  gXYZ: [0x6299, 0xb785, 0x18da],
  bXYZ: [0x24a0, 0x0f84, 0xb6cf],
  wtpt: [0xf6d6, 0x10000, 0xd32d],
} as const;

const CURVE_POINTS = 256;

const ascii = (text: string) => Buffer.from(text, 'latin1');

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value, index * 4);
  });
  return bytes;
}

function xyz(values: readonly number[]): Buffer {
  return Buffer.concat([ascii('XYZ '), uint32(0, ...values)]);
}

/** The light that a value of sRGB stands for, both from 0 to 1. */
function light(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function curve(): Buffer {
  const bytes = Buffer.alloc(CURVE_POINTS * 2);
  for (let point = 0; point < CURVE_POINTS; point += 1) {
    bytes.writeUInt16BE(Math.round(light(point / (CURVE_POINTS - 1)) * 65535), point * 2);
  }
  return Buffer.concat([ascii('curv'), uint32(0, CURVE_POINTS), bytes]);
}

/** `desc` of version 2: the name in ASCII, none in Unicode and ScriptCode. */
function description(name: string): Buffer {
  const text = ascii(`${name}\0`);
  return Buffer.concat([ascii('desc'), uint32(0, text.length), text, Buffer.alloc(4 + 4 + 2 + 1 + 67)]);
}

const copyright = (text: string) => Buffer.concat([ascii('text'), uint32(0), ascii(`${text}\0`)]);

/** The profile's bytes, version 2.1, class "display"; always the same. */
export function srgbProfile(): Buffer {
  const data: readonly (readonly [readonly string[], Buffer])[] = [
    [['desc'], description('sRGB')],
    [['cprt'], copyright('No copyright, use freely')],
    ...Object.entries(COLOURS).map(([name, values]) => [[name], xyz(values)] as const),
    [['rTRC', 'gTRC', 'bTRC'], curve()],
  ];
  const count = data.reduce((all, [names]) => all + names.length, 0);
  let offset = 128 + 4 + count * 12;
  const table: Buffer[] = [uint32(count)];
  const bodies: Buffer[] = [];
  for (const [names, body] of data) {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    for (const name of names) table.push(ascii(name), uint32(offset, body.length));
    bodies.push(padded);
    offset += padded.length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(offset, 0);
  header.writeUInt32BE(0x02100000, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  // The day on which the profile counts as made: any fixed one keeps the bytes the same.
  for (const [index, part] of [2026, 1, 1, 0, 0, 0].entries()) header.writeUInt16BE(part, 24 + index * 2);
  header.write('acsp', 36, 'latin1');
  uint32(0xf6d6, 0x10000, 0xd32d).copy(header, 68);
  return Buffer.concat([header, ...table, ...bodies]);
}
