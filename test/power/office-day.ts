/**
 * The program whose power is cut: the whole main process with its journal thread and files, doing a day's work. Arguments:
 * the data folder, the seed. What its user is told goes into the recording.
 */

import { seeded } from '../crash/random.ts';
import {
  addCustomer,
  draftFor,
  foundOffice,
  issue,
  newId,
  paymentOf,
  startProgram,
} from '../main/harness.ts';
import type { Said } from './power-cuts.ts';

const [dataFolder = '', seed = '1'] = process.argv.slice(2);
const random = seeded(Number(seed));
const say = (said: Said): void =>
  (globalThis as unknown as { recordSaid: (said: Said) => void }).recordSaid(said);

const desk = { dataFolder, databases: new Map() };
let program = await startProgram(desk);
const office = await foundOffice(program);
say({ told: 'founded', company: office.company });
const draft = newId();
for (let act = 1; act <= 40; act += 1) {
  const what = random.below(7);
  if (what <= 1) {
    const { id, number } = await issue(program, office, String(10 + act));
    say({ told: 'issued', number });
    if (what === 1) {
      await program.must('payments.post', paymentOf(office, 1_00, [{ target: id, amount: 1_00 }]));
      say({ told: 'paid' });
    }
  } else if (what <= 3) {
    await program.must('drafts.keep', {
      id: draft,
      draft: draftFor(office, '5', { notes: String(act) }),
      focus: '',
    });
    say({ told: 'kept', draft, notes: act });
  } else if (what === 4) {
    await program.must('settings.save', { lists: { act: String(act) } });
    say({ told: 'set', act });
  } else if (what === 5) {
    await addCustomer(program, `Customer ${act}`);
    say({ told: 'customer' });
  } else {
    await program.app.close();
    program = await startProgram(desk);
    await program.must('companies.open', { id: office.company });
  }
}
await program.app.close();
