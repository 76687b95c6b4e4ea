import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, PAGE_URL, type Program } from '../journey/harness.ts';

let program: Program;

beforeAll(async () => {
  program = await launch();
});

afterAll(() => {
  program.forgive();
  return program.close();
});

/** What the page reported since `work` began; taken off the list, since here it is what was to happen. */
async function reportsOf(work: () => Promise<unknown>): Promise<string[]> {
  expect(program.faults).toEqual([]);
  await work();
  return program.forgive();
}

/** Addresses of all windows and the main frame's present one. */
const standing = async () => ({
  page: program.page.url(),
  windows: await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
});

describe('what the page is', () => {
  it('sees nothing of Node or Electron: only the bridge', async () => {
    const seen = await program.page.evaluate(() => {
      const { require, process, module, Buffer, electron, counterfoil } = globalThis as unknown as Record<
        string,
        object
      >;
      return {
        require: typeof require,
        process: typeof process,
        module: typeof module,
        buffer: typeof Buffer,
        electron: typeof electron,
        bridge: Object.keys(counterfoil ?? {}).sort(),
      };
    });
    expect(seen).toEqual({
      require: 'undefined',
      process: 'undefined',
      module: 'undefined',
      buffer: 'undefined',
      electron: 'undefined',
      bridge: ['invoke', 'subscribe'],
    });
  });

  it('cannot change the bridge that other scripts use', async () => {
    const kept = await program.page.evaluate(() => {
      const page = globalThis as unknown as { counterfoil: { invoke: unknown } };
      const { invoke } = page.counterfoil;
      try {
        page.counterfoil.invoke = () => 'mine';
      } catch {
        // Strict code is told; sloppy code is not.
      }
      return page.counterfoil.invoke === invoke;
    });
    expect(kept).toBe(true);
  });

  it('is isolated and sandboxed, as is the window of the books', async () => {
    await program.ask('companies.createDemo', {
      commandId: '0192f0c0-0000-7000-8000-000000000001',
      profile: 'GB',
      name: 'Isolation Ltd',
      invoices: 1,
    });
    const windows = await program.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        const contents = window.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
          getURL(): string;
        };
        const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
        const origin = new URL(contents.getURL()).host;
        return { origin, sandbox, contextIsolation, nodeIntegration, webSecurity };
      }),
    );
    const locked = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true };
    expect(windows.sort((a, b) => a.origin.localeCompare(b.origin))).toEqual([
      { origin: 'books', ...locked },
      { origin: 'counterfoil', ...locked },
    ]);
  });
});

