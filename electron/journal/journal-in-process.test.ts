/** The tests of the journal behind its thread once more, with what the thread does in this one: faults show where they are. */
import { vi } from 'vitest';

vi.mock('node:worker_threads', async (original) => {
  const { EventEmitter } = await import('node:events');
  const threads = await original<typeof import('node:worker_threads')>();
  const { serveRequests } = await import('./serve-requests.ts');

  class InProcess extends EventEmitter {
    private readonly line = new threads.MessageChannel();

    constructor(thread: URL, { workerData }: { readonly workerData: string }) {
      super();
      const { port1, port2 } = this.line;
      port1.on('message', (message) => this.emit('message', message));
      port1.on('close', () => this.emit('exit', 0));
      if (thread.pathname.endsWith('writer-thread.ts')) serveRequests(port2, workerData);
      else setImmediate(() => this.emit('error', new Error('there is no such thread')));
    }

    postMessage(message: unknown): void {
      this.line.port1.postMessage(message);
    }

    async terminate(): Promise<void> {
      this.line.port1.close();
    }
  }
  return { ...threads, Worker: InProcess };
});

await import('./journal-client.test.ts');
