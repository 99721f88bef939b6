import { addDays, type PlainDate } from '@gloact/kernel'
import type { FormAnswers } from '@gloact/forms'
import type { ClockRule, Facts } from '@gloact/records'
import { mayParkUntil } from '../../domain/tracing/parking.ts'
import { textOf } from '../../domain/tracing/said.ts'
import type { TracingContext } from './tracing-context.ts'

export const parkedDay = (answers: FormAnswers): string => textOf(answers, 'look_again_on')

export const parkRefused = ({ clock, calendar, settings }: TracingContext, answers: FormAnswers): boolean =>
  !mayParkUntil(parkedDay(answers), clock.today(calendar.timeZone), settings.clocks.parked)

/** A suggestion is there again as its day begins: what ends with a day ends with the one before. */
export function parkedRule(facts: Facts, mostDays: number): ClockRule {
  const day = facts['look_again_on']
  return {
    unit: 'days',
    amount: mostDays,
    onNonWorkingDay: 'keep',
    ...(typeof day === 'string' && { on: addDays(day as PlainDate, -1) }),
  }
}
