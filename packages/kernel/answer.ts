/**
 * Why an answer is not there. Absent is not "no", and these five differ from one another:
 * `not_asked` the question was not put; `not_known` it was, and the person does not know;
 * `declined` the person chose not to say; `not_applicable` it cannot apply;
 * `withheld` it is known and hidden for safety. They become -99 or a blank only on export.
 */
export const ABSENCES = ['not_asked', 'not_known', 'declined', 'not_applicable', 'withheld'] as const

export type Absence = (typeof ABSENCES)[number]

/** A JSON value as an answer may hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** What is known of a question: a value, or the kind of its absence. */
export type Answer<Value extends Json = Json> = { readonly value: Value } | { readonly absent: Absence }

export const isAbsent = (answer: Answer): answer is { readonly absent: Absence } => 'absent' in answer

/** The value, or undefined where there is none of whatever kind. */
export function valueOf<Value extends Json>(answer: Answer<Value> | undefined): Value | undefined {
  return answer && 'value' in answer ? answer.value : undefined
}
