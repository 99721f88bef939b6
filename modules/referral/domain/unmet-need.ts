import { endingOf, type MeasuredReferral, type Share } from './measures.ts'

/** Days after which a need that was referred and met by nobody is unmet. */
const DAYS_TO_MEET = 30
const DAY = 86_400_000
/** From so many referrals of one need on somebody is passed around. */
const MANY = 3

/** A referral with whom it is about, as an id that is joined with nothing of another agency. */
export interface NeedReferred extends MeasuredReferral {
  readonly person: string
}

const GIVEN = ['start', 'complete']
const NOT_GIVEN = ['not_delivered', 'declined_by_person', 'withdrawn']

/** Needs that were referred three times or more, of all that were referred. Mistakes are in neither number. */
export function manyHops(all: readonly NeedReferred[], moment: number): Share {
  const sent = all.filter(
    ({ steps }) =>
      steps.some(({ step, at }) => step === 'send' && at <= moment) &&
      !steps.some(({ step, code, at }) => step === 'withdraw' && code === 'mistake' && at <= moment),
  )
  const needs = [...Map.groupBy(sent, ({ person, need }) => `${person} ${need}`).values()]
  return { count: needs.filter((episode) => episode.length >= MANY).length, of: needs.length }
}

/**
 * Needs that no service met within thirty days of the first referral for them, of all needs that were referred; a person once for each
 * need, however many services were asked. Whose thirty days are not over is in neither number, nor is one that was sent by mistake.
 */
export function unmetNeed(all: readonly NeedReferred[], moment: number): Share {
  const sent = all.flatMap((one) => {
    const steps = one.steps.filter(({ at }) => at <= moment)
    const first = steps.find(({ step }) => step === 'send')
    const isMistake = steps.some(({ step, code }) => step === 'withdraw' && code === 'mistake')
    return first === undefined || isMistake ? [] : [{ one: { ...one, steps }, from: first.at }]
  })
  const needs = [...Map.groupBy(sent, ({ one }) => `${one.person} ${one.need}`).values()]
    .map((episode) => ({ episode, until: Math.min(...episode.map(({ from }) => from)) + DAYS_TO_MEET * DAY }))
    .filter(({ until }) => until <= moment)
  const isMet = (one: MeasuredReferral, until: number): boolean =>
    !NOT_GIVEN.includes(endingOf(one)) && one.steps.some(({ step, at }) => GIVEN.includes(step) && at <= until)
  return {
    count: needs.filter(({ episode, until }) => !episode.some(({ one }) => isMet(one, until))).length,
    of: needs.length,
  }
}
