/** Why a folder is a bad place for a journal (JO1): several machines, or a service, may write it at the same time. */
export type FolderWarning = 'network' | 'cloud' | 'roaming';

const CLOUD =
  /^(onedrive( - .+)?|dropbox( \(.+\))?|google ?drive|my drive|googledrive-.+|icloud ?drive|iclouddrive|com~apple~clouddocs|cloudstorage|mobile documents|nextcloud|owncloud|box|box sync|pcloud ?drive|mega|megasync|syncthing|seafile|resilio sync|creative cloud files)$/i;
const LINUX_NETWORK = /^\/(run\/user\/\d+\/gvfs|net|mnt\/(nfs|smb|cifs)|media\/sf_)/;

/** What the path's own names tell, without asking the disk; null when nothing speaks against the folder. */
export function warnAboutFolder(path: string, platform: NodeJS.Platform): FolderWarning | null {
  const names = path.split(platform === 'win32' ? /[\\/]+/ : /\/+/);
  if (platform === 'win32' && /^[\\/]{2}(?![?.][\\/](?!unc[\\/]))/i.test(path)) return 'network';
  if (platform === 'darwin' && path.startsWith('/Network/')) return 'network';
  if (platform === 'linux' && LINUX_NETWORK.test(path)) return 'network';
  if (names.some((name) => CLOUD.test(name))) return 'cloud';
  return platform === 'win32' && names.some((name) => /^roaming$/i.test(name)) ? 'roaming' : null;
}
