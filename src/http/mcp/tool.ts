import type { z } from 'zod';
import type { ClientAssistance } from './assistance.ts';

interface Described {
  name: string;
  title: string;
  description: string;
  /** Whether it may ask sources outside of the gateway. */
  isOpenWorld: boolean;
}

/** What assistants can call. `tools.ts` lists it. */
export interface Tool extends Described {
  input: z.ZodObject;
  /** A text is sent as it is, everything else as JSON. Throws a `Problem`. */
  call(input: unknown, assistance: ClientAssistance): Promise<object | string>;
}

interface TypedTool<Input extends z.ZodObject> extends Described {
  input: Input;
  call(input: z.output<Input>, assistance: ClientAssistance): Promise<object | string>;
}

/** A tool whose call gets what its input says. */
export function tool<Input extends z.ZodObject>({ input, call, ...described }: TypedTool<Input>): Tool {
  return { ...described, input, call: (given, assistance) => call(input.parse(given), assistance) };
}
