/** Serves the books over one MessagePort: a request names a method of `Books`, its answer carries the request's number. */
import type { Books, PortAnswer, PortAnswers, PortRequests } from '../../shared/contract/books-port.ts';
import { packReply } from '../../shared/contract/long-answer.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';

type Reply = Result<unknown, AppError>;

/** The part of a MessagePort that is needed; a test joins both ends with one of Node's own. */
export interface ServedPort {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(answers: PortAnswers): void;
}

/** Books that could not be opened answer every request as unavailable. */
export function serveBooks(port: ServedPort, opening: Promise<Books>): void {
  port.onmessage = async ({ data }: MessageEvent<PortRequests>) => {
    const answers = new Together(data.length, (done) => port.postMessage(done));
    await Promise.all(
      data.map(async ({ request, method, args }) =>
        answers.add({ request, reply: packReply(await answer(opening, method, args)) }),
      ),
    );
  };
}

/** Answers of one message go back together, unless some must wait: then the others go before. */
class Together {
  private missing: number;
  private readonly send: (answers: PortAnswers) => void;
  private done: PortAnswer[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(expected: number, send: (answers: PortAnswers) => void) {
    this.missing = expected;
    this.send = send;
  }

  add(answer: PortAnswer): void {
    this.missing -= 1;
    this.done.push(answer);
    if (this.missing === 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush());
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.done.length > 0) this.send(this.done);
    this.done = [];
  }
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
