/** A line to the model server on which what the server says can be changed before a desktop hears it. */
import type { Transport } from '../../electron/sync/wire-client.ts';
import { authorHash, type CommitBytes, toHex } from '../../shared/events/commit.ts';
import { fromWireCommit } from '../../shared/wire/commits.ts';
import { nextCompanyChain } from '../../shared/wire/company-chain.ts';
import type { WireInput, WireOutput } from '../../shared/wire/wire.ts';
import { sha256 } from '../books/record.ts';
import type { ModelServer } from './model-server.ts';

export type Page = WireOutput<'pull'>;

const utf8 = new TextEncoder();

export class LyingLine {
  private readonly server: ModelServer;
  /** Bodies of the pushes that reached the server. */
  readonly pushed: WireInput<'push'>[] = [];
  /** No line for anything that has to do with files. */
  cutFiles = false;
  /** Changes what the server says; `what` is the call. */
  lie: (what: 'pull' | 'push' | 'status', said: unknown) => unknown = (_what, said) => said;

  constructor(server: ModelServer) {
    this.server = server;
  }

  /** From now on the pages of pulls are changed by this. */
  onPull(change: (page: Page) => void): void {
    this.lie = (what, said) => {
      if (what === 'pull' && 'commits' in (said as Page)) change(said as Page);
      return said;
    };
  }

  readonly transport: Transport = async (request, signal) => {
    const { pathname } = new URL(request.path, 'http://model');
    if (this.cutFiles && pathname.includes('/files/')) return { answered: false, why: 'unreachable' };
    const what = pathname.endsWith('/status')
      ? 'status'
      : pathname.endsWith('/commits')
        ? request.method === 'POST'
          ? 'push'
          : 'pull'
        : null;
    if (what === 'push') this.pushed.push(JSON.parse(new TextDecoder().decode(request.body)));
    const answer = await this.server.transport(request, signal);
    if (what === null || !answer.answered) return answer;
    const said = this.lie(what, JSON.parse(new TextDecoder().decode(answer.body)));
    const status = (said as { refused?: unknown }).refused ? 409 : answer.status;
    return { ...answer, status, body: utf8.encode(JSON.stringify(said)) };
  };
}

/** Changes the envelopes of a page behind `chain` as a server would that wants the company's chain to fit them. */
export function rechain(
  page: Page,
  chain: string,
  change: (envelope: string, index: number) => string,
): void {
  let before = chain;
  for (const [index, pulled] of page.commits.entries()) {
    if (pulled.kind !== 'full') continue;
    const commit = { ...pulled.commit, envelope: btoa(change(atob(pulled.commit.envelope), index)) };
    const hash = toHex(authorHash(fromWireCommit(commit) as CommitBytes, sha256));
    before = nextCompanyChain(before, { ...pulled, hash }, sha256);
    Object.assign(pulled, { commit, hash, chain: before });
  }
}
