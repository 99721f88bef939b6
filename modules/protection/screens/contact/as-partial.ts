import type { PartialDate, PlainDate } from '@gloact/kernel'

/** A date that is known to the day is a partial date too: what a date field shows. */
export const asPartial = (date: PlainDate): PartialDate => date as string as PartialDate