describe('content security policy', () => {
  it('comes with every answer, allows no inline script and no other source', async () => {
    const policy = await program.page.evaluate(async () => {
      const answer = await fetch(location.href);
      return answer.headers.get('content-security-policy') ?? '';
    });
    const directives = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part] as const));
    expect(directives.get('default-src')).toBe("default-src 'none'");
    expect(directives.get('script-src')).toBe("script-src 'self'");
    expect(directives.get('connect-src')).toBe("connect-src 'self'");
    expect(directives.get('style-src')).toMatch(/^style-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='$/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  it('is not violated by the program itself, from its first script on', async () => {
    const reports = await reportsOf(async () => {
      await program.page.reload();
      await program.page.getByRole('heading', { level: 1 }).first().waitFor();
    });
    expect(reports).toEqual([]);
  });

  it.each([
    [
      'an inline script',
      () => {
        const script = document.createElement('script');
        script.textContent = 'globalThis.ran = true';
        document.body.append(script);
      },
    ],
    [
      'an attribute that is a script',
      () => {
        document.body.insertAdjacentHTML(
          'beforeend',
          '<button id="planted" onclick="globalThis.ran = true"></button>',
        );
        document.getElementById('planted')?.click();
      },
    ],
    [
      'a script made from text',
      () => {
        const script = document.createElement('script');
        script.src = URL.createObjectURL(new Blob(['globalThis.ran = true'], { type: 'text/javascript' }));
        document.body.append(script);
      },
    ],
    [
      'evaluated text',
      () => {
        // In a task of its own: what the test itself evaluates is not under the policy.
        setTimeout(() => globalThis.eval('globalThis.ran = true'));
      },
    ],
    [
      'text given to a timer',
      () => {
        setTimeout('globalThis.ran = true');
      },
    ],
  ])('does not run %s', async (_what, plant) => {
    const reports = await reportsOf(async () => {
      await program.page.evaluate(plant);
      await expect.poll(() => program.faults.join('\n')).toContain('script-src');
      // One plant is reported twice or three times, by the page and by the browser.
      await program.page.waitForTimeout(200);
    });
    expect(await program.page.evaluate(() => Object.hasOwn(globalThis, 'ran'))).toBe(false);
    expect(reports.join('\n')).toContain('script-src');
  });

  it('reaches no other address', async () => {
    const reports = await reportsOf(async () => {
      const reached = await program.page.evaluate(() =>
        Promise.all(
          ['https://example.com/', 'app://books/electron/books/host.html', 'file:///etc/passwd'].map(
            (address) =>
              fetch(address).then(
                () => address,
                () => null,
              ),
          ),
        ),
      );
      expect(reached).toEqual([null, null, null]);
    });
    expect(reports.join('\n')).toContain('connect-src');
  });

  it('shows no frame of another page, not even of its own', async () => {
    await reportsOf(async () => {
      await program.page.evaluate(() => {
        for (const address of [
          location.href,
          'https://example.com/',
          'app://books/electron/books/host.html',
        ]) {
          const frame = document.createElement('iframe');
          frame.className = 'planted';
          frame.src = address;
          document.body.append(frame);
        }
      });
      await program.page.waitForTimeout(500);
      const shown = await program.page.evaluate(() =>
        [...document.querySelectorAll<HTMLIFrameElement>('.planted')].map(
          (frame) => (frame.contentDocument?.body?.childElementCount ?? 0) > 0,
        ),
      );
      expect(shown).toEqual([false, false, false]);
      expect(program.page.frames().map((frame) => new URL(frame.url(), 'about:blank').host)).not.toContain(
        'example.com',
      );
    });
  });
});

describe('ways out', () => {
  it.each([
    ['another site', 'https://example.com/'],
    ['a file', 'file:///etc/passwd'],
    ['the books', 'app://books/electron/books/host.html'],
    ['data', 'data:text/html,<h1>elsewhere</h1>'],
  ])('refuses to navigate to %s', async (_what, address) => {
    await reportsOf(async () => {
      await program.page.evaluate((target) => {
        location.href = target;
      }, address);
      await program.page.waitForTimeout(300);
    });
    expect((await standing()).page).toBe(PAGE_URL);
  });

  it('refuses new windows, by script and by link', async () => {
    const { windows } = await standing();
    const opened = await program.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = location.href;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      return [globalThis.open('https://example.com/'), globalThis.open(location.href)].map(
        (one) => one !== null,
      );
    });
    await program.page.waitForTimeout(300);
    expect(opened).toEqual([false, false]);
    expect((await standing()).windows).toBe(windows);
  });

  it('refuses downloads', async () => {
    const downloads: string[] = [];
    program.page.on('download', (download) => downloads.push(download.url()));
    await program.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'planted.txt';
      document.body.append(link);
      link.click();
    });
    await program.page.waitForTimeout(300);
    expect(downloads).toEqual([]);
  });

  it('refuses every permission that is asked for', async () => {
    const answers = await program.page.evaluate(async () => {
      const refused = (asked: Promise<unknown>) =>
        asked.then(
          (answer) => (answer === 'denied' || answer === 'default' ? 'refused' : 'granted'),
          () => 'refused',
        );
      return {
        notifications: await refused(Notification.requestPermission()),
        position: await refused(
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        ),
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        clipboard: await refused(navigator.clipboard.readText()),
        screen: await refused(navigator.mediaDevices.getDisplayMedia()),
      };
    });
    expect(new Set(Object.values(answers)), JSON.stringify(answers)).toEqual(new Set(['refused']));
  });
});
