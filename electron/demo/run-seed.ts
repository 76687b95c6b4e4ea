/** `npm run seed`: a demo company of any size without a window, with progress on standard output. */
import type { App } from '../app.ts';
import { foundDemo } from '../ipc/company-handlers.ts';
import { makeDemo } from './make-demo.ts';

/** Rejects when the company could not be made, so that the caller ends with an error. */
export async function runSeed(
  app: App,
  seed: { readonly invoices: number },
  print: (line: string) => void,
): Promise<void> {
  const { services } = app;
  const started = services.now();
  const name = `Demo ${seed.invoices}`;
  const founded = await foundDemo(services, { commandId: services.newId(), profile: 'GB', name });
  const company = services.workspace.company;
  if (!founded.ok || !company)
    throw new Error(`the company could not be founded: ${JSON.stringify(founded)}`);
  let told = 0;
  const made = await makeDemo(company, seed.invoices, {
    cancelled: false,
    report: (done, total) => {
      if (services.now() - told < 1000 && done !== total) return;
      told = services.now();
      print(`${done} of ${total} invoices`);
    },
  });
  if (!made.ok) throw new Error(`the seed stopped: ${JSON.stringify(made.error)}`);
  const seconds = (services.now() - started) / 1000;
  print(
    JSON.stringify({
      company: company.id,
      commits: made.value,
      seconds,
      perSecond: Math.round(made.value / seconds),
    }),
  );
}
