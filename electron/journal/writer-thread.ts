import { parentPort, workerData } from 'node:worker_threads';
import { JournalHost } from './journal-host.ts';
import type { JournalReply, JournalRequest } from './journal-requests.ts';
import { nodePort } from './node-port.ts';
import { buffersOf, type PackedFrames } from './packed-frames.ts';

/** The writer thread (JO1): takes requests one after the other, answers each by its id. `workerData` is the company's folder. */
const folder = workerData as string;
const host = new JournalHost(folder, nodePort(folder), (progress) => parentPort?.postMessage({ progress }));

parentPort?.on('message', ({ id, operation, input }: JournalRequest) => {
  const result = host.handle(operation, input);
  const reply: JournalReply = { id, result };
  const packed = result.ok ? packedIn(result.value) : null;
  parentPort?.postMessage(reply, packed === null ? [] : [...buffersOf(packed)]);
});

/** The frames in an answer, whose buffers move along with it. */
function packedIn(value: unknown): PackedFrames | null {
  if (typeof value !== 'object' || value === null) return null;
  if ('payloads' in value) return value as PackedFrames;
  return 'frames' in value ? packedIn(value.frames) : null;
}
