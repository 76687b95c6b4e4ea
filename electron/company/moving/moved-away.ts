/**
 * A company whose device has left for another computer, or is about to (DV3, ADR 42): what is here can be looked at, as an
 * auditor does, and nothing is written. Nobody syncs it, sends its mails or prints for it.
 */
import type { CompanyState } from '../../../shared/contract/app.ts';
import { dayIn } from '../../../shared/domain/day-in.ts';
import type { CompanyFields } from '../../../shared/events/masters.ts';
import type { BooksKeeper } from '../books-keeper.ts';
import type { JournalAccess } from '../journal-access.ts';

type OpenState = Extract<CompanyState, { state: 'open' }>;

export interface MovedAwayParts {
  readonly id: string;
  readonly folder: string;
  readonly device: string;
  /** Public half of the receiving computer's pair. */
  readonly receiver: string;
  /** Since when the device's key is gone from here, UTC milliseconds; `null` while the move can still be taken back. */
  readonly since: number | null;
  readonly company: CompanyFields;
  /** Who works here; what becomes of the move is for them to say, if their role allows it. */
  readonly user: OpenState['user'];
  readonly keeper: BooksKeeper;
  readonly access: JournalAccess;
  readonly now: () => number;
}

export class MovedAway {
  readonly id: string;
  readonly folder: string;
  readonly device: string;
  readonly receiver: string;
  readonly since: number | null;
  readonly company: CompanyFields;
  readonly keeper: BooksKeeper;
  private readonly parts: MovedAwayParts;

  constructor(parts: MovedAwayParts) {
    this.parts = parts;
    this.id = parts.id;
    this.folder = parts.folder;
    this.device = parts.device;
    this.receiver = parts.receiver;
    this.since = parts.since;
    this.company = parts.company;
    this.keeper = parts.keeper;
  }

  /** Whether who works here may say what becomes of the move. */
  get mayDecide(): boolean {
    const { role } = this.parts.user;
    return role === 'manager' || role === 'owner';
  }

  state(demo: boolean): OpenState {
    const { id, company, since, parts, device, mayDecide } = this;
    return {
      state: 'open',
      company: { id, name: company.name },
      demo,
      user: { ...parts.user, role: 'auditor' },
      device,
      users: 1,
      today: dayIn(company.timeZone, parts.now()),
      profile: company.profile,
      warnings: [],
      arriving: null,
      moved: { since, mayDecide },
    };
  }

  async close(): Promise<void> {
    await this.keeper.close();
    await this.parts.access.close();
  }
}
