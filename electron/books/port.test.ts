import { describe, expect, it } from 'vitest';
import type { Books, PortAnswer, PortAnswers, PortRequest } from '../../shared/contract/books-port.ts';
import { type ServedPort, serveBooks } from './port.ts';

/** A port whose answers are collected, and counted for who waits for them. */
function port(onMessage: (messages: number) => void = () => {}) {
  const answers: PortAnswer[] = [];
  const messages: PortAnswers[] = [];
  const postMessage = (together: PortAnswers) => {
    messages.push(together);
    answers.push(...together);
    onMessage(messages.length);
  };
  const served: ServedPort = { onmessage: null, postMessage };
  const say = async (...requests: PortRequest[]) => {
    await served.onmessage?.({ data: requests } as MessageEvent);
  };
  return { served, answers, messages, say };
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

  it('ADR 18: answers what was asked together in one message, and holds up nothing for what takes longer', async () => {
    const slow = Promise.withResolvers<void>();
    // What takes longer ends only when the answers beside it have gone.
    const { served, messages, say } = port((sent) => sent === 2 && slow.resolve());
    const books = {
      state: () => slow.promise.then(() => ({ ok: true, value: 'late' })),
      frames: async (from: number) => ({ ok: true, value: from }),
    } as unknown as Books;
    serveBooks(served, Promise.resolve(books));
    const frames = (request: number) => ({ request, method: 'frames' as const, args: [request] });
    await say(frames(1), frames(2));
    await say(frames(3), { request: 4, method: 'state', args: [] }, frames(5));
    const numbers = messages.map((together) => together.map(({ request }) => request));
    expect(numbers).toEqual([[1, 2], [3, 5], [4]]);
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
