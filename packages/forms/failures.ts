/** What can be wrong with an answer. Each has a message of the same id in `locales/`. */
export const FORM_FAILURES = [
  'forms.unknown_path',
  'forms.wrong_type',
  'forms.not_answerable',
  'forms.not_asked',
  'forms.absence_not_offered',
  'forms.unknown_code',
  'forms.repeated_code',
  'forms.empty',
  'forms.too_long',
  'forms.too_small',
  'forms.too_large',
  'forms.not_whole',
  'forms.not_a_date',
  'forms.date_too_coarse',
  'forms.date_out_of_range',
  'forms.date_in_future',
  'forms.year_in_future',
  'forms.before_other',
  'forms.after_other',
  'forms.control_characters',
  'forms.hidden_characters',
  'forms.not_an_email',
  'forms.not_digits',
  'forms.not_a_phone_number',
  'forms.not_a_url',
  'forms.not_an_amount',
  'forms.no_currency',
  'forms.unknown_currency',
  'forms.unknown_reference',
  'forms.unknown_file',
  'forms.file_too_large',
  'forms.no_such_row',
  'forms.too_few_rows',
  'forms.too_many_rows',
  'forms.required',
  'forms.check_failed',
] as const

export type FormFailure = (typeof FORM_FAILURES)[number]

/** A failure of one answer, before it has a place. Params are limits, never anything that was answered. */
export interface ValueFailure {
  readonly code: FormFailure
  readonly params?: Readonly<Record<string, string | number>>
}
