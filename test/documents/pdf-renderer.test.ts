import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { archiveDocument } from '../../electron/documents/archive.ts';
import { createPdfRenderer, type PdfRenderer } from '../../electron/documents/pdf-renderer.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { FIXTURES } from './fixtures.ts';
import hashes from './paper-hashes.json' with { type: 'json' };

const DOCUMENTS = join(import.meta.dirname, '..', '..', 'electron', 'documents');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const open: PdfRenderer[] = [];
const logged: string[] = [];

function rendererOn(thread: URL | string, deadline?: number): PdfRenderer {
  const renderer = createPdfRenderer({
    thread,
    faces: join(DOCUMENTS, 'fonts'),
    log: { info: () => undefined, warn: () => undefined, error: (message) => logged.push(message) },
    reference: () => 'ref-1',
    ...(deadline === undefined ? {} : { deadline }),
  });
  open.push(renderer);
  return renderer;
}

const realThread = join(DOCUMENTS, 'pdf-thread.ts');

/** A thread that answers with the document's number, but does what a number says: dies, hangs, or fails. */
const stubThread = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ document: { number } }) => {
      if (number === 'die') process.exit(1);
      if (number === 'hang') for (;;);
      if (number === 'fail') parentPort.postMessage({ ok: false, fault: new Error('no') });
      else parentPort.postMessage({ ok: true, bytes: new TextEncoder().encode(number) });
    });
  `)}`,
);
const numbered = (number: string) => ({ document: { ...FIXTURES.german, number } });

afterEach(async () => {
  await Promise.all(open.splice(0).map((renderer) => renderer.close()));
  logged.length = 0;
});

describe('createPdfRenderer', () => {
  it('DO3: renders in its thread the very bytes of the release, many at once, each for its document', async () => {
    const renderer = rendererOn(realThread);
    renderer.start();
    const names = Object.keys(FIXTURES) as (keyof typeof FIXTURES)[];
    const rendered = await Promise.all(names.map((name) => renderer.render({ document: FIXTURES[name] })));
    const found = names.map((name, index) => {
      const result = rendered[index];
      return [name, result?.ok ? sha256(result.value) : null];
    });
    expect(Object.fromEntries(found)).toEqual(hashes);
  });

  it('answers a document that cannot be rendered with a reference into the log, and goes on', async () => {
    const renderer = rendererOn(realThread);
    const bad = renderer.render({ document: { ...FIXTURES.german, currency: 'XXX' } });
    const good = renderer.render({ document: FIXTURES.german });
    expect(await bad).toEqual({ ok: false, error: { kind: 'internal', reference: 'ref-1' } });
    expect(logged).toEqual(['ref-1: a document could not be rendered']);
    expect((await good).ok).toBe(true);
  });

  it('tries a document once more when its thread dies, then gives it up and renders those behind it', async () => {
    const renderer = rendererOn(stubThread);
    const results = await Promise.all(['a', 'die', 'b'].map((number) => renderer.render(numbered(number))));
    expect(
      results.map((result) => (result.ok ? new TextDecoder().decode(result.value) : result.error)),
    ).toEqual(['a', { kind: 'unavailable', what: 'pdf' }, 'b']);
  });

  it('takes a thread that hangs for dead', async () => {
    const renderer = rendererOn(stubThread, 300);
    expect(await renderer.render(numbered('hang'))).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
    expect((await renderer.render(numbered('c'))).ok).toBe(true);
  });

  it('answers everything that still waits when it is closed, and everything asked afterwards', async () => {
    const renderer = rendererOn(stubThread);
    const waiting = [renderer.render(numbered('hang')), renderer.render(numbered('d'))];
    await renderer.close();
    for (const result of [...waiting, renderer.render(numbered('e'))]) {
      expect(await result).toEqual({ ok: false, error: { kind: 'unavailable', what: 'pdf' } });
    }
  });
});

describe('archiveDocument', () => {
  it('EV11: stores the rendered bytes and answers their hash, the same when done again', async () => {
    const renderer = rendererOn(realThread);
    const stored = new Map<string, Uint8Array>();
    const blobs = {
      put: async (bytes: Uint8Array) => {
        stored.set(sha256(bytes), bytes);
        return ok(sha256(bytes));
      },
      get: async (hash: string) => {
        const bytes = stored.get(hash);
        return bytes ? ok(bytes) : err('missing' as const);
      },
    };
    const first = await archiveDocument(FIXTURES.german, renderer, blobs);
    const again = await archiveDocument(FIXTURES.german, renderer, blobs);
    expect(first).toEqual(again);
    expect(first).toMatchObject({ ok: true, value: { sha256: hashes.german } });
    expect([...stored.keys()]).toEqual([hashes.german]);
  });

  it('EV11: names no file that could not be stored', async () => {
    const renderer = rendererOn(realThread);
    const full = { put: async () => err('disk-full' as const), get: async () => err('missing' as const) };
    expect(await archiveDocument(FIXTURES.german, renderer, full)).toEqual({ ok: false, error: 'disk-full' });
  });
});
