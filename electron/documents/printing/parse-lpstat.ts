/** Reads what CUPS's `lpstat` prints in the C locale. */

/** A queue as `lpstat -l -p` and `lpstat -a` describe it. */
export interface Queue {
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  /** The spooler's words on its state, for a stopped queue the reason. */
  readonly message: string;
}

/** The queues of `lpstat -l -p`, in its order. */
export function parseQueues(output: string): Queue[] {
  const queues: Queue[] = [];
  let current: { name: string; description: string; enabled: boolean; message: string } | null = null;
  let isFirstDetail = false;
  for (const line of output.split('\n')) {
    const head = /^printer (\S+) (.*)$/.exec(line);
    if (head?.[1] !== undefined) {
      current = { name: head[1], description: '', enabled: !/^disabled\b/.test(head[2] ?? ''), message: '' };
      queues.push(current);
      isFirstDetail = true;
      continue;
    }
    if (!current) continue;
    const text = line.trim();
    const description = /^Description: (.*)$/.exec(text)?.[1];
    if (description !== undefined) current.description = description.trim();
    // The line after the head is the state's message, unless the list of attributes begins at once; `reason unknown` is
    // lpstat's own for none.
    else if (
      isFirstDetail &&
      text !== '' &&
      text !== 'reason unknown' &&
      !/^[A-Z][a-z]+( [a-z]+)*:/.test(text)
    )
      current.message = text;
    isFirstDetail = false;
  }
  return queues;
}

/** The names in `lpstat -a` that take no jobs, with the reason. */
export function parseRejecting(output: string): Map<string, string> {
  const rejecting = new Map<string, string>();
  const lines = output.split('\n');
  lines.forEach((line, index) => {
    const name = /^(\S+) not accepting requests/.exec(line)?.[1];
    if (name !== undefined)
      rejecting.set(name, lines[index + 1]?.startsWith('\t') ? (lines[index + 1] ?? '').trim() : '');
  });
  return rejecting;
}

/** The name in `lpstat -d`, or `null` when no printer is the default. */
export function parseDefault(output: string): string | null {
  return /^system default destination: (\S+)/m.exec(output)?.[1] ?? null;
}

/** The job's name in `request id is PDF-12 (1 file(s))`, the answer of `lp`. */
export function parseRequestId(output: string): string | null {
  return /request id is (\S+-\d+) /.exec(output)?.[1] ?? null;
}
