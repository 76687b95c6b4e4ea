import type { MessagePort } from 'node:worker_threads';
import { JournalHost } from './journal-host.ts';
import type { JournalEnd, JournalReply, JournalRequest } from './journal-requests.ts';
import { nodePort } from './node-port.ts';
import { buffersOf, type PackedFrames } from './packed-frames.ts';

/** Takes requests for the journal in a company's folder one after the other, and answers each by its id, until the end (JO1). */
export function serveRequests(port: Pick<MessagePort, 'on' | 'postMessage' | 'close'>, folder: string): void {
  const host = new JournalHost(folder, nodePort(folder), (progress) => port.postMessage({ progress }));
  port.on('message', (request: JournalRequest | JournalEnd) => {
    if (request === 'end') {
      port.close();
      return;
    }
    const { id, operation, input } = request;
    const result = host.handle(operation, input);
    const reply: JournalReply = { id, result };
    const packed = result.ok ? packedIn(result.value) : null;
    port.postMessage(reply, packed === null ? [] : [...buffersOf(packed)]);
  });
}

/** The frames in an answer, whose buffers move along with it. */
function packedIn(value: unknown): PackedFrames | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('payloads' in value) return value as PackedFrames;
  return 'frames' in value ? packedIn(value.frames) : null;
}
