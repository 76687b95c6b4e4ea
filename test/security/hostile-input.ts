/** What a page that was taken over could send: messages that fit the contract, messages bent out of shape, and worse. */
import type { Sender } from '../../electron/ipc/router.ts';
import { type ChannelName, contract, type InputOf } from '../../shared/contract/contract.ts';
import { OWN_PAGE } from '../main/harness.ts';
import type { RandomInput } from './random-input.ts';

/** One message as the transport would bring it: everything in it survives a structured clone. */
export interface Message {
  readonly sender: Sender;
  readonly channel: unknown;
  readonly input: unknown;
}

/** What takes long when it is meant well: sent a third as often as the rest. */
const SELDOM: ReadonlySet<ChannelName> = new Set<ChannelName>([
  'companies.create',
  'companies.createDemo',
  'companies.open',
  'companies.close',
  'companies.rebuildBooks',
  'companies.verify',
]);
const ALL = Object.keys(contract) as ChannelName[];
const CHANNELS = [1, 2, 3].flatMap((turn) => ALL.filter((name) => turn === 1 || !SELDOM.has(name)));

const WRONG_CHANNELS: readonly unknown[] = [
  '__proto__',
  'constructor',
  'toString',
  'invoices.issue ',
  'INVOICES.ISSUE',
  'invoices',
  '',
  null,
  7,
  ['invoices.issue'],
  { toString: 'invoices.issue' },
];

const WRONG_SENDERS: readonly Sender[] = [
  { ...OWN_PAGE, ownWindow: false },
  { ...OWN_PAGE, mainFrame: false },
  { ...OWN_PAGE, origin: 'app://books' },
  { ...OWN_PAGE, origin: '' },
];

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

function circle(): unknown {
  const ring: Record<string, unknown> = { id: 'ring', fields: {}, draft: {} };
  ring.self = ring;
  ring.draft = ring;
  return ring;
}

/** Values that no form sends, made anew each time since some of them are large. */
const MONSTERS: readonly (() => unknown)[] = [
  circle,
  () => nested(1000),
  () => 'x'.repeat(500_000),
  () => new Array(100_000),
  () => new Map([['commandId', 'x']]),
  () => new Set([1, 2]),
  () => new Date(Number.NaN),
  () => 10n ** 30n,
  () => /(a+)+$/,
  () => new Error('not an input'),
  () => new Uint8Array(100_000),
  () => new Float64Array([Number.NaN]),
  () => JSON.parse('{"__proto__": {"role": "owner"}, "constructor": {"prototype": {"ok": true}}}'),
  () => Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`field${at}`, at])),
];

/** Takes a field away, doubles it under another name, or puts a monster in its place, somewhere within the value. */
function bend(value: unknown, random: RandomInput): unknown {
  const monster = (): unknown => random.pick(MONSTERS)();
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return monster();
  const keys = Object.keys(value);
  const key = random.pick(keys);
  if (key === undefined) return monster();
  const inner = (value as Record<string, unknown>)[key];
  const bent: Record<string, unknown> = { ...value };
  switch (random.pick(['into', 'into', 'away', 'monster', 'more', 'list'] as const)) {
    case 'into':
      bent[key] = bend(inner, random);
      break;
    case 'away':
      delete bent[key];
      break;
    case 'more':
      bent[`${key}2`] = monster();
      break;
    case 'list':
      bent[key] = [inner, inner];
      break;
    default:
      bent[key] = monster();
  }
  return Array.isArray(value) ? Object.values(bent) : bent;
}

/** A made-up company of the size that was drawn would take hours: a small one does the same. */
function modest(input: unknown): unknown {
  const invoices = (input as { readonly invoices?: unknown } | null | undefined)?.invoices;
  return typeof invoices === 'number' && invoices > 3 ? { ...(input as object), invoices: 3 } : input;
}

/** What an honest page would send on channels whose shape is too rich to be hit by chance; made anew each time. */
export type HonestInputs = { readonly [Name in ChannelName]?: () => InputOf<Name> };

/** An input of a channel: an honest one, or one that was drawn; of a few draws, the first that fits its shape. */
function inputFor(name: ChannelName, random: RandomInput, honest: HonestInputs): unknown {
  const { input } = contract[name];
  const make = honest[name];
  if (make && random.pick([true, true, false])) return make();
  let draw = modest(random.of(input));
  for (let more = 0; more < 4 && !input.safeParse(draw).success; more += 1) draw = modest(random.of(input));
  return draw;
}

/** The next message: about half fit their channel's shape, some come from a wrong sender or on a wrong channel. */
export function hostileMessage(random: RandomInput, honest: HonestInputs): Message {
  const kind = random.pick(['fits', 'fits', 'fits', 'fits', 'bent', 'bent', 'bent', 'wrong'] as const);
  const name = random.pick(CHANNELS);
  const fitting = inputFor(name, random, honest);
  if (kind === 'fits') return { sender: OWN_PAGE, channel: name, input: fitting };
  if (kind === 'bent') return { sender: OWN_PAGE, channel: name, input: modest(bend(fitting, random)) };
  return random.pick([true, false])
    ? { sender: OWN_PAGE, channel: random.pick(WRONG_CHANNELS), input: fitting }
    : { sender: random.pick(WRONG_SENDERS), channel: name, input: fitting };
}

const TRIES = 400;

/** A message that the channel's shape takes, as chance finds one; `null` where it finds none. */
export function fittingMessage(name: ChannelName, random: RandomInput, honest: HonestInputs): Message | null {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const message = { sender: OWN_PAGE, channel: name, input: inputFor(name, random, honest) };
    if (!isMalformed(message)) return message;
  }
  return null;
}

/** Whether a message must be turned away whatever the company holds: wrong sender, channel or shape. */
export function isMalformed({ sender, channel, input }: Message): boolean {
  if (!WRONG_SENDERS.includes(sender) && typeof channel === 'string' && Object.hasOwn(contract, channel))
    return !contract[channel as ChannelName].input.safeParse(input).success;
  return true;
}
