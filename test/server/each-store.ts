/** An office on a server for all tests of a file on one of the stores, and what that server hands out. */
import { afterAll, beforeAll } from 'vitest';
import { must } from './desktop.ts';
import { newPlace, type Office, openOffice, type STORES, type StorePlace } from './office.ts';

/** That of the tests that run. */
export let office: Office;
export let place: StorePlace;

/** Opens an office before the tests of the block that calls it, and takes it away after them. */
export function officeOn(kind: (typeof STORES)[number]): void {
  beforeAll(async () => {
    place = await newPlace(kind);
    office = await openOffice(place, await place.open());
  });
  afterAll(async () => {
    await office.close();
    place.remove();
  });
}

/** Everything that the server hands out of a company, as another device of it sees it. */
export async function whole(company: string) {
  const reader = await office.join(company, 'auditor');
  const { epoch, head, chain } = must(await reader.call(office, 'status', {}, {}, null));
  const { commits, signatures } = must(await reader.pull(office, { epoch }));
  return { epoch, head, chain, commits, signatures, ids: commits.map(idOf) };
}

export const idOf = (pulled: {
  readonly kind: string;
  readonly commit?: { readonly envelope: string };
}): string => {
  const { commit } = pulled;
  return JSON.parse(Buffer.from(commit?.envelope ?? '', 'base64').toString()).id;
};
