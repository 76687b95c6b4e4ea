/** Documents that no draft becomes (receipts, correction notices): composed like all others, numbered in their commit. */

import type { IssuedDocument } from '../../shared/domain/document.ts';
import { checkIssueDay } from '../../shared/domain/issue-day.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import type { CommandContext } from './command.ts';
import { composeDocument, surroundingsOf } from './compose-document.ts';
import { issueEvents, numberFor } from './give-number.ts';

/**
 * Issues today what the draft composes to, with what only such a document carries. Questions of the day of issue are not
 * asked: the paper follows something that was recorded just now; what blocks, refuses.
 */
export async function issuePlain(
  context: CommandContext,
  id: string,
  draft: Draft,
  more: Partial<IssuedDocument>,
): Promise<Result<DomainEvent[], AppError>> {
  const around = await surroundingsOf(context, draft);
  if (!around.ok) return around;
  const { company } = around.value;
  const given = await numberFor(context, draft.kind, context.today, company);
  if (!given.ok) return given;
  const { series, next, findings } = given.value;
  const ofDay = checkIssueDay({
    issueDate: context.today,
    today: context.today,
    backDating: profileOf(company.profile).backDating,
    lastCommit: context.lastDay,
    lastIssue: series?.lastIssue ?? null,
    serverDay: null,
  });
  const blocking = [...findings, ...ofDay].filter(({ severity }) => severity === 'block');
  if (blocking.length > 0 || !next) return err({ kind: 'findings', findings: blocking });
  const composed = composeDocument(draft, around.value, { number: next.number, issueDate: context.today });
  if (!composed.ok) return err({ kind: 'invalid', fields: composed.error });
  const document: IssuedDocument = {
    ...composed.value,
    ...more,
    dueDate: context.today,
    terms: { name: '', text: '', discount: null },
  };
  return ok(
    issueEvents(context, id, document, { series, next }, { draft: null, copiedFrom: null, overrides: [] }),
  );
}
