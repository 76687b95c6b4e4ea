/** What an administrator can do, on a server that runs or on its store: each command answers lines to print. */
import { isAbsolute } from 'node:path';
import { err, ok, type Role } from '../../shared/errors/index.ts';
import type { Context } from '../context.ts';
import { makePairing, type NewPairing } from '../handlers/pairing.ts';
import { readCompany, readDevice, readDevices } from '../store/rows.ts';
import { backUp } from './backup.ts';
import { exportCompany } from './export.ts';
import type { Lines, Told } from './lines.ts';
import { beginEpochs, restore } from './restore.ts';

type Command = (context: Context, args: readonly string[], told: Told) => Lines;

export const ADMIN_USAGE = `Usage: npm run server:admin -- [--data <folder>] <command>
  companies                          list the companies
  devices <company>                  list a company's devices
  invite                             a code that brings a company to this server
  pair <company> [role]              a code for a further device: clerk, manager, auditor or owner
  revoke <company> <device>          refuse a device from now on
  backup <folder>                    write everything into a new folder, while the server runs or not
  restore <folder>                   fill an empty store from a backup; begins a new epoch
  epoch [company]                    begin a new epoch, after the database was restored by other means
  export <company> <file>            write a company's commits as lines of JSON
With DATABASE_URL set the store is that PostgreSQL.`;

const ROLES: readonly Role[] = ['clerk', 'manager', 'auditor', 'owner'];
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const isId = (text: string | undefined): text is string => text !== undefined && ID.test(text);
const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
const usage = err(ADMIN_USAGE);

function codeLines({ code, expires }: NewPairing): readonly string[] {
  const until = new Date(expires).toISOString();
  return [`${code.slice(0, 5)}-${code.slice(5)}`, `good until ${until}, once, for five tries`];
}

const adminCommands: Readonly<Record<string, Command>> = {
  async companies({ database }) {
    const rows = await database.read((sql) =>
      sql.query<{ company: string; head: number; epochs: number; devices: number }>(
        `SELECT c.company, c.head, c.epoch + 1 AS epochs,
           (SELECT count(*) FROM device d WHERE d.company = c.company)::bigint AS devices
         FROM company c ORDER BY c.company`,
      ),
    );
    return ok(
      rows.map(
        ({ company, head, epochs, devices }) =>
          `${company}  ${head} commits  ${devices} devices  epoch ${epochs}`,
      ),
    );
  },

  async devices({ database }, [company]) {
    if (!isId(company)) return usage;
    const rows = await database.read((sql) => readDevices(sql, company));
    return ok(
      rows.map(
        ({ device, role, state, sequence, name }) => `${device}  ${role}  ${state}  ${sequence}  ${name}`,
      ),
    );
  },

  async invite(context) {
    return ok(codeLines(await makePairing(context, { company: null, role: 'owner', confirm: false })));
  },

  async pair(context, [company, role = 'clerk']) {
    if (!isId(company) || !isRole(role)) return usage;
    if ((await context.database.read((sql) => readCompany(sql, company))) === null)
      return err(`There is no company ${company} here.`);
    return ok(codeLines(await makePairing(context, { company, role, confirm: false })));
  },

  async revoke({ database }, [company, device]) {
    if (!isId(company) || !isId(device)) return usage;
    return database.write(async (transaction): Lines => {
      const row = await readDevice(transaction, company, device);
      if (row === null) return err(`There is no device ${device} in company ${company}.`);
      const { name, role, publicKey, exchangeKey, sequence } = row;
      const said = { company, device, name, role, publicKey, exchangeKey };
      await transaction.record({ kind: 'device', ...said, state: 'revoked' });
      return ok([`revoked after its commit ${sequence}`]);
    });
  },

  async backup(context, [folder], told) {
    if (folder === undefined || !isAbsolute(folder)) return err('backup wants an absolute folder.');
    return backUp(context, folder, told);
  },

  async restore(context, [folder]) {
    if (folder === undefined || !isAbsolute(folder)) return err('restore wants an absolute folder.');
    return restore(context, folder);
  },

  async epoch(context, [company]) {
    if (company !== undefined && !isId(company)) return usage;
    return ok(await beginEpochs(context, company ?? null));
  },

  async export(context, [company, file]) {
    if (!isId(company) || file === undefined || !isAbsolute(file))
      return err('export wants a company and an absolute file.');
    return exportCompany(context, company, file);
  },
};

/** Runs a command of the administrator's. */
export async function runAdmin(context: Context, args: readonly string[], told: Told = () => {}): Lines {
  const [name, ...rest] = args;
  const command = name === undefined ? undefined : adminCommands[name];
  return command === undefined ? usage : command(context, rest, told);
}
