/** The main process's side of the PDF thread: a queue, one document under way at a time, a new thread when one dies. */
import { Worker } from 'node:worker_threads';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Log } from '../ports.ts';
import type { RenderReply, RenderRequest } from './pdf-messages.ts';

/** `unavailable` may be asked again; `internal` is a fault of the program and would only repeat itself. */
export type PdfError = Extract<AppError, { readonly kind: 'unavailable' | 'internal' }>;

export interface PdfRendererPorts {
  /** `pdf-thread.ts`, or its bundle. */
  readonly thread: URL | string;
  /** Folder of the two TTF files. */
  readonly faces: string;
  readonly log: Log;
  /** Short random text by which a fault is found in the log. */
  readonly reference: () => string;
  /** Milliseconds after which a thread that does not answer counts as dead. */
  readonly deadline?: number;
}

export interface PdfRenderer {
  /**
   * The document as a PDF, in the order of asking. A document on which two threads died answers `unavailable`, those that
   * waited behind it are not touched. The same document gives the same bytes (DO3).
   */
  render(request: RenderRequest): Promise<Result<Uint8Array, PdfError>>;
  /** Starts the thread before it is needed, so that the first document does not wait for it. */
  start(): void;
  /** Ends the thread; whatever still waits answers `unavailable`. */
  close(): Promise<void>;
}

interface Job {
  readonly request: RenderRequest;
  readonly answer: (result: Result<Uint8Array, PdfError>) => void;
  deaths: number;
}

const DEADLINE = 30_000;
const DEATHS_A_JOB = 2;

/** Creates the client; the thread starts with the first document. */
export function createPdfRenderer(ports: PdfRendererPorts): PdfRenderer {
  const waiting: Job[] = [];
  let current: Job | null = null;
  let worker: Worker | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const unavailable = () => err({ kind: 'unavailable', what: 'pdf' } as const);

  function startThread(): Worker {
    const started = new Worker(ports.thread, { workerData: ports.faces });
    // A waiting thread must not keep the program alive; one at work is held by the caller's promise and the timer.
    started.unref();
    started.on('message', (reply: RenderReply) => {
      if (worker === started) finish(reply);
    });
    started.on('error', (fault) => ports.log.error('the PDF thread failed', fault));
    started.on('exit', () => died(started));
    return started;
  }

  function finish(reply: RenderReply): void {
    clearTimeout(timer);
    const job = current;
    current = null;
    if (reply.ok) {
      job?.answer(ok(reply.bytes));
    } else {
      const reference = ports.reference();
      ports.log.error(`${reference}: a document could not be rendered`, reply.fault);
      job?.answer(err({ kind: 'internal', reference }));
    }
    next();
  }

  function died(thread: Worker): void {
    if (worker !== thread) return;
    clearTimeout(timer);
    worker = null;
    const job = current;
    current = null;
    if (job) {
      job.deaths += 1;
      if (closed || job.deaths >= DEATHS_A_JOB) job.answer(unavailable());
      else waiting.unshift(job);
    }
    if (closed) for (const left of waiting.splice(0)) left.answer(unavailable());
    else next();
  }

  function next(): void {
    const job = current === null ? waiting.shift() : undefined;
    if (!job) return;
    current = job;
    worker ??= startThread();
    const thread = worker;
    timer = setTimeout(() => void thread.terminate(), ports.deadline ?? DEADLINE);
    thread.postMessage(job.request);
  }

  return {
    render(request) {
      if (closed) return Promise.resolve(unavailable());
      return new Promise((answer) => {
        waiting.push({ request, answer, deaths: 0 });
        next();
      });
    },
    start() {
      if (!closed) worker ??= startThread();
    },
    async close() {
      closed = true;
      await worker?.terminate();
    },
  };
}
