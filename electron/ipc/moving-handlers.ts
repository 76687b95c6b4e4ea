/** Handlers of a move to another computer (DV3, ADR 42): leaving on the old one, arriving on the new one. */
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Company } from '../company/company.ts';
import { writeMoveFile } from '../company/moving/move-out.ts';
import type { MovedAway } from '../company/moving/moved-away.ts';
import {
  type Arrival,
  forgetCode,
  receivingCode,
  seeMoveFile,
  type Unpacked,
  unpackMoveFile,
} from '../company/moving/take-over.ts';
import { receiverOf } from '../security/move-code.ts';
import { deviceName } from './company-handlers.ts';
import { type MainServices, openCompany } from './main-services.ts';
import type { Handlers } from './router.ts';
import { fileName } from './save-chosen.ts';

type MovingHandlers = Pick<
  Handlers,
  | 'moving.standing'
  | 'moving.out'
  | 'moving.write'
  | 'moving.takeBack'
  | 'moving.goOnAnew'
  | 'moving.code'
  | 'moving.choose'
  | 'moving.takeOver'
>;

/** Mails that somebody still has to do something about, or the program by itself. */
const ON_THEIR_WAY: ReadonlySet<string> = new Set(['waiting', 'sending', 'failed', 'uncertain']);

export function movingHandlers(services: MainServices): MovingHandlers {
  const { workspace, desktop, sync, marks, secrets, list, tasks } = services;
  const arrival: Arrival = { dataFolder: services.dataFolder, marks, list, secrets };
  /** The file that was chosen last; the page never names a path. */
  let chosen: string | null = null;

  return {
    'moving.standing': async () => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { phase, unsent } = await sync.status();
      const line = sync.line();
      const hub = line.ok && line.value.link.pin !== '' && line.value.link.pin === services.hub.place?.pin;
      return ok({ connected: phase !== 'off', unsent, ...waiting(services), hub });
    },
    'moving.out': async ({ commandId, code }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const receiver = receiverOf(code)?.publicKey;
      if (receiver === undefined)
        return err({ kind: 'invalid', fields: [{ path: 'code', problem: 'not-a-code' }] });
      const stands = inTheWay(services);
      if (stands) return stands;
      const path = await chosenPath(company.value);
      if (path === null) return ok({ written: false });
      await services.documents.settled();
      const closed = await company.value.moveOut(commandId, receiver);
      if (!closed.ok) return closed;
      const reopened = await workspace.reopen(company.value.id);
      return reopened.ok ? leave(path) : reopened;
    },
    'moving.write': async () => {
      const away = decided(services);
      if (!away.ok) return away;
      const path = await chosenPath(away.value);
      return path === null ? ok({ written: false }) : leave(path);
    },
    'moving.takeBack': async () => {
      const away = decided(services);
      if (!away.ok) return away;
      if (away.value.since !== null) return err({ kind: 'refused', reason: 'already-left' });
      const opened = await workspace.reopen(away.value.id, true);
      return opened.ok ? ok({}) : opened;
    },
    'moving.goOnAnew': async () => {
      const away = decided(services);
      if (!away.ok) return away;
      const { id } = away.value;
      await marks.disown(id);
      const opened = await workspace.reopen(id);
      return opened.ok ? ok({}) : opened;
    },
    'moving.code': async () => {
      const code = await receivingCode(arrival);
      return code.ok ? ok({ code: code.value }) : code;
    },
    'moving.choose': async () => {
      const path = await desktop.chooseFile('cfmove');
      if (path === null) return ok({ file: null });
      const seen = await seeMoveFile(arrival, path);
      if (!seen.ok) return seen;
      chosen = path;
      const { head, brings } = seen.value;
      return ok({ file: { name: head.name, at: head.at, brings } });
    },
    'moving.takeOver': async ({ as }) => {
      if (chosen === null) return err({ kind: 'unavailable', what: 'company' });
      const path = chosen;
      const unpacked = await tasks.run('take-over', false, (progress) =>
        unpackMoveFile(arrival, path, as, (done, total) => progress.report(done, total)),
      );
      if (!unpacked.ok) return unpacked;
      const opened = await workspace.openAfter(() => settle(unpacked.value));
      if (!opened.ok) return opened;
      if (as === 'moved') await forgetCode(arrival);
      chosen = null;
      return ok({ id: opened.value.id, name: opened.value.company.name });
    },
  };

  /** Notes the company's server for the device that comes, then puts what was unpacked in place. */
  async function settle({ company, name, demo, device, server, place }: Unpacked) {
    if (server && !(await sync.linkNew(company, server, device)))
      return err({ kind: 'sync', problem: 'storage', detail: '' } as const);
    const placed = await place();
    return placed.ok ? ok({ id: company, name, demo, opened: services.now() }) : placed;
  }

  function chosenPath({ company }: Company | MovedAway): Promise<string | null> {
    return desktop.chooseSavePath(fileName(company.name, 'cfmove'), 'cfmove');
  }

  /** Writes the file of the company that stands closed; it is opened again, to be looked at. */
  async function leave(path: string): Promise<Result<{ written: boolean }, AppError>> {
    const away = decided(services);
    if (!away.ok) return away;
    const { id, company, folder, device, receiver } = away.value;
    const entry = list.find(id);
    if (!entry) return err({ kind: 'not-found', what: 'company', id });
    const place = await sync.placeOf(id, device);
    const { hub, dataFolder } = services;
    const outside = place?.pin === hub.place?.pin ? hub.outside[0] : undefined;
    const server = place && { ...place, address: outside ?? place.address };
    const now = services.now();
    const written = await workspace.whileClosed(entry, 'move-out', (access, onBytes) =>
      writeMoveFile({
        ...{
          company: id,
          name: company.name,
          demo: entry.demo,
          folder,
          device,
          receiver,
          path,
          server,
          access,
          onBytes,
        },
        ...{ computer: deviceName(), dataFolder, marks, secrets, now },
      }),
    );
    return written.ok ? ok({ written: true }) : written;
  }
}

const waiting = ({ mail, prints }: MainServices) => ({
  mails: mail.state.rows.filter(({ state }) => ON_THEIR_WAY.has(state)).length,
  printing: prints.run !== null,
});

/** What would be lost or done twice: mails and a print run are of this computer, and do not travel. */
function inTheWay(services: MainServices): Result<never, AppError> | null {
  const { mails, printing } = waiting(services);
  if (mails > 0) return err({ kind: 'refused', reason: 'mails-on-their-way' });
  return printing ? err({ kind: 'refused', reason: 'run-not-put-away' }) : null;
}

/** The company that stands closed, for somebody who may say what becomes of it. */
function decided({ workspace }: MainServices): Result<MovedAway, AppError> {
  const { movedAway } = workspace;
  if (!movedAway) return err({ kind: 'unavailable', what: 'company' });
  return movedAway.mayDecide ? ok(movedAway) : err({ kind: 'forbidden', needs: ['manager', 'owner'] });
}
