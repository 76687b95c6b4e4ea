/** A line over real HTTP in plain Node, which can be cut: what Electron's network is to the program. */
import { request } from 'node:http';
import type { Transport, TransportAnswer } from '../../electron/sync/wire-client.ts';

export interface CutLine {
  readonly transport: Transport;
  /** While it is cut, nobody is reached, and what is under way is lost. */
  cut: boolean;
  /** Answers of the next so many requests get lost on their way back: the server has done what was asked. */
  losing: number;
}

const GONE: TransportAnswer = { answered: false, why: 'unreachable' };

export function lineTo(url: () => string): CutLine {
  const line: CutLine = {
    cut: false,
    losing: 0,
    transport: async (asked, signal) => {
      if (line.cut) return GONE;
      const answer = await ask(url() + asked.path, asked, signal);
      if (!answer.answered) return answer;
      if (line.losing > 0) {
        line.losing -= 1;
        return GONE;
      }
      return line.cut ? GONE : answer;
    },
  };
  return line;
}

/** One request on a connection of its own, so that a server that stops need not wait for idle ones. */
function ask(
  url: string,
  { method, headers, body }: Parameters<Transport>[0],
  signal: AbortSignal,
): Promise<TransportAnswer> {
  return new Promise((resolve) => {
    const sent = request(url, { method, headers, signal, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', () => resolve(GONE));
      response.on('end', () =>
        resolve({
          answered: true,
          status: response.statusCode ?? 0,
          retryAfter: null,
          body: Buffer.concat(pieces),
        }),
      );
    });
    sent.on('error', () => resolve(GONE));
    sent.end(Buffer.from(body));
  });
}
