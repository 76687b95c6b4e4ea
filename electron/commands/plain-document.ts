/** Documents that no draft becomes (receipts, correction notices): composed like all others, numbered in their commit. */

import type { ParsedInputOf } from '../../shared/contract/contract.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { checkIssueDay, checkWrittenDay } from '../../shared/domain/issue-day.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, type Finding, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import type { CommandContext } from './command.ts';
import { composeDocument, type DraftSurroundings, surroundingsOf } from './compose-document.ts';
import { type GivenNumber, issueEvents, numberFor } from './give-number.ts';
import { openFromFor } from './open-period.ts';
import { sheetNumberFor } from './paper-series.ts';

/** What is asked about a document that was written by hand, and which questions were passed over, with why (NU6, DO2). */
export interface WrittenQuestions {
  readonly asked: readonly Finding[];
  readonly overrides: ParsedInputOf<'receipts.issue'>['overrides'];
}

type Numbered = Result<GivenNumber, AppError>;

/**
 * Issues what the draft composes to, with what only such a document carries: today, or from a sheet of a pad under its number
 * and day. Today's questions of the day of issue are not asked: the paper follows something that was recorded just now; what
 * blocks, refuses. Of a sheet they are, since what was typed may be misread.
 */
export async function issuePlain(
  context: CommandContext,
  id: string,
  draft: Draft,
  more: Partial<IssuedDocument>,
  { asked, overrides }: WrittenQuestions = { asked: [], overrides: [] },
): Promise<Result<DomainEvent[], AppError>> {
  const around = await surroundingsOf(context, draft);
  if (!around.ok) return around;
  const given = draft.paper
    ? await writtenNumber(context, draft)
    : await todaysNumber(context, draft, around.value);
  if (!given.ok) return given;
  const { series, next } = given.value;
  const findings = [...given.value.findings, ...asked];
  const passed = new Map(overrides.map(({ code, reason }) => [code, reason]));
  const standing = findings.filter(({ severity, code }) => severity === 'block' || !passed.has(code));
  if (standing.length > 0 || !next) return err({ kind: 'findings', findings });
  const issueDate = draft.issueDate ?? context.today;
  const composed = composeDocument(draft, around.value, { number: next.number, issueDate });
  if (!composed.ok) return err({ kind: 'invalid', fields: composed.error });
  const document: IssuedDocument = {
    ...composed.value,
    ...more,
    dueDate: issueDate,
    terms: { name: '', text: '', discount: null },
  };
  return ok(
    issueEvents(
      context,
      id,
      document,
      { series, next },
      {
        draft: null,
        copiedFrom: null,
        overrides: findings.map(({ code }) => ({ code, reason: passed.get(code) ?? '' })),
      },
    ),
  );
}

/** The next number of this desktop's series; of its findings those that block. */
async function todaysNumber(
  context: CommandContext,
  { kind }: Draft,
  { company }: DraftSurroundings,
): Promise<Numbered> {
  const given = await numberFor(context, kind, context.today, company);
  if (!given.ok) return given;
  const ofDay = checkIssueDay({
    issueDate: context.today,
    today: context.today,
    backDating: profileOf(company.profile).backDating,
    lastCommit: context.lastDay,
    lastIssue: given.value.series?.lastIssue ?? null,
    serverDay: null,
  });
  const findings = [...given.value.findings, ...ofDay].filter(({ severity }) => severity === 'block');
  return ok({ ...given.value, findings });
}

/** The number of the sheet, and what is to be said of it and of its day. */
async function writtenNumber(context: CommandContext, draft: Draft): Promise<Numbered> {
  const rows = await context.lookup('series', { device: null });
  if (!rows.ok) return rows;
  const given = await sheetNumberFor(context, draft, rows.value);
  if (!given.ok) return given;
  const written = draft.issueDate;
  const open = await openFromFor(context, written ?? context.today);
  if (!open.ok) return open;
  const ofDay = checkWrittenDay({ written, today: context.today, openFrom: open.value });
  return ok({ ...given.value, findings: [...given.value.findings, ...ofDay] });
}
