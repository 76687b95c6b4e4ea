/** Counters in Prometheus' text format. They name calls and codes, never companies, devices or addresses. */
export interface Metrics {
  /** One answered request; `outcome` is `ok` or the code of the refusal. */
  request(call: string, outcome: string, seconds: number): void;
  add(counter: Counter, count: number): void;
  text(gauges: Readonly<Record<string, number>>): string;
}

export type Counter = 'commits_accepted' | 'commits_served' | 'bytes_in' | 'bytes_out';

/** Upper bounds of the histogram, in seconds. */
const BOUNDS = [0.005, 0.02, 0.1, 0.5, 2, 10, 30];

interface Histogram {
  readonly counts: number[];
  sum: number;
  count: number;
}

export function makeMetrics(): Metrics {
  const requests = new Map<string, number>();
  const durations = new Map<string, Histogram>();
  const counters = new Map<Counter, number>();

  return {
    request(call, outcome, seconds) {
      const labels = `call="${call}",outcome="${outcome}"`;
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      const histogram = durations.get(call) ?? { counts: BOUNDS.map(() => 0), sum: 0, count: 0 };
      durations.set(call, histogram);
      histogram.sum += seconds;
      histogram.count += 1;
      const bucket = BOUNDS.findIndex((bound) => seconds <= bound);
      if (bucket !== -1) histogram.counts[bucket] = (histogram.counts[bucket] ?? 0) + 1;
    },
    add(counter, count) {
      counters.set(counter, (counters.get(counter) ?? 0) + count);
    },
    text(gauges) {
      const lines = ['# TYPE counterfoil_requests_total counter'];
      for (const [labels, count] of requests) lines.push(`counterfoil_requests_total{${labels}} ${count}`);
      lines.push('# TYPE counterfoil_request_seconds histogram');
      for (const [call, { counts, sum, count }] of durations) {
        let below = 0;
        for (const [index, bound] of BOUNDS.entries()) {
          below += counts[index] ?? 0;
          lines.push(`counterfoil_request_seconds_bucket{call="${call}",le="${bound}"} ${below}`);
        }
        lines.push(`counterfoil_request_seconds_bucket{call="${call}",le="+Inf"} ${count}`);
        lines.push(`counterfoil_request_seconds_sum{call="${call}"} ${sum}`);
        lines.push(`counterfoil_request_seconds_count{call="${call}"} ${count}`);
      }
      for (const [name, count] of counters) {
        lines.push(`# TYPE counterfoil_${name}_total counter`, `counterfoil_${name}_total ${count}`);
      }
      for (const [name, value] of Object.entries(gauges)) {
        lines.push(`# TYPE counterfoil_${name} gauge`, `counterfoil_${name} ${value}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}
