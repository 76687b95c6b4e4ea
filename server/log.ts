/**
 * The server's log: one JSON object a line. Levels say who must act: `error` somebody now, `warn` somebody some day, `info`
 * nobody. No names, no addresses, no ids of devices, no contents: nothing in it is about a person.
 */
export type Log = (
  level: 'error' | 'warn' | 'info',
  event: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;

export function makeLog(write: (line: string) => void, now: () => number): Log {
  return (level, event, fields = {}) => {
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields })}\n`);
  };
}
