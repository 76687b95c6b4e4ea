/** A form that is sent as a command: its fields, its check by the contract, and what the command answered. */
import { useState } from 'react';
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { CommandName, InputOf, OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import { type CommandHook, useCommand } from '../data/use-command.ts';
import { type CommandCheck, commandResolver } from './command-resolver.ts';
import { focusUnread, takeTyped } from './enter-walk.ts';
import { showProblems } from './form-problems.ts';

interface CommandFormOptions<Name extends CommandName, Values extends FieldValues>
  extends CommandCheck<Values> {
  readonly start: Values;
  /** When fields are checked before the form was tried; unless given, only then. */
  readonly mode?: 'onSubmit' | 'onChange';
  readonly onDone: (
    value: OutputOf<Name>,
    input: ParsedInputOf<Name>,
    values: Values,
  ) => void | Promise<void>;
  /** It was refused; what is typed stays. */
  readonly onRefused?: () => void;
}

export interface CommandForm<Name extends CommandName, Values extends FieldValues> {
  readonly form: UseFormReturn<Values, unknown, ParsedInputOf<Name>>;
  readonly command: CommandHook<Name>;
  /** Takes what is still being typed, checks the fields, and sends; the first wrong one gets the focus. */
  readonly send: () => Promise<void>;
  /** For `onProblem` of a field whose text is read: while it cannot be, nothing is sent. */
  readonly unread: (field: string) => (problem: string | null) => void;
}

export function useCommandForm<Name extends CommandName, Values extends FieldValues>(
  name: Name,
  options: CommandFormOptions<Name, Values>,
): CommandForm<Name, Values> {
  const { start, mode = 'onSubmit', sent, at, also, onDone, onRefused } = options;
  const command = useCommand(name);
  const [problems] = useState(() => new Map<string, string>());
  const form = useForm<Values, unknown, ParsedInputOf<Name>>({
    defaultValues: start as DefaultValues<Values>,
    mode,
    resolver: commandResolver<Name, Values>(name, {
      sent,
      ...(at ? { at } : {}),
      also: (values) => ({ ...also?.(values), ...Object.fromEntries(problems) }),
    }),
  });
  const carryOut = async (input: ParsedInputOf<Name>): Promise<void> => {
    if (focusUnread()) return;
    const values = form.getValues();
    // What a schema has read, it reads again.
    const reply = await command.run(input as InputOf<Name>);
    if (reply.ok) return onDone(reply.value, input, values);
    if (reply.error.kind === 'cancelled') return;
    onRefused?.();
    const { error } = reply;
    if (error.kind !== 'invalid') return;
    const fields = error.fields.map(({ path, problem }) => ({ path: at?.(path) ?? path, problem }));
    showProblems({ kind: 'invalid', fields }, form.setError);
  };
  const send = async (): Promise<void> => {
    await takeTyped();
    await form.handleSubmit(carryOut)();
  };
  const unread = (field: string) => (problem: string | null) => {
    if (problem !== null) problems.set(field, problem);
    // What it says again may be what stood there before, which is no change for the form.
    else if (problems.delete(field) && form.getFieldState(field as Path<Values>).invalid)
      void form.trigger(field as Path<Values>);
  };
  return { form, command, send, unread };
}
