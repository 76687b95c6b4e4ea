/** The program around the company: which companies there are, settings of this desktop, help with faults. */
import { companyFields, zLanguage } from '../events/masters.ts';
import { zBytes, zDay, zId } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command, EVERYBODY, MANAGEMENT, mainQuery } from './channel.ts';
import { companyTyped } from './masters.ts';
import { zPrintKind, zPrintPreference } from './printing.ts';
import { zSyncStatus } from './sync.ts';

const beforeCompany = { roles: EVERYBODY, withoutCompany: true } as const;

export const zTheme = z.enum(['system', 'light', 'dark']);

/** Settings of this desktop; they belong to no company and to no commit. */
export const zSettings = z.object({
  theme: zTheme,
  /** `null` follows the system. */
  language: zLanguage.nullable(),
  printing: z.partialRecord(zPrintKind, zPrintPreference),
  /**
   * Address of the update feed; empty for none: then the program never asks (updates are the office's choice). Only
   * whoever can write the settings file sets it, since no channel lets the page name an address to fetch.
   */
  updateFeed: z.string().max(300),
  /** Filters, sort and columns of lists, as the page wrote them. */
  lists: z.record(z.string().max(60), z.string().max(4000)),
});

export const zCompanyEntry = z.object({
  id: zId,
  name: z.string(),
  demo: z.boolean(),
  /** Instant of the last opening, UTC milliseconds. */
  opened: z.number().int(),
});

const zOpening = z.object({ id: zId, name: z.string() });

/** How a company's opening stands; a company that could not be opened says why and what can be done. */
export const zCompanyState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({
    state: z.literal('opening'),
    company: zOpening,
    /** `fetch`: this desktop has joined and gets the office's record for the first time. */
    step: z.enum(['journal', 'books', 'rebuild', 'fetch', 'move-out']),
    done: z.number().int(),
    /** `null` while it is not known. */
    total: z.number().int().nullable(),
  }),
  z.object({
    state: z.literal('open'),
    company: zOpening,
    demo: z.boolean(),
    user: z.object({ id: zId, name: z.string(), role: z.enum(['clerk', 'manager', 'auditor', 'owner']) }),
    /** This desktop, as the record knows it. */
    device: zId,
    /** Users in this company; with one, the screen says nothing of roles. */
    users: z.number().int(),
    today: zDay,
    /** The company's country profile: the page speaks its words from the first screen on. */
    profile: companyFields.shape.profile,
    /** `books-rebuilt`: figures disagreed and were computed anew; `books-differ`: and still are not what was noted (BO4). */
    warnings: z.array(
      z.enum(['low-disk', 'cloud-folder', 'key-in-file', 'clock-behind', 'books-rebuilt', 'books-differ']),
    ),
    /** The record comes for the first time (SY5): until it is here it can be looked at, and nothing is verified yet. */
    arriving: z.object({ done: z.number().int(), total: z.number().int().nullable() }).nullable(),
    /**
     * This desktop's device has moved to another computer, or is about to (DV3): nothing is written here. `since`: instant at
     * which it left, UTC milliseconds; until then the move can be taken back. `mayDecide`: by whoever works here.
     */
    moved: z.object({ since: z.number().int().nullable(), mayDecide: z.boolean() }).nullable(),
  }),
  /** The journal is damaged beyond what the books can fill: what stands before the damage can be read and exported (JO8). */
  z.object({
    state: z.literal('damaged'),
    company: zOpening,
    /** The first frame that cannot be trusted: file, byte, number. From it on nothing is proven. */
    fault: z.object({
      segment: z.string(),
      offset: z.number().int(),
      number: z.number().int(),
      problem: z.string(),
    }),
    /** `until`: instant of the last proven entry, UTC milliseconds. */
    proven: z.object({
      frames: z.number().int(),
      commits: z.number().int(),
      until: z.number().int().nullable(),
    }),
    today: zDay,
  }),
  z.object({
    state: z.literal('refused'),
    company: zOpening,
    reason: z.enum(['in-use', 'read-only', 'disk-full', 'corrupt', 'io', 'missing', 'forked']),
    detail: z.string(),
  }),
]);

/**
 * Small files of this desktop that are wrong: under `paths` lie what was damaged and has been set aside, or what cannot be read and
 * was left as it is, relative to the data folder.
 */
export const zFileTroubles = z.array(
  z.object({
    file: z.enum([
      'companies',
      'settings',
      'marks',
      'drafts',
      'sealing',
      'personal',
      'secrets',
      'sync',
      'mail',
      'outbox',
      'prints',
      'hub',
    ]),
    state: z.enum(['damaged', 'unreadable']),
    paths: z.array(z.string()),
  }),
);

