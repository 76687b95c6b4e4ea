import { describe, expect, it } from 'vitest';
import { type Action, actionsOf, meaningOf, reachable, runAction, useRegistry } from './shortcuts.ts';

const action = (id: string, more: Partial<Action> = {}): Action => ({
  id,
  label: id,
  run: () => undefined,
  ...more,
});
const idOf = (meaning: ReturnType<typeof meaningOf>): string | null =>
  meaning && 'action' in meaning ? meaning.action.id : null;

describe('what a key means', () => {
  const actions = [
    action('save', { keys: 'Mod+S' }),
    action('map', { keys: '?', also: ['Mod+/'] }),
    action('go.invoices', { keys: 'G I' }),
    action('leave', { keys: 'Escape', inFields: true }),
  ];

  it('finds a command by its keys, and by its further keys', () => {
    expect(idOf(meaningOf(actions, 'Mod+S', null, false))).toBe('save');
    expect(idOf(meaningOf(actions, 'Mod+/', null, false))).toBe('map');
  });

  it('is only what an open dialog itself offers while one stands over the screen', () => {
    const dialog = [...actions, action('keep', { keys: 'Mod+S', inDialog: true })];
    expect(reachable(dialog, true).map(({ id }) => id)).toEqual(['keep']);
    expect(reachable(dialog, false)).toHaveLength(dialog.length);
  });

  it('begins a sequence with its first key and ends it with the second', () => {
    expect(meaningOf(actions, 'G', null, false)).toEqual({ begins: 'G' });
    expect(idOf(meaningOf(actions, 'I', 'G', false))).toBe('go.invoices');
    expect(meaningOf(actions, 'X', 'G', false)).toBeNull();
    expect(meaningOf(actions, 'I', null, false)).toBeNull();
  });

  it('leaves keys that write text to a field, but not commands', () => {
    expect(meaningOf(actions, '?', null, true)).toBeNull();
    expect(meaningOf(actions, 'G', null, true)).toBeNull();
    expect(idOf(meaningOf(actions, 'Mod+S', null, true))).toBe('save');
    expect(idOf(meaningOf(actions, 'Escape', null, true))).toBe('leave');
  });
});

describe('the registry', () => {
  it('prefers the newest layer and passes over what is not enabled', () => {
    const layers = [
      { layer: Symbol('shell'), actions: [action('save', { label: 'under' }), action('go')] },
      {
        layer: Symbol('dialog'),
        actions: [action('save', { label: 'over' }), action('other', { enabled: false })],
      },
    ];
    expect(actionsOf({ layers }).map(({ id, label }) => [id, label])).toEqual([
      ['save', 'over'],
      ['go', 'go'],
    ]);
  });

  it('runs a command by the id that the native menu sends, and says when there is none', () => {
    const done: string[] = [];
    useRegistry.setState({
      layers: [
        { layer: Symbol('shell'), actions: [action('invoices.new', { run: () => done.push('new') })] },
      ],
    });
    expect([runAction('invoices.new'), runAction('no.such')]).toEqual([true, false]);
    expect(done).toEqual(['new']);
  });
});
