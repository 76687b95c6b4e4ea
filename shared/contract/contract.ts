/** The typed IPC contract: every channel between page and main process on one map. */
import type { z } from '../events/zod.ts';
import { appChannels } from './app.ts';
import type { Channel } from './channel.ts';
import { creditChannels } from './credits.ts';
import { documentChannels } from './documents.ts';
import { exportChannels } from './exports.ts';
import { hubChannels } from './hub.ts';
import { mailChannels } from './mail.ts';
import { masterChannels } from './masters.ts';
import { movingChannels } from './moving.ts';
import { paperChannels } from './papers.ts';
import { paymentChannels } from './payments.ts';
import { periodChannels } from './periods.ts';
import { personalChannels } from './personal.ts';
import { priceChannels } from './prices.ts';
import { printingChannels } from './printing.ts';
import { reviewChannels } from './review.ts';
import { syncChannels } from './sync.ts';

/** Goes up whenever a channel's shape changes; the fingerprint test holds it to that. */
export const CONTRACT_VERSION = 80;

export const contract = {
  ...appChannels,
  ...masterChannels,
  ...documentChannels,
  ...paperChannels,
  ...paymentChannels,
  ...creditChannels,
  ...syncChannels,
  ...reviewChannels,
  ...hubChannels,
  ...mailChannels,
  ...personalChannels,
  ...priceChannels,
  ...printingChannels,
  ...periodChannels,
  ...exportChannels,
  ...movingChannels,
} as const satisfies Record<string, Channel>;

export type Contract = typeof contract;
export type ChannelName = keyof Contract;
/** What the page passes, before transforms such as trimming. */
export type InputOf<Name extends ChannelName> = z.input<Contract[Name]['input']>;
/** What a handler receives. */
export type ParsedInputOf<Name extends ChannelName> = z.output<Contract[Name]['input']>;
export type OutputOf<Name extends ChannelName> = z.output<Contract[Name]['output']>;

export type CommandName = {
  [Name in ChannelName]: Contract[Name]['kind'] extends 'command' ? Name : never;
}[ChannelName];
export type QueryName = Exclude<ChannelName, CommandName>;
/** Queries that go to the books as they are. */
export type BooksQueryName = {
  [Name in ChannelName]: Contract[Name]['answeredBy'] extends 'books' ? Name : never;
}[ChannelName];
export type MainChannelName = Exclude<ChannelName, BooksQueryName>;
