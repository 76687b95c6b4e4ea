/** The office hub: this desktop runs the sync server for the others of its network. */
import { z } from '../events/zod.ts';
import { command, EVERYBODY, MANAGEMENT, mainQuery } from './channel.ts';

const zNothing = z.object({});

export const hubChannels = {
  'hub.state': {
    ...mainQuery(
      zNothing,
      z.object({
        state: z.enum(['off', 'starting', 'on', 'waiting']),
        /** Why it does not serve though it is switched on; `null` in every other state. */
        why: z.enum(['port-taken', 'folder-in-use', 'not-restored', 'fault', 'ended']).nullable(),
        /** When it is tried again, UTC milliseconds. */
        at: z.number().int().nullable(),
        port: z.number().int(),
        /** Where others of the network reach it. */
        addresses: z.array(z.string()),
        /** The last backup of what is kept here; `at` in UTC milliseconds. */
        backup: z.object({ folder: z.string(), at: z.number().int() }).nullable(),
        /** The open company is kept here. */
        keeps: z.boolean(),
      }),
    ),
    roles: MANAGEMENT,
  },
  /** Answers once it serves and keeps the open company; what stands in the way of serving is told by `hub.state`. */
  'hub.on': command(
    z.object({ port: z.number().int().min(1024).max(65_535).nullable() }),
    zNothing,
    MANAGEMENT,
  ),
  /** Writes everything that is kept here into a new folder where the system's dialog says; `null` when that was closed. */
  'hub.backup': command(zNothing, z.object({ folder: z.string().nullable() }), MANAGEMENT),
  /** Takes what a backup holds in the place of what is kept here; the desktops bring what came after it (SY7). */
  'hub.restore': command(zNothing, z.object({ restored: z.boolean() }), MANAGEMENT),
  'hub.off': command(zNothing, zNothing, MANAGEMENT),
  /** Hubs that were heard of in this network; asking again hears of more. */
  'hub.found': {
    ...mainQuery(zNothing, z.array(z.object({ name: z.string(), address: z.string() }))),
    roles: EVERYBODY,
    withoutCompany: true,
  },
} as const;
