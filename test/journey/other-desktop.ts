/** What another desktop of the company wrote, put into a closed company's journal as sync will bring it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nodePort } from '../../electron/journal/node-port.ts';
import { packForeign } from '../../shared/events/confirmation.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { openJournal } from '../../shared/journal/open-journal.ts';
import { decideRecovery } from '../../shared/journal/recovery.ts';
import { scanTail } from '../../shared/journal/scan.ts';
import { Author } from '../books/record.ts';

const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Appends one commit for each list of events to the only company in `data`, all by `device`. */
export function bringFrom(device: string, data: string, commits: readonly (readonly DomainEvent[])[]): void {
  const companies = join(data, 'companies');
  const [company = ''] = readdirSync(companies);
  const port = nodePort(join(companies, company));
  const scan = value(scanTail(port));
  const decision = decideRecovery(scan, { applied: null, acknowledged: null });
  const identity = { journalId: '', incarnation: '', version: '', note: '' };
  const journal = value(openJournal(port, { scan, decision, identity: identity as never }));
  const author = new Author(device, Date.now());
  const frames = commits.map((events, index) => ({
    kind: FRAME_KIND.foreignCommit,
    payload: packForeign(
      { sequence: index + 1, received: Date.now(), epoch: 'e1' },
      author.write(events).packed,
    ),
  }));
  value(journal.append(frames));
  journal.close();
}
