/**
 * The log file: what the program did and what failed, for support, a line of JSON each. It names commands, counts and ids;
 * never names of customers, amounts or anything that was typed.
 */
import { join } from 'node:path';
import electronLog from 'electron-log/node';
import { logLine } from '../log-line.ts';
import type { Log } from '../ports.ts';

const MOST_BYTES = 5 * 1024 * 1024;

export function openLog(dataFolder: string): Log {
  const { transports } = electronLog;
  transports.file.setAppName('Counterfoil');
  transports.file.resolvePathFn = () => join(dataFolder, 'logs', 'main.log');
  transports.file.maxSize = MOST_BYTES;
  transports.file.level = 'info';
  transports.file.format = '{text}';
  transports.console.level = 'error';
  return {
    info: (message) => electronLog.info(logLine(Date.now(), 'info', message)),
    warn: (message) => electronLog.warn(logLine(Date.now(), 'warn', message)),
    error: (message, fault) => electronLog.error(logLine(Date.now(), 'error', message, fault)),
  };
}
