import { describe, expect, it } from 'vitest';
import type { Books, PortAnswer, PortRequest } from '../../shared/contract/books-port.ts';
import { type ServedPort, serveBooks } from './port.ts';

/** A port whose answers are collected. */
function port() {
  const answers: PortAnswer[] = [];
  const served: ServedPort = { onmessage: null, postMessage: (answer) => answers.push(answer) };
  const say = async (request: PortRequest) => {
    await served.onmessage?.({ data: request } as MessageEvent);
  };
  return { served, answers, say };
}

const unavailable = { ok: false, error: { kind: 'unavailable', what: 'books' } };

describe('the port of the books', () => {
  it('answers each request under its own number, whichever is done first', async () => {
    const { served, answers, say } = port();
    const slow = Promise.withResolvers<void>();
    const books = {
      state: async () => {
        await slow.promise;
        return { ok: true, value: { state: 'empty' } };
      },
      frames: async (from: number, limit: number) => ({ ok: true, value: [from, limit] }),
      close: async () => undefined,
    } as unknown as Books;
    serveBooks(served, Promise.resolve(books));
    const first = say({ request: 1, method: 'state', args: [] });
    await say({ request: 2, method: 'frames', args: [5, 6] });
    slow.resolve();
    await first;
    await say({ request: 3, method: 'close', args: [] });
    expect(answers).toEqual([
      { request: 2, reply: { ok: true, value: [5, 6] } },
      { request: 1, reply: { ok: true, value: { state: 'empty' } } },
      { request: 3, reply: { ok: true, value: null } },
    ]);
  });

  it('BO2: answers "unavailable" when the books cannot be opened or throw', async () => {
    const shut = port();
    serveBooks(shut.served, Promise.reject(new Error('no database')));
    await shut.say({ request: 1, method: 'state', args: [] });
    expect(shut.answers).toEqual([{ request: 1, reply: unavailable }]);

    const broken = port();
    const throwing = { state: () => Promise.reject(new Error('no')) } as unknown as Books;
    serveBooks(broken.served, Promise.resolve(throwing));
    await broken.say({ request: 7, method: 'state', args: [] });
    expect(broken.answers).toEqual([{ request: 7, reply: unavailable }]);
  });
});
