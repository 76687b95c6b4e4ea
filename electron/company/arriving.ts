/**
 * A company that this desktop has joined and whose record is coming for the first time (SY5): what is there can be looked at,
 * as an auditor does; nothing can be changed until all of it has come, since this desktop does not know yet who it is.
 */
import type { CompanyState } from '../../shared/contract/app.ts';
import { dayIn } from '../../shared/domain/day-in.ts';
import type { CompanyFields } from '../../shared/events/masters.ts';
import type { BooksKeeper } from './books-keeper.ts';

type OpenState = Extract<CompanyState, { state: 'open' }>;

export interface ArrivingOptions {
  readonly id: string;
  readonly device: string;
  readonly keeper: BooksKeeper;
  readonly now: () => number;
}

export class Arriving {
  readonly keeper: BooksKeeper;
  private readonly options: ArrivingOptions;
  private fields: Pick<CompanyFields, 'name' | 'timeZone' | 'profile'> | null = null;
  private progress: OpenState['arriving'] = null;

  constructor(options: ArrivingOptions) {
    this.options = options;
    this.keeper = options.keeper;
  }

  /** The founding commit is here: there is something to look at. */
  get isReadable(): boolean {
    return this.fields !== null;
  }

  /** Notes how far the record has come, and looks whether there is something to see by now. */
  async came(done: number, total: number | null): Promise<void> {
    this.progress = { done, total };
    if (this.fields) return;
    const company = await this.keeper.lookup('company', {});
    if (company.ok && company.value) this.fields = company.value.fields;
  }

  /** What the page is told; `null` while nothing can be seen. */
  get state(): OpenState | null {
    const { fields, progress } = this;
    const { id, device, now } = this.options;
    return (
      fields && {
        state: 'open',
        company: { id, name: fields.name },
        demo: false,
        user: { id: device, name: '', role: 'auditor' },
        device,
        users: 1,
        today: dayIn(fields.timeZone, now()),
        profile: fields.profile,
        warnings: [],
        arriving: progress,
        moved: null,
      }
    );
  }
}
