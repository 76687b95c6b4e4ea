import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, type Program } from '../journey/harness.ts';

let program: Program;

beforeAll(async () => {
  program = await launch();
});

afterAll(() => program.close());

/** Asks the handler itself, without what a page's policy would refuse before. */
const fetched = (address: string, method = 'GET') =>
  program.app.evaluate(
    async ({ session }, [target, how]) => {
      const answer = await session.defaultSession.fetch(String(target), { method: String(how) });
      return { status: answer.status, length: (await answer.arrayBuffer()).byteLength };
    },
    [address, method] as const,
  );

it('serves the page', async () => {
  const { status, length } = await fetched('app://counterfoil/renderer/index.html');
  expect(status).toBe(200);
  expect(length).toBeGreaterThan(100);
});

// Each of these would be a real file if the guard decoded or normalized it away.
it.each([
  'app://counterfoil/../main/main.js',
  'app://counterfoil/../../package.json',
  'app://counterfoil/%2e%2e/main/main.js',
  'app://counterfoil/%2e%2e%2fmain%2fmain.js',
  'app://counterfoil/..%2fmain%2fmain.js',
  'app://counterfoil/renderer/..%2f..%2fmain%2fmain.js',
  'app://counterfoil/renderer/%2e%2e/%2e%2e/main/main.js',
  'app://counterfoil/..%5cmain%5cmain.js',
  'app://counterfoil/%252e%252e%252fmain%252fmain.js',
  'app://counterfoil/..%2f..%2fpackage.json',
  'app://counterfoil//etc/passwd',
  'app://counterfoil/%2fetc%2fpasswd',
  'app://counterfoil/renderer/index.html%00.png',
  'app://counterfoil/%c0%ae%c0%ae/main/main.js',
  'app://counterfoil/..;/main/main.js',
])('refuses %s', async (address) => {
  expect(await fetched(address)).toEqual({ status: 404, length: 0 });
});

it.each(['app://counterfoil/', 'app://counterfoil/renderer/', 'app://counterfoil/assets'])(
  'lists no folder: %s',
  async (address) => {
    expect(await fetched(address)).toEqual({ status: 404, length: 0 });
  },
);

it('serves no other host, and answers nothing but GET', async () => {
  expect(await fetched('app://elsewhere/renderer/index.html')).toEqual({ status: 403, length: 0 });
  expect(await fetched('app://counterfoil/renderer/index.html', 'POST')).toEqual({ status: 403, length: 0 });
});
