/**
 * An expected failure as data. `code` is `module.reason` and is what callers and translations hold on to;
 * `params` fill the message. Neither ever carries anything about a file's person.
 */
export interface Failure<Code extends string = string> {
  readonly code: Code
  readonly params?: Readonly<Record<string, string | number>>
  /** Which inputs are meant, as JSON pointers into the request (`/answers/age`), each with its own code. */
  readonly fields?: readonly FieldFailure[]
}

export interface FieldFailure {
  readonly pointer: string
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
}

export function failure<const Code extends string>(
  code: Code,
  details: { params?: Record<string, string | number>; fields?: readonly FieldFailure[] } = {},
): Failure<Code> {
  return { code, ...details }
}
