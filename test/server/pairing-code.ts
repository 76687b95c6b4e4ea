/** Codes as the administrator's command line gives them. */
import { runAdmin } from '../../server/admin/commands.ts';
import { must } from './desktop.ts';
import type { Office } from './office.ts';

/** A code for a further device, or, for `null`, one that brings a company. */
export async function adminCode({ running }: Office, company: string | null): Promise<string> {
  const args = company === null ? ['invite'] : ['pair', company];
  const [line] = must(await runAdmin(running.context, args));
  return (line ?? '').replace('-', '');
}
