import { describe, expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import type { ServerPlace } from '../sync/server-address.ts';
import type { Transport } from '../sync/wire-client.ts';
import { HubFinder } from './hub-finder.ts';
import { type HubNetwork, markOf, type SeenHub } from './hub-ports.ts';

const pin = 'ab'.repeat(32);
const place: ServerPlace = { address: 'https://192.0.2.7:8471', pin };
const REQUEST = { method: 'GET', path: '/v5/hello', headers: {}, body: new Uint8Array() };

function office(answering: string) {
  const asked: string[] = [];
  let hear: ((hub: SeenHub) => void) | null = null;
  const network: HubNetwork = {
    announce: () => () => undefined,
    listen: (onSeen) => {
      hear = onSeen;
      return () => {
        hear = null;
      };
    },
    addresses: () => [],
  };
  const timers: (() => void)[] = [];
  const around = {
    now: () => 0,
    random: () => 0,
    later: (_milliseconds: number, call: () => void) => {
      timers.push(call);
      return () => void timers.splice(timers.indexOf(call), 1);
    },
  };
  const transportTo =
    ({ address }: ServerPlace): Transport =>
    async () => {
      asked.push(address);
      return address === answering
        ? { answered: true, status: 200, retryAfter: null, body: new Uint8Array() }
        : { answered: false, why: 'unreachable' };
    };
  return {
    asked,
    finder: new HubFinder(network, around),
    transportTo,
    listens: () => hear !== null,
    say: (hub: SeenHub) => hear?.(hub),
    passTime: () => {
      for (const call of timers.splice(0)) call();
    },
  };
}

const NEVER = new AbortController().signal;

describe('the finder of hubs', () => {
  it('asks the network only when the known address does not answer, and stays at the one that does', async () => {
    const { asked, finder, transportTo, say, listens } = office('https://192.0.2.9:8471');
    const line = finder.lineTo(place, transportTo);
    const answer = line(REQUEST, NEVER);
    await eventually(() => expect(listens()).toBe(true));
    say({ name: 'another', mark: markOf('cd'.repeat(32)), address: 'https://192.0.2.66:8471' });
    say({ name: 'ours', mark: markOf(pin), address: 'https://192.0.2.9:8471' });
    expect(await answer).toMatchObject({ answered: true });
    expect(await line(REQUEST, NEVER)).toMatchObject({ answered: true });
    expect(asked).toEqual([place.address, 'https://192.0.2.9:8471', 'https://192.0.2.9:8471']);
  });

  it('answers as before when nothing is heard, and stops listening after a while', async () => {
    const { asked, finder, transportTo, passTime, listens } = office('nowhere');
    const answer = finder.lineTo(place, transportTo)(REQUEST, NEVER);
    await eventually(() => expect(listens()).toBe(true));
    passTime();
    expect(await answer).toEqual({ answered: false, why: 'unreachable' });
    expect(asked).toEqual([place.address]);
    expect(listens()).toBe(false);
  });

  it('looks for no server that has no certificate of its own', async () => {
    const { finder, transportTo, listens } = office('nowhere');
    const line = finder.lineTo({ ...place, pin: '' }, transportTo);
    expect(await line(REQUEST, NEVER)).toEqual({ answered: false, why: 'unreachable' });
    expect(listens()).toBe(false);
  });
});
