/** What a close of a period says (PC1, PC4). */
import { zAmount, zCurrency, zDay, zId, zLine, zMinor, zSeen, zSha256, zText } from './primitives.ts';
import { z } from './zod.ts';

/** A report that was filed with a close; its bytes lie under their hash (PC4, EV11). */
export const zFiledReport = z.object({
  name: zLine(120),
  sha256: zSha256,
  bytes: z.number().int().min(1),
});

/** What was owed on the last closed day: minor units of `currency`. */
export const zClosedFigures = z.object({ currency: zCurrency, owed: zMinor, credit: zMinor });

export const zPeriodClose = z.object({
  /** Last closed day; everything up to it is closed. */
  through: zDay,
  /** By device, its last commit that the closing desktop had. */
  known: zSeen,
  /** What stands of each allocation of the period that did not fit whole, minor units of its currency. */
  cuts: z.record(zId, zAmount),
  figures: z.array(zClosedFigures).max(200),
  files: z.array(zFiledReport).max(50),
  /** Desktops that nothing of a later day was known of, passed over by name (PC4). */
  absent: z.array(zId).max(200),
  note: zText(500),
});
export type PeriodClose = z.output<typeof zPeriodClose>;
export type ClosedFigures = z.output<typeof zClosedFigures>;
