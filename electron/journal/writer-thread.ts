import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { serveRequests } from './serve-requests.ts';

/** The writer thread (JO1). `workerData` is the company's folder. */
serveRequests(parentPort as MessagePort, workerData as string);
