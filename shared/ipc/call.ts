import { z } from 'zod';

/** Which process answers the call. */
export type Host = 'main' | 'engine';

export type Call<H extends Host, I extends z.ZodType, O extends z.ZodType> = {
  readonly host: H;
  readonly input: I;
  readonly output: O;
};

/** One entry of the contract. The host stays a literal type, or `CallsOf` would silently become `never`. */
export function call<H extends Host, I extends z.ZodType, O extends z.ZodType>(
  host: H,
  input: I,
  output: O,
): Call<H, I, O> {
  return { host, input, output };
}

/** An absolute path on the machine of the engine. */
export const AbsolutePath = z.string().min(1);
