/**
 * What single commits meet between a desk and its server: a proxy that takes only so much, a disk that changed some bytes,
 * signatures that were lost. Everything else goes through as it is.
 */
import type { Transport } from '../../electron/sync/wire-client.ts';
import type { WireOutput } from '../../shared/wire/wire.ts';

const NOBODYS_ID = '00000000-0000-7000-8000-00000000ffff';
const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder();

export class BadWay {
  /** The largest request that gets through, bytes. */
  largest = Number.POSITIVE_INFINITY;
  /** Commits that come with other bytes, by author hash. */
  readonly damaged = new Set<string>();
  /** Commits over which no signature comes, by author hash. */
  readonly unsigned = new Set<string>();
  /** Commits that come without their bytes, as if they were the desk's own, by author hash. */
  readonly brief = new Set<string>();
  /** The answer to the next push that gets through is lost. */
  losing: 'push' | null = null;
  /** No answer comes to who asks where the server stands. */
  mute = false;
  /** No answer comes to who asks which files are there. */
  fileless = false;
  /** Requests that were too large, and what happens at the desk in that moment. */
  refused = 0;
  onRefused: () => void = () => undefined;

  heal(): void {
    this.largest = Number.POSITIVE_INFINITY;
    this.damaged.clear();
    this.mute = false;
    this.fileless = false;
    this.onRefused = () => undefined;
    this.unsigned.clear();
    this.brief.clear();
  }

  over(transport: Transport): Transport {
    return async (request, signal) => {
      if (request.body.length > this.largest) {
        this.refused += 1;
        this.onRefused();
        const body = utf8.encode('<html>413 Request Entity Too Large</html>');
        return { answered: true, status: 413, retryAfter: null, body };
      }
      if (this.mute && request.path.endsWith('/status')) return { answered: false, why: 'unreachable' };
      if (this.fileless && request.path.endsWith('/files/missing'))
        return { answered: false, why: 'unreachable' };
      const answer = await transport(request, signal);
      if (this.losing === 'push' && request.method === 'POST' && request.path.endsWith('/commits')) {
        this.losing = null;
        return { answered: false, why: 'unreachable' };
      }
      const isPull = request.method === 'GET' && /\/commits\?/.test(request.path);
      if (!isPull || !answer.answered || answer.status !== 200) return answer;
      const page = JSON.parse(fromUtf8.decode(answer.body)) as WireOutput<'pull'>;
      for (const pulled of page.commits)
        if (pulled.kind === 'full' && this.damaged.has(pulled.hash))
          Object.assign(pulled.commit, { body: btoa('{"events":[]}') });
      const commits = page.commits.map((pulled) =>
        this.brief.has(pulled.hash) ? { ...pulled, kind: 'brief', id: NOBODYS_ID } : pulled,
      );
      const signatures = page.signatures.filter(({ hash }) => !this.unsigned.has(hash));
      return { ...answer, body: utf8.encode(JSON.stringify({ ...page, commits, signatures })) };
    };
  }
}
