/** Handlers of payments. */
import { applyCredit } from '../commands/apply-credit.ts';
import { placeCheque, presentAgain, returnPayment } from '../commands/cheques.ts';
import { makeRefund } from '../commands/make-refund.ts';
import { postPayment } from '../commands/post-payment.ts';
import { takeAllocationBack, takeDeductionBack, voidPayment } from '../commands/take-back.ts';
import { takeIncomeBack, writeCredit } from '../commands/write-credit.ts';
import type { MainServices } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';

type PaymentHandlers = Pick<
  Handlers,
  | 'payments.post'
  | 'payments.void'
  | 'payments.placeCheque'
  | 'payments.return'
  | 'payments.presentAgain'
  | 'payments.applyCredit'
  | 'refunds.make'
  | 'credits.write'
  | 'credits.takeBack'
  | 'allocations.takeBack'
  | 'deductions.takeBack'
>;

export function paymentHandlers(services: MainServices): PaymentHandlers {
  return {
    'payments.post': executing(services, 'payments.post', postPayment),
    'payments.void': executing(services, 'payments.void', voidPayment),
    'payments.placeCheque': executing(services, 'payments.placeCheque', placeCheque),
    'payments.return': executing(services, 'payments.return', returnPayment),
    'payments.presentAgain': executing(services, 'payments.presentAgain', presentAgain),
    'payments.applyCredit': executing(services, 'payments.applyCredit', applyCredit),
    'refunds.make': executing(services, 'refunds.make', makeRefund),
    'credits.write': executing(services, 'credits.write', writeCredit),
    'credits.takeBack': executing(services, 'credits.takeBack', takeIncomeBack),
    'allocations.takeBack': executing(services, 'allocations.takeBack', takeAllocationBack),
    'deductions.takeBack': executing(services, 'deductions.takeBack', takeDeductionBack),
  };
}
