import { describe, expect, it } from 'vitest';
import { contract } from '../../../../../shared/contract/contract.ts';
import {
  filterOf,
  INITIAL_VIEW,
  isNarrowed,
  type ListView,
  readView,
  SORTS,
  shownTabs,
  TABS,
  tabOf,
} from './filters.ts';

const CUSTOMER = '00000000-0000-4000-8000-0000000000aa';

describe('what the invoice list shows', () => {
  it('asks the books for every tab and sort in their own words', () => {
    const schema = contract['documents.list'].input;
    for (const tab of TABS) {
      for (const sort of SORTS) {
        const input = {
          ...filterOf({ ...INITIAL_VIEW, tab }, CUSTOMER),
          sort,
          direction: 'asc',
          today: '2026-01-31',
          cursor: null,
          limit: 100,
        };
        expect(schema.safeParse(input).success, `${tab} ${sort}`).toBe(true);
      }
    }
  });

  it('knows whether rows may be hidden by the filter', () => {
    expect(isNarrowed(INITIAL_VIEW, null)).toBe(false);
    expect(isNarrowed({ ...INITIAL_VIEW, tab: 'drafts' }, null)).toBe(false);
    expect(isNarrowed({ ...INITIAL_VIEW, tab: 'overdue' }, null)).toBe(true);
    expect(isNarrowed({ ...INITIAL_VIEW, search: 'x' }, null)).toBe(true);
    expect(isNarrowed({ ...INITIAL_VIEW, to: '2026-01-31' }, null)).toBe(true);
    expect(isNarrowed(INITIAL_VIEW, CUSTOMER)).toBe(true);
  });

  it('survives memories of another version', () => {
    const strange = {
      ...INITIAL_VIEW,
      tab: 'lost',
      sort: 'colour',
      direction: 'sideways',
    } as unknown as ListView;
    expect(readView(strange)).toMatchObject({ tab: 'all', sort: 'issueDate', direction: 'desc' });
    expect(tabOf('overdue')).toBe('overdue');
    expect(tabOf('everything')).toBeUndefined();
  });

  it('DO5: shows the tabs of duties only while some document owes one', () => {
    expect(shownTabs('all', undefined)).not.toContain('clearance');
    expect(shownTabs('all', { clearance: 2, delivery: 0 })).toContain('clearance');
    expect(shownTabs('all', { clearance: 2, delivery: 0 })).not.toContain('delivery');
    expect(shownTabs('delivery', { clearance: 0, delivery: 0 })).toContain('delivery');
  });
});
