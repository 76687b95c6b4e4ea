/** Moving a company to another computer, and taking it over there (DV3, ADR 42). */
import { zId } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { command, EVERYBODY, MANAGEMENT, mainQuery } from './channel.ts';

const zNothing = z.object({});
const everywhere = { roles: EVERYBODY, withoutCompany: true } as const;

export const movingChannels = {
  /** What still waits on this computer: entries travel along, mails and a print run are to be finished first. */
  'moving.standing': {
    ...mainQuery(
      zNothing,
      z.object({
        connected: z.boolean(),
        /** Own entries that the server does not have yet. */
        unsent: z.number().int(),
        mails: z.number().int(),
        printing: z.boolean(),
        /** This computer is the office's server. */
        hub: z.boolean(),
      }),
    ),
    roles: MANAGEMENT,
  },
  /** Closes the company here and writes the move file to a place that the user chooses, for the computer that shows this code. */
  'moving.out': command(
    z.object({ commandId: zId, code: z.string().max(60) }),
    z.object({ written: z.boolean() }),
    MANAGEMENT,
  ),
  /** Writes the move file of a company that is closed already, for the same computer. */
  'moving.write': { ...command(zNothing, z.object({ written: z.boolean() })), ...everywhere },
  /** Takes a move back that has not left yet. */
  'moving.takeBack': { ...command(zNothing, zNothing), ...everywhere },
  /** The device has left and the company is to be used here again: as a new desktop, with series of its own. */
  'moving.goOnAnew': { ...command(zNothing, zNothing), ...everywhere },
  /** The code that the old computer asks for. */
  'moving.code': { ...command(zNothing, z.object({ code: z.string() })), ...everywhere },
  /** Asks the user for a move file and says what it brings; `null` when the dialog was closed. */
  'moving.choose': {
    ...command(
      zNothing,
      z.object({
        file: z
          .object({
            name: z.string(),
            /** Instant at which the move began, UTC milliseconds. */
            at: z.number().int(),
            brings: z.enum(['moved', 'copy', 'here']),
          })
          .nullable(),
      }),
    ),
    ...everywhere,
  },
  /** Takes the file that was chosen last; `as`: what the person was told that it brings. */
  'moving.takeOver': {
    ...command(z.object({ as: z.enum(['moved', 'copy']) }), z.object({ id: zId, name: z.string() })),
    ...everywhere,
  },
} as const;
