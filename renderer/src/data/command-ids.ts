/** Which command a form sends again, and which is another: a command happens once by its id, so an id stands for one content. */
import { newId } from './ids.ts';

/**
 * Gives each content that is sent under one `commandId` an id of its own: the first keeps the one given, the same content
 * sent again has the same as before. An answer that was lost may have been of a command that was carried out, and what was
 * changed since would be answered with what that did.
 */
export class CommandIds {
  private readonly ids = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly create: () => string;

  constructor(create: () => string = newId) {
    this.create = create;
  }

  /** The input under the id of its content; one without a `commandId`, as of what may happen twice, stays as it is. */
  named<Input extends object>(input: Input): Input {
    if (!('commandId' in input) || typeof input.commandId !== 'string') return input;
    const commandId = this.idFor(JSON.stringify(input), input.commandId);
    return commandId === input.commandId ? input : { ...input, commandId };
  }

  /** @param wish the id that is taken unless another content has it already. */
  idFor(content: string, wish: string = this.create()): string {
    const known = this.ids.get(content);
    if (known !== undefined) return known;
    const id = this.taken.has(wish) ? this.create() : wish;
    this.taken.add(id);
    this.ids.set(content, id);
    return id;
  }
}
