import { asInstant, dateIn, type PlainDate } from '@gloact/kernel'

/** The last year that is over in the country: what a return is about unless somebody chooses another. */
export const lastYear = (timeZone: string): number => Number(dateIn(asInstant(Date.now()), timeZone).slice(0, 4)) - 1

/** The day it is in the country: on what is taken from a screen. */
export const thisDay = (timeZone: string): PlainDate => dateIn(asInstant(Date.now()), timeZone)
