/** From IPP's states and reasons of a job (RFC 8011 §5.3.7, §5.4.11) to what the clerk is told. */
import type { IppAnswer, IppValue } from './ipp-message.ts';
import type { PrintState } from './printer-port.ts';

const PENDING = 3;
const HELD = 4;
const PROCESSING = 5;
const COMPLETED = 9;
const PRINTER_STOPPED = 5;

/** Reasons worth words of their own; others are shown as they are, without their hyphens. */
const WORDS: Readonly<Record<string, string>> = {
  'job-canceled-by-user': 'cancelled by a user',
  'job-canceled-by-operator': 'cancelled by an operator',
  'job-canceled-at-device': 'cancelled at the printer',
  'job-hold-until-specified': 'held until somebody releases it',
  'media-empty': 'out of paper',
  'media-needed': 'needs paper',
  'media-jam': 'paper jam',
  'toner-empty': 'out of toner',
  'marker-supply-empty': 'out of ink',
  'cover-open': 'a cover is open',
  'door-open': 'a door is open',
  offline: 'switched off or not connected',
};
/** Reasons that say no more than the state itself. */
const SILENT =
  /^(none|job-(printing|incoming|outgoing|queued|stopped|completed-.*)|processing-to-stop-point|paused)$/;

function wordsOf(reasons: readonly IppValue[]): string {
  return reasons
    .map((reason) => String(reason).replace(/-(error|warning|report)$/, ''))
    .filter((reason) => !SILENT.test(reason))
    .map((reason) => WORDS[reason] ?? reason.replaceAll('-', ' '))
    .join(', ');
}

const textOf = (answer: IppAnswer, name: string) => String(answer.attributes.get(name)?.[0] ?? '').trim();

/**
 * The state of a job from its attributes and those of its printer. A job that waits for a stopped printer is `held`;
 * one that ended with errors has failed, even where CUPS keeps it to be tried again.
 */
export function cupsJobState(job: IppAnswer, printer: IppAnswer | null): PrintState {
  const state = job.attributes.get('job-state')?.[0];
  const reasons = job.attributes.get('job-state-reasons') ?? [];
  const detail =
    [textOf(job, 'job-printer-state-message'), wordsOf(reasons)].find((text) => text !== '') ?? '';
  if (reasons.includes('job-completed-with-errors')) return { state: 'failed', detail };
  if (state === PENDING || state === PROCESSING) {
    if (printer?.attributes.get('printer-state')?.[0] === PRINTER_STOPPED) {
      const why = [
        textOf(printer, 'printer-state-message'),
        wordsOf(printer.attributes.get('printer-state-reasons') ?? []),
      ];
      return { state: 'held', detail: why.find((text) => text !== '') ?? '' };
    }
    return { state: state === PENDING ? 'waiting' : 'printing', detail };
  }
  if (state === HELD) return { state: 'held', detail };
  return state === COMPLETED ? { state: 'completed', detail: '' } : { state: 'failed', detail };
}
