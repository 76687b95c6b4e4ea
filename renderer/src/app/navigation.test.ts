import { beforeEach, describe, expect, it } from 'vitest';
import { go, goBack, guardLeaving, replace, startOver, useNavigation } from './navigation.ts';

const place = () => useNavigation.getState().place;

beforeEach(startOver);

describe('the way through the window', () => {
  it('leads back the way it came', async () => {
    await go({ screen: 'customers' });
    await go({ screen: 'customer', id: 'c1' });
    await goBack();
    expect(place()).toEqual({ screen: 'customers' });
    await goBack();
    expect(place()).toEqual({ screen: 'dashboard' });
  });

  it('does not lead back to a place that was replaced, such as a draft that became an invoice', async () => {
    await go({ screen: 'invoices' });
    await go({ screen: 'draft', id: 'd1' });
    await replace({ screen: 'invoice', id: 'd1' });
    await goBack();
    expect(place()).toEqual({ screen: 'invoices' });
  });

  it('leads to the section when there is nothing to go back to', async () => {
    await replace({ screen: 'invoice', id: 'd1' });
    await goBack();
    expect(place()).toEqual({ screen: 'invoices' });
  });
});

describe('unsaved work', () => {
  it('keeps the clerk on the screen until it is let go', async () => {
    let free = false;
    guardLeaving(() => Promise.resolve(free));
    await go({ screen: 'items' });
    expect(place().screen).toBe('dashboard');
    free = true;
    await go({ screen: 'items' });
    expect(place().screen).toBe('items');
  });

  it('asks no more once the guard was lifted', async () => {
    const lift = guardLeaving(() => false);
    lift();
    await go({ screen: 'items' });
    expect(place().screen).toBe('items');
  });
});
