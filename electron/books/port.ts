/** Serves the books over one MessagePort: a request names a method of `Books`, its answer carries the request's number. */
import type { Books, PortAnswer, PortRequest } from '../../shared/contract/books-port.ts';
import { packReply } from '../../shared/contract/long-answer.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';

type Reply = Result<unknown, AppError>;

/** The part of a MessagePort that is needed; a test joins both ends with one of Node's own. */
export interface ServedPort {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(answer: PortAnswer): void;
}

/** Books that could not be opened answer every request as unavailable. */
export function serveBooks(port: ServedPort, opening: Promise<Books>): void {
  port.onmessage = async ({ data }: MessageEvent<PortRequest>) => {
    const { request, method, args } = data;
    port.postMessage({ request, reply: packReply(await answer(opening, method, args)) });
  };
}

async function answer(
  opening: Promise<Books>,
  method: keyof Books,
  args: readonly unknown[],
): Promise<Reply> {
  try {
    const books = await opening;
    const call = books[method] as (...args: readonly unknown[]) => Promise<Reply | undefined>;
    return (await call(...args)) ?? { ok: true, value: null };
  } catch {
    return { ok: false, error: { kind: 'unavailable', what: 'books' } };
  }
}
