import { describe, expect, it } from 'vitest';
import { warnAboutFolder } from './folder-warning.ts';

describe('warnAboutFolder', () => {
  it.each([
    ['C:\\Users\\Ann\\OneDrive\\Counterfoil', 'win32', 'cloud'],
    ['C:\\Users\\Ann\\OneDrive - Smith Ltd\\Counterfoil', 'win32', 'cloud'],
    ['C:/Users/Ann/Dropbox/Counterfoil', 'win32', 'cloud'],
    ['C:\\Users\\Ann\\Dropbox (Personal)\\Counterfoil', 'win32', 'cloud'],
    ['G:\\My Drive\\Counterfoil', 'win32', 'cloud'],
    ['\\\\server\\share\\Counterfoil', 'win32', 'network'],
    ['//server/share/Counterfoil', 'win32', 'network'],
    ['\\\\?\\UNC\\server\\share\\Counterfoil', 'win32', 'network'],
    ['C:\\Users\\Ann\\AppData\\Roaming\\Counterfoil', 'win32', 'roaming'],
    ['/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/Counterfoil', 'darwin', 'cloud'],
    ['/Users/ann/Library/CloudStorage/GoogleDrive-ann/Counterfoil', 'darwin', 'cloud'],
    ['/Network/Servers/office/Counterfoil', 'darwin', 'network'],
    ['/home/ann/Nextcloud/Counterfoil', 'linux', 'cloud'],
    ['/run/user/1000/gvfs/smb-share:server=office/Counterfoil', 'linux', 'network'],
    ['/mnt/nfs/office/Counterfoil', 'linux', 'network'],
  ] as const)('JO1: warns about %s', (path, platform, warning) => {
    expect(warnAboutFolder(path, platform)).toBe(warning);
  });

  it.each([
    ['C:\\Users\\Ann\\AppData\\Local\\Counterfoil', 'win32'],
    ['\\\\?\\C:\\Users\\Ann\\AppData\\Local\\Counterfoil', 'win32'],
    ['D:\\Sandbox\\Counterfoil', 'win32'],
    ['/Users/ann/Library/Application Support/Counterfoil', 'darwin'],
    ['/home/ann/.local/share/counterfoil', 'linux'],
    ['/home/ann/Inbox/roaming/counterfoil', 'linux'],
  ] as const)('says nothing against %s', (path, platform) => {
    expect(warnAboutFolder(path, platform)).toBeNull();
  });
});
