import { describe, expect, it } from 'vitest';
import { cupsJobState } from './cups-job-state.ts';
import { cupsPrinter } from './cups-printer.ts';
import {
  decodeAnswer,
  encodeRequest,
  GET_JOB_ATTRIBUTES,
  type IppAnswer,
  type IppValue,
} from './ipp-message.ts';
import { parseDefault, parseQueues, parseRejecting, parseRequestId } from './parse-lpstat.ts';
import type { FileJob } from './printer-port.ts';
import type { CommandOutput } from './run-command.ts';

const job: FileJob = {
  path: '/tmp/a.pdf',
  printer: 'Office',
  tray: '',
  copies: 1,
  paper: 'A4',
  title: 'RE-1',
  fit: false,
};

/** A system whose programs answer as told, by the command line's beginning; everything else prints nothing. */
function system(
  answers: Readonly<Record<string, Partial<CommandOutput>>>,
  description: string | null = null,
) {
  const calls: string[] = [];
  const run = async (
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ) => {
    const line = [command, ...args].join(' ');
    calls.push(`${env.LC_ALL} ${line}`);
    const answer = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1];
    return { code: 0, stdout: '', stderr: '', ...answer };
  };
  return { calls, spooler: cupsPrinter({ run, ask: async () => null, read: async () => description }) };
}

const IDLE = 'printer Office is idle.  enabled since Mon\n\tForm mounted:\n\tDescription: Upstairs\n';

describe('cupsPrinter', () => {
  it('runs everything in the C locale and without a shell, the file last and behind --', async () => {
    const { calls, spooler } = system({
      'lpstat -l -p': { stdout: IDLE },
      'lp ': { stdout: 'request id is Office-7 (1 file(s))\n' },
    });
    expect(await spooler.print({ ...job, title: 'a\nb' })).toEqual({ ok: true, value: { job: 'Office-7' } });
    expect(calls.every((call) => call.startsWith('C '))).toBe(true);
    expect(calls.at(-1)).toBe('C lp -d Office -n 1 -t a b -o media=A4 -o print-scaling=none -- /tmp/a.pdf');
  });

  it('scales a document made for the other paper', async () => {
    const { calls, spooler } = system({
      'lpstat -l -p': { stdout: IDLE },
      'lp ': { stdout: 'request id is Office-8 (1 file(s))\n' },
    });
    await spooler.print({ ...job, paper: 'Letter', fit: true });
    expect(calls.at(-1)).toContain('-o media=Letter -o print-scaling=fit');
  });

  it('prints on a network printer that has no queue yet', async () => {
    const { spooler } = system({
      'lpstat -e': { stdout: 'Office\n' },
      'lp ': { stdout: 'request id is Office-1 (1 file(s))\n' },
    });
    expect(await spooler.list()).toMatchObject({ ok: true, value: [{ name: 'Office', ready: true }] });
    expect(await spooler.print(job)).toMatchObject({ ok: true });
  });

  it('takes the paper from the tray that was chosen, and from no other than one that the printer has', async () => {
    const { calls, spooler } = system(
      { 'lpstat -l -p': { stdout: IDLE }, 'lp ': { stdout: 'request id is Office-9 (1 file(s))\n' } },
      '*OpenUI *InputSlot: PickOne\n*DefaultInputSlot: Auto\n*InputSlot Auto/Chosen by itself: "x"\r\n*InputSlot Tray1: ""\n*InputSlot MultiPurpose/: ""\n*InputSlot tray-2: ""\n*PageSize A4/A4: ""\n',
    );
    expect(await spooler.trays('Office')).toEqual({
      ok: true,
      value: [
        { id: 'Auto', name: 'Chosen by itself' },
        { id: 'Tray1', name: 'Tray 1' },
        { id: 'MultiPurpose', name: 'Multi Purpose' },
        { id: 'tray-2', name: 'Tray 2' },
      ],
    });
    expect(await spooler.print({ ...job, tray: 'Tray1' })).toMatchObject({ ok: true });
    expect(calls.at(-1)).toContain('-o InputSlot=Tray1 -- /tmp/a.pdf');
    const before = calls.filter((call) => call.includes(' lp ')).length;
    expect(await spooler.print({ ...job, tray: 'Tray1 job-sheets=secret' })).toMatchObject({
      error: { problem: 'tray-not-found', detail: 'Tray1 job-sheets=secret' },
    });
    expect(calls.filter((call) => call.includes(' lp '))).toHaveLength(before);
  });

  it('knows no trays of a printer that has no choice', async () => {
    expect(await system({}).spooler.trays('Office')).toEqual({ ok: true, value: [] });
  });

  it('reports what lp said when it took nothing', async () => {
    const { spooler } = system({
      'lpstat -l -p': { stdout: IDLE },
      'lp ': { code: 1, stderr: 'lp: Too many active jobs.\n' },
    });
    expect(await spooler.print(job)).toEqual({
      ok: false,
      error: { kind: 'printing', problem: 'job-failed', detail: 'lp: Too many active jobs.' },
    });
  });

  it('does not follow what is no job', async () => {
    expect(await system({}).spooler.follow('x')).toMatchObject({
      ok: false,
      error: { problem: 'job-failed' },
    });
  });
});

