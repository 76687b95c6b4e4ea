/** The wire over HTTP: every call of `wire` as a route, beside health and metrics. Nothing here decides about commits. */
import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { err, type Result } from '../../shared/errors/index.ts';
import { PROTOCOL } from '../../shared/wire/limits.ts';
import { REFUSALS, type Refusal } from '../../shared/wire/refusal.ts';
import { type WireCall, type WireName, wire } from '../../shared/wire/wire.ts';
import type { Asker, Context } from '../context.ts';
import type { Log } from '../log.ts';
import { StoreUnavailable } from '../store/database.ts';
import { makeAuthenticate } from './authenticate.ts';
import { type Call, handlers } from './handlers.ts';
import type { Metrics } from './metrics.ts';
import { makeRateLimit, type Rate } from './rate-limit.ts';
import { bodyLimit, readInput, readParams, readQuery } from './read-call.ts';

export interface HttpOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** The address of the client stands in `x-forwarded-for`, written by a proxy of ours. */
  readonly behindProxy: boolean;
  readonly rates: { readonly device: Rate; readonly address: Rate };
  /** Metrics for others than this machine. */
  readonly openMetrics: boolean;
}

const AGAIN_AFTER = 2000;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const SECOND = 1000;

export function makeApp(context: Context, options: HttpOptions): FastifyInstance {
  const { log, metrics } = options;
  const app = fastify({
    https: options.tls,
    trustProxy: options.behindProxy,
    logger: false,
    // A held pull is no idle connection; a client that stops in the middle of its request is one.
    requestTimeout: 60 * SECOND,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => {
      void refuse(reply as unknown as FastifyReply, { code: 'malformed', detail: 'path' });
    },
  }) as unknown as FastifyInstance;
  const authenticate = makeAuthenticate(context);
  const byDevice = makeRateLimit(options.rates.device);
  const byAddress = makeRateLimit(options.rates.address);

  // Bodies are hashed before they are read: they stay bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  const slowDown = (wait: number): Result<never, Refusal> => err({ code: 'slow-down', after: wait });

  async function answerCall(name: WireName, request: FastifyRequest): Promise<Result<unknown, Refusal>> {
    const call: WireCall = wire[name];
    const tooMany = byAddress.take(request.ip, context.now());
    if (tooMany > 0) return slowDown(tooMany);
    const params = readParams(request.params as Readonly<Record<string, string>>);
    if (!params.ok) return params;
    const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
    metrics.add('bytes_in', body.length);
    let asker: Asker | null = null;
    if (call.roles !== null) {
      const found = await authenticate({
        authorization: request.headers.authorization ?? '',
        method: request.method,
        path: request.url,
        body,
        company: params.value.company ?? '',
      });
      if (!found.ok) return found;
      asker = found.value;
      const wait = byDevice.take(asker.device, context.now());
      if (wait > 0) return slowDown(wait);
      // What a revoked device still has is kept for a manager (DV4); nothing else is answered to it.
      if (asker.state === 'revoked' && name !== 'push') return err({ code: 'revoked', held: 0 });
      if (asker.state !== 'revoked' && !call.roles.includes(asker.role))
        return err({ code: 'not-allowed', needs: [...call.roles] });
    }
    const query = readQuery(call, request.query as Readonly<Record<string, unknown>>);
    if (!query.ok) return query;
    const input = readInput(call, body);
    if (!input.ok) return input;
    const handle = handlers[name] as (
      context: Context,
      call: Call<WireName>,
    ) => Promise<Result<unknown, Refusal>>;
    const checked = { asker, params: params.value, query: query.value, input: input.value };
    return handle(context, checked as unknown as Call<WireName>);
  }

  async function respond(name: WireName, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const started = performance.now();
    const answer = await answerCall(name, request).catch((error: unknown) => err(refusalOf(error, name)));
    const outcome = answer.ok ? 'ok' : answer.error.code;
    const seconds = (performance.now() - started) / SECOND;
    metrics.request(name, outcome, seconds);
    if (!answer.ok) return refuse(reply, answer.error);
    count(name, answer.value);
    if (answer.value instanceof Uint8Array)
      return reply.type('application/octet-stream').send(Buffer.from(answer.value));
    const text = JSON.stringify(answer.value);
    metrics.add('bytes_out', text.length);
    return reply.type('application/json').send(text);
  }

  function count(name: WireName, value: unknown): void {
    if (name === 'push') metrics.add('commits_accepted', (value as { accepted: unknown[] }).accepted.length);
    if (name === 'pull') metrics.add('commits_served', (value as { commits: unknown[] }).commits.length);
  }

  /** What was thrown, as a refusal; a fault is logged under a reference that the client is told. */
  function refusalOf(error: unknown, name: string): Refusal {
    if (error instanceof StoreUnavailable) {
      log('warn', 'store-unavailable', { call: name, reason: error.message });
      return error.full
        ? { code: 'full', after: 10 * AGAIN_AFTER }
        : { code: 'unavailable', after: AGAIN_AFTER };
    }
    const reference = randomUUID();
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    log('error', 'fault', { call: name, reference, stack });
    return { code: 'internal', reference };
  }

  for (const [name, call] of Object.entries(wire) as [WireName, WireCall][]) {
    app.route({
      method: call.method,
      url: call.path,
      bodyLimit: bodyLimit(name, call),
      handler: (request, reply) => respond(name, request, reply),
    });
  }

  app.get('/health', async (_request, reply) => {
    const well = await context.database
      .read((sql) => sql.query('SELECT 1 AS one'))
      .then(
        () => true,
        () => false,
      );
    return reply.code(well ? 200 : 503).send({ status: well ? 'ok' : 'unavailable' });
  });

  app.get('/metrics', (request, reply) => {
    if (!options.openMetrics && !LOOPBACK.test(request.ip)) return refuse(reply, { code: 'not-found' });
    const { rss, heapUsed } = process.memoryUsage();
    const gauges = { waiting_pulls: context.waiters.count, memory_bytes: rss, heap_bytes: heapUsed };
    return reply.type('text/plain; version=0.0.4').send(metrics.text(gauges));
  });

  app.setNotFoundHandler((request, reply) =>
    refuse(
      reply,
      /^\/v\d/.test(request.url) && !request.url.startsWith(`/v${PROTOCOL}/`)
        ? { code: 'protocol', protocols: [PROTOCOL] }
        : { code: 'not-found' },
    ),
  );

  app.setErrorHandler((error: { readonly code?: string; readonly statusCode?: number }, request, reply) => {
    const name = request.routeOptions.url ?? 'none';
    if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      const limit = request.routeOptions.bodyLimit ?? 0;
      const bytes = Number(request.headers['content-length'] ?? limit + 1);
      return refuse(reply, {
        code: 'too-large',
        bytes: Number.isSafeInteger(bytes) ? bytes : limit + 1,
        limit,
      });
    }
    if (error.statusCode !== undefined && error.statusCode < 500)
      return refuse(reply, { code: 'malformed', detail: 'request' });
    return refuse(reply, refusalOf(error, name));
  });
  return app;
}

function refuse(reply: FastifyReply, refused: Refusal): FastifyReply {
  const after = 'after' in refused ? refused.after : null;
  if (after !== null) void reply.header('retry-after', Math.ceil(after / SECOND));
  return reply.code(REFUSALS[refused.code].status).type('application/json').send(JSON.stringify({ refused }));
}
