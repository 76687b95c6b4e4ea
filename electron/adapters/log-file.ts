/**
 * The log file: what the program did and what failed, for support. It names commands, counts and ids; never names of
 * customers, amounts or anything that was typed.
 */
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import type { Log } from '../ports.ts';

const MOST_BYTES = 5 * 1024 * 1024;

/** Kind and place of a fault; messages of errors thrown by the program itself carry no data of the office. */
const describe = (fault: unknown): string =>
  fault instanceof Error ? `${fault.name}: ${fault.message}\n${fault.stack ?? ''}` : String(fault);

export function openLog(dataFolder: string): Log {
  const { transports } = electronLog;
  transports.file.setAppName('Counterfoil');
  transports.file.resolvePathFn = () => join(dataFolder, 'logs', 'main.log');
  transports.file.maxSize = MOST_BYTES;
  transports.file.level = 'info';
  transports.console.level = 'error';
  return {
    info: (message) => electronLog.info(message),
    warn: (message) => electronLog.warn(message),
    error: (message, fault) =>
      electronLog.error(fault === undefined ? message : `${message}: ${describe(fault)}`),
  };
}
