/** Desktops of one office in one process, as tests of sync have them: their disks, the programs on them, and the way to a server. */
import {
  clearDesk,
  type Desk,
  foundOffice,
  newDesk,
  type Office,
  type Program,
  type ProgramOptions,
  startProgram,
} from '../main/harness.ts';
import { ModelServer } from './model-server.ts';
import { type CutLine, lineTo } from './node-transport.ts';
import { connectOffice, joinOffice, quiet } from './office-line.ts';

/** What a test has begun, in the order in which it did; all of it ends with `clear`. */
export class Desks {
  readonly desks: Desk[] = [];
  readonly programs: Program[] = [];
  /** Ways to a server over HTTP, one a desktop, that the test can cut. */
  readonly lines: CutLine[] = [];

  /** A program on a disk of its own. */
  async start(options: ProgramOptions): Promise<Program> {
    const desk = await newDesk();
    this.desks.push(desk);
    const program = await startProgram(desk, undefined, options);
    this.programs.push(program);
    return program;
  }

  /** As `start`, with a line to the server that listens at `url()`. */
  startOnLine(url: () => string): Promise<Program> {
    const line = lineTo(url);
    this.lines.push(line);
    return this.start({ transportTo: () => line.transport });
  }

  /** A program in place of the one that the test has ended on this disk. */
  async startAgain(which: number, options: ProgramOptions, at?: number): Promise<Program> {
    const program = await startProgram(this.desk(which), at, options);
    this.programs[which] = program;
    return program;
  }

  desk(which: number): Desk {
    const desk = this.desks[which];
    if (!desk) throw new Error(`no desktop ${which} has been started`);
    return desk;
  }

  async clear(): Promise<void> {
    for (const program of this.programs) await program.app.close();
    for (const desk of this.desks) await clearDesk(desk);
  }
}

export const wayTo = (server: ModelServer): ProgramOptions => ({ transportTo: () => server.transport });

/** Two desktops of one office that are alike, and the server between them. */
export interface TwoDesktops {
  readonly desks: Desks;
  readonly server: ModelServer;
  readonly mine: Program;
  readonly other: Program;
  readonly office: Office;
}

/** @param role of the person at the other desktop. */
export async function twoDesktops(role: 'clerk' | 'manager' = 'clerk'): Promise<TwoDesktops> {
  const desks = new Desks();
  const server = new ModelServer(Date.now);
  const mine = await desks.start(wayTo(server));
  const office = await foundOffice(mine);
  await connectOffice(mine, server.codeForCompany());
  const other = await desks.start(wayTo(server));
  await joinOffice(mine, other, 'Noor', role);
  await quiet(mine, other);
  return { desks, server, mine, other, office };
}