describe('reading lpstat', () => {
  it('finds names, descriptions, and why a printer is off', () => {
    const output = `${IDLE}printer Lab-2 disabled since Mon -\n\tout of paper\n\tForm mounted:\n\tDescription: \nprinter Busy now printing Busy-4.  enabled since Mon\n`;
    expect(parseQueues(output)).toEqual([
      { name: 'Office', description: 'Upstairs', enabled: true, message: '' },
      { name: 'Lab-2', description: '', enabled: false, message: 'out of paper' },
      { name: 'Busy', description: '', enabled: true, message: '' },
    ]);
  });

  it('finds the printers that take no jobs, the default one and the number of a job', () => {
    const accepting = 'A accepting requests since Mon\nB not accepting requests since Mon -\n\tbeing moved\n';
    expect([...parseRejecting(accepting)]).toEqual([['B', 'being moved']]);
    expect(parseDefault('system default destination: Office\n')).toBe('Office');
    expect(parseDefault('no system default destination\n')).toBeNull();
    expect(parseRequestId('request id is Lab-2-19 (1 file(s))\n')).toBe('Lab-2-19');
    expect(parseRequestId('')).toBeNull();
  });
});

describe('cupsJobState', () => {
  const answer = (attributes: Readonly<Record<string, readonly IppValue[]>>): IppAnswer => ({
    status: 0,
    attributes: new Map(Object.entries(attributes)),
  });

  it.each([
    [3, ['none'], { state: 'waiting', detail: '' }],
    [5, ['job-printing'], { state: 'printing', detail: '' }],
    [9, ['job-completed-successfully'], { state: 'completed', detail: '' }],
    [9, ['job-completed-with-errors'], { state: 'failed', detail: '' }],
    [7, ['job-canceled-by-user'], { state: 'failed', detail: 'cancelled by a user' }],
    [8, ['aborted-by-system'], { state: 'failed', detail: 'aborted by system' }],
    [4, ['job-hold-until-specified'], { state: 'held', detail: 'held until somebody releases it' }],
  ])('tells state %i with %j', (state, reasons, expected) => {
    expect(cupsJobState(answer({ 'job-state': [state], 'job-state-reasons': reasons }), null)).toEqual(
      expected,
    );
  });

  it('names the reason of the printer for a job that waits for it', () => {
    const printer = answer({
      'printer-state': [5],
      'printer-state-reasons': ['media-empty-error', 'paused'],
    });
    expect(cupsJobState(answer({ 'job-state': [3] }), printer)).toEqual({
      state: 'held',
      detail: 'out of paper',
    });
  });
});

describe('IPP messages', () => {
  it('reads back attributes with several values, numbers and text', () => {
    const request = encodeRequest(GET_JOB_ATTRIBUTES, 'job-uri', 'ipp://localhost/jobs/1', [
      'job-state',
      'copies',
    ]);
    const number = Buffer.from([0x23, 0, 1, 0x73, 0, 4, 0, 0, 0, 9]);
    const bytes = Buffer.concat([request.subarray(0, -1), number, Buffer.from([3])]);
    const answer = decodeAnswer(bytes);
    expect(answer?.attributes.get('requested-attributes')).toEqual(['job-state', 'copies']);
    expect(answer?.attributes.get('s')).toEqual([9]);
  });

  it('refuses bytes that end early at any place', () => {
    const request = encodeRequest(GET_JOB_ATTRIBUTES, 'job-uri', 'ipp://localhost/jobs/1', ['job-state']);
    for (let length = 0; length < request.length; length += 1) {
      expect(decodeAnswer(request.subarray(0, length))).toBeNull();
    }
  });
});
