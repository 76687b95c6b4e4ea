/** Handlers of what a person says of things that came together. */
import { answerReview } from '../commands/answer-review.ts';
import { settleField } from '../commands/settle-field.ts';
import type { MainServices } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';

type ReviewHandlers = Pick<Handlers, 'review.answer' | 'review.settleField'>;

export const reviewHandlers = (services: MainServices): ReviewHandlers => ({
  'review.answer': executing(services, 'review.answer', answerReview),
  'review.settleField': executing(services, 'review.settleField', settleField),
});
