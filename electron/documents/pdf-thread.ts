/** Worker thread that turns documents into PDFs, one after the other. Started by `pdf-renderer.ts` with the folder of the faces. */
import { parentPort, workerData } from 'node:worker_threads';
import { readFaces } from './paper-faces.ts';
import type { RenderReply, RenderRequest } from './pdf-messages.ts';
import { renderAging } from './render-aging.ts';
import { renderInvoice } from './render-invoice.ts';

const faces = readFaces(workerData as string);

function reply(request: RenderRequest): RenderReply {
  try {
    if ('aging' in request) return { ok: true, bytes: renderAging(request.aging, faces) };
    const { document, logo, draft } = request;
    const assets = { faces, ...(logo ? { logo } : {}), ...(draft === undefined ? {} : { draft }) };
    return { ok: true, bytes: renderInvoice(document, assets) };
  } catch (thrown) {
    return { ok: false, fault: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }
}

parentPort?.on('message', (request: RenderRequest) => {
  const answer = reply(request);
  parentPort?.postMessage(answer, answer.ok ? [answer.bytes.buffer as ArrayBuffer] : []);
});
