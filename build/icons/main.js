/**
 * Draws the program's icon at every size that installers need: `electron build/icons` after a change of the drawing.
 * The results are committed, because no other tool on a bare machine can draw SVG.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, BrowserWindow } from 'electron';

const FOLDER = resolve(import.meta.dirname, '..', 'resources');
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** The types under which an ICNS file holds PNG pictures. */
const ICNS_TYPES = {
  16: 'icp4',
  32: 'icp5',
  64: 'icp6',
  128: 'ic07',
  256: 'ic08',
  512: 'ic09',
  1024: 'ic10',
};

/** An ICO file: a directory of 16 bytes a picture, then the pictures as PNG. */
function ico(pictures) {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  pictures.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** An ICNS file: a header, then each picture with its type and length. */
function icns(pictures) {
  const parts = pictures.map(({ size, png }) => {
    const head = Buffer.alloc(8);
    head.write(ICNS_TYPES[size], 0, 'ascii');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write('icns', 0, 'ascii');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}

/** Draws the picture in a page; answers PNG bytes. */
async function draw(window, svg, size) {
  const url = await window.webContents.executeJavaScript(`(async () => {
    const image = new Image(${size}, ${size});
    image.src = 'data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}';
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} });
    canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
    return canvas.toDataURL('image/png');
  })()`);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

async function main() {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,');
  const svg = readFileSync(join(FOLDER, 'icon.svg'), 'utf8');
  const pictures = [];
  for (const size of [...new Set([...ICO_SIZES, ...Object.keys(ICNS_TYPES).map(Number)])]) {
    pictures.push({ size, png: await draw(window, svg, size) });
  }
  const of = (sizes) => pictures.filter(({ size }) => sizes.includes(size));
  writeFileSync(join(FOLDER, 'icon.ico'), ico(of(ICO_SIZES)));
  writeFileSync(join(FOLDER, 'icon.icns'), icns(of(Object.keys(ICNS_TYPES).map(Number))));
  writeFileSync(join(FOLDER, 'icon.png'), of([512])[0].png);
  app.quit();
}

app.whenReady().then(main);
