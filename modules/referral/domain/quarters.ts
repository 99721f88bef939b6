import { quarterOf as quarter, quartersTold as told, type Quarter } from '@gloact/calendar'
import type { PlainDate } from '@gloact/kernel'
import { DAYS_TO_DELIVER } from './measures.ts'

/** The figures of a quarter are told once what was promised in it can have been delivered. */
export const quarterOf = (id: string): Quarter | null => quarter(id, DAYS_TO_DELIVER)
export const quartersTold = (today: PlainDate, most?: number): readonly Quarter[] => told(today, DAYS_TO_DELIVER, most)
