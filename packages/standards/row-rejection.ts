/**
 * Why a value of an imported file was not taken. A row with a rejected value is not imported at all: it is corrected in the
 * file and sent again, which imports it once.
 */
export const REJECTION_REASONS = [
  /** The value is none of the codes or labels that the column knows. */
  'unknown_value',
  /** The column takes one value and holds several. */
  'more_than_one',
  /** No date, or one that does not exist. */
  'not_a_date',
  /** Day and month cannot be told apart (`03/04/2021`) and the file's order was not named. */
  'ambiguous_date',
  /** A date later than today. */
  'in_the_future',
  /** A number or a date outside what the column can mean. */
  'out_of_range',
  /** The text is longer than any such value is. */
  'too_long',
  /** A column that repeats others says something else than they do. */
  'contradicts_columns',
  /** The row has another number of columns than the header. */
  'wrong_number_of_columns',
  /** A formula that carries no stored result, or an error such as `#REF!`. */
  'not_a_value',
  /** The country's form does not take this answer. */
  'refused_by_form',
  /** An adult said no to being recorded: nothing of the row is taken. */
  'declined_by_person',
  /** An earlier row of the file has the same identity number: one person, or a number that is wrong. */
  'number_repeated',
  /** The file that the row belongs to does not take it, such as one whose import was undone. */
  'refused_by_file',
] as const

export type RejectionReason = (typeof REJECTION_REASONS)[number]

/**
 * One rejected value. `value` may be personal: it goes into the rejects file that the person who imports asked for, and
 * nowhere else (no log, no error, no database).
 */
export interface RowRejection {
  readonly column: string
  readonly value: string
  readonly reason: RejectionReason
}
