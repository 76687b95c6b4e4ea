import { describe, expect, it } from 'vitest';
import { ariaKeys, isTyping, type KeyStroke, showKeys, strokeOf } from './keys.ts';

const press = (key: string, more: Partial<KeyStroke> = {}): KeyStroke => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('strokes', () => {
  it('reads Ctrl as Mod on Windows and Linux, and Cmd as Mod on macOS', () => {
    expect(strokeOf(press('k', { ctrlKey: true }), 'win32')).toBe('Mod+K');
    expect(strokeOf(press('k', { ctrlKey: true }), 'linux')).toBe('Mod+K');
    expect(strokeOf(press('k', { metaKey: true }), 'darwin')).toBe('Mod+K');
  });

  it('leaves combinations with the other modifier to the system', () => {
    expect(strokeOf(press('k', { metaKey: true }), 'win32')).toBeNull();
    expect(strokeOf(press('k', { ctrlKey: true }), 'darwin')).toBeNull();
  });

  it('is nothing while only a modifier is held', () => {
    expect(strokeOf(press('Control', { ctrlKey: true }), 'linux')).toBeNull();
    expect(strokeOf(press('Shift', { shiftKey: true }), 'linux')).toBeNull();
  });

  it('names Shift with letters and named keys, but not with signs that need it', () => {
    expect(strokeOf(press('P', { ctrlKey: true, shiftKey: true }), 'linux')).toBe('Mod+Shift+P');
    expect(strokeOf(press('Enter', { shiftKey: true }), 'linux')).toBe('Shift+Enter');
    expect(strokeOf(press('?', { shiftKey: true }), 'linux')).toBe('?');
  });

  it('takes the letter of the key itself on layouts that are not Latin', () => {
    expect(strokeOf(press('л', { ctrlKey: true, code: 'KeyK' }), 'linux')).toBe('Mod+K');
  });
});

describe('how keys are shown', () => {
  const ENGLISH = { Mod: 'Ctrl', Shift: 'Shift', Space: 'Space' };
  const GERMAN = { Mod: 'Strg', Shift: 'Umschalt', Space: 'Leertaste' };

  it('writes them as each platform does', () => {
    expect(showKeys('Mod+Shift+P', 'win32', ENGLISH)).toEqual(['Ctrl+Shift+P']);
    expect(showKeys('Mod+Shift+P', 'darwin', ENGLISH)).toEqual(['⌘⇧P']);
    expect(showKeys('Alt+ArrowLeft', 'linux', ENGLISH)).toEqual(['Alt+←']);
  });

  it('names them as keyboards of the language do, but on macOS by their signs', () => {
    expect(showKeys('Mod+Shift+P', 'win32', GERMAN)).toEqual(['Strg+Umschalt+P']);
    expect(showKeys('Shift+Space', 'linux', GERMAN)).toEqual(['Umschalt+Leertaste']);
    expect(showKeys('Mod+Shift+P', 'darwin', GERMAN)).toEqual(['⌘⇧P']);
  });

  it('shows the strokes of a sequence apart', () => {
    expect(showKeys('G I', 'linux', ENGLISH)).toEqual(['G', 'I']);
  });

  it('names combinations for screen readers, and no sequences', () => {
    expect(ariaKeys('Mod+S', 'linux')).toBe('Control+S');
    expect(ariaKeys('Mod+S', 'darwin')).toBe('Meta+S');
    expect(ariaKeys('G I', 'linux')).toBeUndefined();
  });
});

describe('keys that are text', () => {
  it('knows letters and signs from commands', () => {
    expect(['G', '?', 'Enter', 'Shift+Enter', 'Space'].map(isTyping)).toEqual([true, true, true, true, true]);
    expect(['Mod+S', 'Alt+N', 'F2'].map(isTyping)).toEqual([false, false, false]);
  });
});
