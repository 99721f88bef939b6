import { asInstant, dateIn } from '@gloact/kernel'

/** The last year that is over in the country: what a return is about unless somebody chooses another. */
export const lastYear = (timeZone: string): number => Number(dateIn(asInstant(Date.now()), timeZone).slice(0, 4)) - 1
