/**
 * Issues scheduled drafts on their day (NU5): when the company is opened, and when the day turns. Each is issued by the
 * desktop that scheduled it and by no other, under a command id made from the draft and the day, so that it happens once
 * however often it is tried. What the checks hold up stays a draft and is shown as needing a person.
 */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { scheduledState } from '../../shared/domain/scheduled.ts';
import type { AppError, Finding, Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { draftChanges } from '../commands/draft-changes.ts';
import type { Company } from '../company/company.ts';
import type { Log } from '../ports.ts';
import type { LoopSurroundings } from '../sync/sync-loop.ts';

export interface ScheduledIssueOptions {
  readonly later: LoopSurroundings['later'];
  readonly log: Log;
  readonly issue: (
    company: Company,
    input: ParsedInputOf<'invoices.issue'>,
  ) => Promise<Result<OutputOf<'invoices.issue'>, AppError>>;
  /** What is held up has changed. */
  readonly onChanged: () => void;
}

/** How often it is looked whether the day has turned. */
export const LOOK_EVERY = 60_000;

const held = (code: string): readonly Finding[] => [{ code, severity: 'block', path: '' }];

export class ScheduledIssue {
  private readonly options: ScheduledIssueOptions;
  private company: Company | null = null;
  private day = '';
  private looking: Promise<void> = Promise.resolve();
  private cancel: () => void = () => {};
  private readonly heldUp = new Map<string, readonly Finding[]>();

  constructor(options: ScheduledIssueOptions) {
    this.options = options;
  }

  opened(company: Company): void {
    this.company = company;
    this.day = '';
    this.heldUp.clear();
    this.tick();
  }

  async closing(): Promise<void> {
    this.cancel();
    this.company = null;
    await this.looking;
  }

  /** Why a draft whose day has come was not issued; empty while nothing is known against it. */
  findingsOf(id: string): readonly Finding[] {
    return this.heldUp.get(id) ?? [];
  }

  /** Looks again: something that held a draft up may have changed. */
  look(): Promise<void> {
    const { company } = this;
    this.looking = this.looking.then(async () => {
      if (company === null || company !== this.company) return;
      try {
        await this.issueDue(company);
      } catch (fault) {
        this.options.log.error('scheduled drafts could not be looked at', fault);
      }
    });
    return this.looking;
  }

  private tick(): void {
    const { company } = this;
    if (!company) return;
    if (company.today !== this.day) {
      this.day = company.today;
      void this.look();
    }
    this.cancel = this.options.later(LOOK_EVERY, () => this.tick());
  }

  private async issueDue(company: Company): Promise<void> {
    const drafts = await company.keeper.lookup('drafts', {});
    if (!drafts.ok) return;
    const before = this.heldUp.size;
    this.heldUp.clear();
    const own = drafts.value.flatMap(({ id, draft, discarded }) =>
      !discarded && draft.scheduled?.device === company.deviceId ? [{ id, draft }] : [],
    );
    const byDay = own.sort((a, b) =>
      dayOf(a) < dayOf(b) || (dayOf(a) === dayOf(b) && a.id < b.id) ? -1 : 1,
    );
    for (const { id, draft } of byDay) {
      const why = await this.issueOne(company, id, draft);
      if (why) this.heldUp.set(id, why);
    }
    if (before + this.heldUp.size > 0) this.options.onChanged();
  }

  /** What holds it up; `null` when it was issued or need not be yet. */
  private async issueOne(company: Company, id: string, draft: Draft): Promise<readonly Finding[] | null> {
    const { scheduled, ...plain } = draft;
    if (!scheduled) return null;
    const state = scheduledState(scheduled, draft.issueDate, company.today);
    if (state === 'waiting') return null;
    if (state === 'changed') return held('scheduled-changed');
    const read = await company.drafts.read(id);
    if (!read.ok) return held('scheduled-failed');
    const kept = read.value;
    // Somebody is in the middle of changing it: neither what was nor what will be is what they mean.
    if (kept && (!kept.base || draftChanges(kept.base.draft, kept.draft))) return held('scheduled-typed');
    const issued = await this.options.issue(company, {
      commandId: company.commandFor(id, `scheduled/${scheduled.on}`),
      id,
      // Late, when the program was not running on the day: a document bears the day on which it is issued.
      draft: { ...plain, issueDate: null },
      overrides: [...scheduled.overrides],
    });
    if (issued.ok) return null;
    const { error } = issued;
    if (error.kind === 'findings') return error.findings;
    if (error.kind === 'refused' && error.reason === 'already-issued') return null;
    this.options.log.warn(`a scheduled draft could not be issued: ${error.kind}`);
    return held('scheduled-failed');
  }
}

const dayOf = ({ draft }: { readonly draft: Draft }): string => draft.scheduled?.on ?? '';
