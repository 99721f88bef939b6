import { addDays, type PlainDate } from '@gloact/kernel'
import type { FormAnswers } from '@gloact/forms'
import type { ClockRule, Facts } from '@gloact/records'
import { missingToMatch } from '../../domain/tracing/gates.ts'
import { textOf, valueOf } from '../../domain/tracing/said.ts'
import type { TracingSettings } from './config.ts'
import type { TracingContext } from './tracing-context.ts'

const UNDER_FIVE = 5

/** The youngest that the child can be, by what its side says; null where it says nothing of it. */
function ageOf(answers: FormAnswers, today: PlainDate): number | null {
  const age = valueOf(answers, 'age')
  if (typeof age === 'number') return age
  const born = textOf(answers, 'birth_date')
  return /^\d{4}/.test(born) ? Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - 1 : null
}

/**
 * What the clocks of tracing need in clear: whether the family is being looked for, since when if not from the beginning, and whether the child is
 * under five. Nothing is due for a child who does not want it or who would not be safe.
 */
export function actionFacts(facts: Facts, answers: FormAnswers, { clock, calendar }: TracingContext): Facts {
  const today = clock.today(calendar.timeZone)
  const once = missingToMatch({ state: 'open', answers, agreedFor: true }).length === 0
  const waits = textOf(answers, 'wish') === 'too_young'
  const sought = once && !waits
  const age = ageOf(answers, today)
  const begins = sought && facts['sought'] === false
  return {
    sought,
    under_five: age !== null && age < UNDER_FIVE,
    ...(begins && { sought_from: today }),
    // What somebody agreed to was said before: said otherwise, they are asked again.
    agreed_for: false,
    waits_for_agreement: once && waits,
  }
}

/** A supervisor agreed for a child too young to say: the family is looked for from this day on. */
export const agreedFacts = (facts: Facts, { clock, calendar }: TracingContext): Facts =>
  facts['waits_for_agreement'] === true
    ? {
        ...facts,
        agreed_for: true,
        waits_for_agreement: false,
        sought: true,
        sought_from: clock.today(calendar.timeZone),
      }
    : facts

/** When the first action to find the family is due, and the next one. A child under five cannot wait for three days. */
export function actionRule(
  clock: 'action' | 'first_action',
  facts: Facts,
  settings: TracingSettings['clocks'],
): ClockRule | null {
  if (facts['sought'] === false) return null
  if (clock === 'action') return { unit: 'days', amount: settings.action, onNonWorkingDay: 'next' }
  const from = facts['sought_from']
  const small = facts['under_five'] === true
  if (typeof from === 'string')
    return {
      unit: 'days',
      amount: settings.firstAction,
      onNonWorkingDay: 'next',
      on: addDays(from as PlainDate, small ? 1 : settings.firstAction),
    }
  return small
    ? { unit: 'hours', amount: settings.firstActionUnderFiveHours, onNonWorkingDay: 'keep' }
    : { unit: 'days', amount: settings.firstAction, onNonWorkingDay: 'next' }
}
