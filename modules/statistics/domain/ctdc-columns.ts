import { exploitationFormToCtdcKanon, translate } from '@gloact/codes'

/** A kind of forced labour in CTDC: a person marked in it is marked as in forced labour as well. */
export const isKindOfLabour = (column: string): boolean => column.startsWith('typeOfLabour')

/** The column or kind of labour of CTDC that a form of exploitation stands in. */
export const ctdcPlaceOf = (form: string): string => translate(exploitationFormToCtdcKanon, form)[0] ?? 'isOtherExploit'

/** The column of CTDC’s types of exploitation that a form is marked in. */
export const ctdcColumnOf = (form: string): string => {
  const place = ctdcPlaceOf(form)
  return isKindOfLabour(place) ? 'isForcedLabour' : place
}
