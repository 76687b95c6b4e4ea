/** Worker thread that turns documents into PDFs, one after the other. Started by `pdf-renderer.ts` with the folder of the faces. */
import { parentPort, workerData } from 'node:worker_threads';
import { readFaces } from './paper-faces.ts';
import type { RenderReply, RenderRequest } from './pdf-messages.ts';
import { renderAging } from './render-aging.ts';
import { renderInvoice } from './render-invoice.ts';
import { renderList } from './render-list.ts';
import { loadShaper, needsShaping, type Shaper } from './shaper.ts';
import { stampCopies } from './stamp-copies.ts';

const folder = workerData as string;
const faces = readFaces(folder);
/** Read with the first paper that needs it: most never do. */
let shaper: Promise<Shaper> | undefined;
const shaping = (): Promise<Shaper> => {
  shaper ??= loadShaper(folder);
  return shaper;
};

async function bytesOf(request: RenderRequest): Promise<Uint8Array> {
  if ('aging' in request) return renderAging(request.aging, faces);
  if ('list' in request) return renderList(request.list, faces);
  if ('stamp' in request) return stampCopies(request.stamp.pdf, request.stamp.copies, await shaping());
  const { document, ...more } = request;
  // Only documents with such letters wait for what draws them.
  const shaped = needsShaping(JSON.stringify(document)) ? { shaper: await shaping() } : {};
  return renderInvoice(document, { faces, ...more, ...shaped });
}

async function reply(request: RenderRequest): Promise<RenderReply> {
  try {
    return { ok: true, bytes: await bytesOf(request) };
  } catch (thrown) {
    return { ok: false, fault: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }
}

parentPort?.on('message', async (request: RenderRequest) => {
  const answer = await reply(request);
  parentPort?.postMessage(answer, answer.ok ? [answer.bytes.buffer as ArrayBuffer] : []);
});