export const appChannels = {
  'app.state': {
    ...mainQuery(
      z.object({}),
      z.object({
        version: z.string(),
        platform: z.enum(['win32', 'darwin', 'linux']),
        /** Locale of the system, BCP 47, for dates and amounts on screen. */
        locale: z.string(),
        /** Where companies are kept, to be shown and backed up. */
        dataFolder: z.string(),
        logFile: z.string(),
        settings: zSettings,
        companies: z.array(zCompanyEntry),
        troubles: zFileTroubles,
        company: zCompanyState,
      }),
    ),
    ...beforeCompany,
  },
  'settings.save': {
    ...command(zSettings.omit({ updateFeed: true }).partial(), zSettings),
    ...beforeCompany,
  },
  'companies.create': {
    ...command(
      z.object({
        commandId: zId,
        company: companyTyped.partial().extend({
          name: companyFields.shape.name,
          profile: companyFields.shape.profile,
          currency: companyFields.shape.currency,
        }),
        owner: z.string().max(80),
        series: z.object({
          prefix: z.string().max(12),
          yearly: z.boolean(),
          width: z.number().int().min(1).max(10),
          first: z.number().int().min(1).max(999_999_999),
        }),
        logo: zBytes.nullable(),
      }),
      zOpening,
    ),
    ...beforeCompany,
  },
  /** A made-up company with customers, invoices and payments, to try things with. */
  'companies.createDemo': {
    ...command(
      z.object({
        commandId: zId,
        profile: companyFields.shape.profile,
        name: z.string().max(120),
        invoices: z.number().int().min(0).max(1_000_000),
      }),
      zOpening,
    ),
    ...beforeCompany,
  },
  'companies.open': { ...command(z.object({ id: zId }), zOpening), ...beforeCompany },
  'companies.close': { ...command(z.object({}), z.object({})), ...beforeCompany },
  /** Throws the books away and builds them again from the journal, with progress. */
  'companies.rebuildBooks': command(z.object({}), z.object({}), MANAGEMENT),
  /**
   * Checks the whole record (AU2, BO4): journal, commits, signatures, archived files, books. `intact` says that nothing is
   * wrong now; what was wrong and has been mended is among the findings.
   */
  'companies.verify': command(
    z.object({}),
    z.object({
      intact: z.boolean(),
      commits: z.number().int(),
      frames: z.number().int(),
      signatures: z.number().int(),
      files: z.number().int(),
      /** The first finding that stands, in words for support. */
      problem: z.string().nullable(),
      findings: z.array(
        z.object({
          what: z.enum(['frame', 'commit', 'file-missing', 'file-damaged', 'books', 'fold', 'checkpoint']),
          detail: z.string(),
          mended: z.boolean(),
        }),
      ),
    }),
    EVERYBODY,
  ),
  /**
   * Writes what can be read of a damaged company to a place that the user chooses: a list as CSV, the archived PDFs into a
   * folder, or the proven commits as lines of JSON. The company itself is not touched.
   */
  'recovery.export': {
    ...command(
      z.object({ what: z.enum(['invoices', 'payments', 'customers', 'open-items', 'files', 'commits']) }),
      z.object({
        saved: z.boolean(),
        count: z.number().int(),
        /** Files that are missing or damaged. */
        missing: z.number().int(),
      }),
      EVERYBODY,
    ),
    withoutCompany: true,
  },
  /** Shows the company's folder in the system's file manager. */
  'companies.showFolder': { ...command(z.object({}), z.object({}), EVERYBODY), withoutCompany: true },
  /** Stops a piece of long work that `progress` told of. */
  'tasks.cancel': {
    ...command(z.object({ task: z.string().max(60) }), z.object({}), EVERYBODY),
    withoutCompany: true,
  },
  /** Notes a fault of the page in the log file; text is cut and no field values are sent. */
  'log.fault': {
    ...command(
      z.object({ message: z.string().max(2000), stack: z.string().max(8000) }),
      z.object({}),
      EVERYBODY,
    ),
    withoutCompany: true,
  },
  'books.counts': booksQuery(
    z.object({}),
    z.object({ customers: z.number().int(), documents: z.number().int(), payments: z.number().int() }),
  ),
} as const;

/** Topics that a commit touched; open screens that show one ask again. */
export const zTopic = z.enum([
  'review',
  'company',
  'customers',
  'personal',
  'items',
  'lists',
  'drafts',
  'documents',
  /** Which file is a document's own: one more commit of it, of which lists and figures say nothing. */
  'files',
  'payments',
  'series',
  'mail',
  'prices',
  'prints',
  'periods',
]);
export type Topic = z.output<typeof zTopic>;

/** What main pushes to the page without being asked. */
export const zPush = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), topics: z.array(zTopic) }),
  z.object({ type: z.literal('state'), company: zCompanyState }),
  z.object({
    type: z.literal('progress'),
    task: z.string(),
    label: z.enum([
      'rebuild',
      'seed',
      'verify',
      'verify-files',
      'verify-books',
      'export',
      'print',
      'mail',
      'update',
      'close-period',
      'hub-backup',
      'hub-restore',
      'take-over',
    ]),
    done: z.number().int(),
    total: z.number().int().nullable(),
    cancellable: z.boolean(),
  }),
  z.object({ type: z.literal('finished'), task: z.string() }),
  /** A command of the native menu that the page carries out. */
  z.object({ type: z.literal('menu'), action: z.string() }),
  z.object({ type: z.literal('pdf-ready'), document: zId }),
  z.object({ type: z.literal('sync'), status: zSyncStatus }),
  /** Files that were damaged or cannot be read have been found, or can be read again. */
  z.object({ type: z.literal('troubles'), troubles: zFileTroubles }),
]);
export type Push = z.output<typeof zPush>;
export type FileTroubles = z.output<typeof zFileTroubles>;
export type Settings = z.output<typeof zSettings>;
export type CompanyState = z.output<typeof zCompanyState>;
