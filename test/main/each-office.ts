/** A small office of its own for every test of a file: its desk, the program on it, and its records. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import {
  type Desk,
  leaveOffice,
  type Office,
  openOffice,
  type Program,
  type ProgramOptions,
} from './harness.ts';

/** Those of the test that runs. */
export let desk: Desk;
export let program: Program;
export let office: Office;
/** The folder that the system's dialogs answer. */
export let chosen: string;

/** Opens an office before each test of the file and takes it away after it; a program that was begun in its place too. */
export function officeForEach(options?: ProgramOptions): void {
  beforeEach(async () => {
    chosen = await mkdtemp(join(tmpdir(), 'counterfoil-chosen-'));
    ({ desk, program, office } = await openOffice(chosen, options));
  });
  afterEach(async () => {
    await leaveOffice(desk, program);
    await rm(chosen, { recursive: true, force: true });
  });
}

/** From here on the test goes on with this program, begun on the same desk. */
export function goOnWith(begun: Program): void {
  program = begun;
}
