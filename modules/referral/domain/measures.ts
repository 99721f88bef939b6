import type { Urgency } from './referral-kind.ts'

/** What a referral comes to; every one that was sent is in exactly one of them. */
export const ENDINGS = [
  'delivered',
  'ended_early',
  'not_delivered',
  'not_shared',
  'declined_by_person',
  'declined',
  'expired',
  'withdrawn',
  'under_way',
] as const
export type Ending = (typeof ENDINGS)[number]

export interface MeasuredStep {
  readonly step: string
  /** Milliseconds since 1970, as entered: the day of a first service is when it was given. */
  readonly at: number
  /** Why, or with which result: a code of the step's form, where it has one. */
  readonly code: string | null
}

/** One referral that was sent, without whom it is about. */
export interface MeasuredReferral {
  readonly need: string
  readonly urgency: Urgency
  /** Until when it was to be acknowledged; null where the country sets no time. */
  readonly acknowledgeBy: number | null
  /** Something that the service usually needs was not agreed; null where the asker is not to know. */
  readonly keptBack: boolean | null
  /** In the order in which they were taken, `send` among them. */
  readonly steps: readonly MeasuredStep[]
}

/** How many of how many; who is in neither is not in `of`. */
export interface Share {
  readonly count: number
  readonly of: number
}

/** Hours until something happened to half, and to nine in ten; null where it did not happen to so many (yet). */
export interface Waited {
  readonly median: number | null
  readonly ninetieth: number | null
  /** Of so many. */
  readonly of: number
}

export interface Measures {
  readonly sent: number
  /** Of those whose time to be acknowledged has passed, or that were acknowledged. */
  readonly acknowledgedInTime: Share
  readonly toAcknowledge: Waited
  readonly toAnswer: Waited
  /** The same two in hours of working days: without weekends and holidays. */
  readonly toAcknowledgeAtWork: Waited
  readonly toAnswerAtWork: Waited
  /** Accepted, at once or later from a list, of those whose answering came to an end. */
  readonly accepted: Share
  /** From sending to the first service, of those that were accepted or are on a list; and of all that were sent. */
  readonly toFirstService: Waited
  readonly toFirstServiceOfAll: Waited
  /** A service given wholly or partly, of those that were sent sixty days ago or longer. */
  readonly delivered: Share
  /** No room, not to be had, or no answer before it expired. */
  readonly unavailable: Share
  /** The person did not want it. Nobody's failure; recalled referrals are in neither number. */
  readonly declinedByPerson: Share
  /** From a withdrawal until the service confirmed that copies are gone. */
  readonly toConfirmRecall: Waited
  /** At least one group that the service usually needs was not agreed, of those that were sent; null for the service, which must not learn about whom. */
  readonly keptBack: Share | null
  /** The sender read the outcome, of those that ended. */
  readonly loopClosed: Share
  readonly endings: Readonly<Record<Ending, number>>
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** After so many days a service that was asked for is counted as given or not. */
export const DAYS_TO_DELIVER = 60

const ANSWERS = ['accept', 'put_on_list', 'decline']
const ACKNOWLEDGED = ['acknowledge', 'ask_more', ...ANSWERS]
const TAKEN_BACK = ['withdraw', 'recall', 'withdraw_offer', 'stop']

const first = ({ steps }: MeasuredReferral, names: readonly string[]): MeasuredStep | undefined =>
  steps.find(({ step }) => names.includes(step))
const last = ({ steps }: MeasuredReferral, names: readonly string[]): MeasuredStep | undefined =>
  steps.findLast(({ step }) => names.includes(step))
const sentAt = (one: MeasuredReferral): number => first(one, ['send'])!.at

/** Whether it was sent, and not by mistake. */
const counts = (one: MeasuredReferral): boolean =>
  first(one, ['send']) !== undefined && last(one, ['withdraw'])?.code !== 'mistake'

/** The same referral as it stood at a moment; later steps are not known yet. */
const asOf = (one: MeasuredReferral, moment: number): MeasuredReferral => ({
  ...one,
  steps: one.steps.filter(({ at }) => at <= moment),
})

export function endingOf(one: MeasuredReferral): Ending {
  const end = last(one, ['complete', 'not_deliver', 'end', 'agency_closed', 'decline', 'expire', ...TAKEN_BACK])
  switch (end?.step) {
    case 'complete':
      return end.code === 'ended_early' ? 'ended_early' : 'delivered'
    case 'not_deliver':
      return end.code === 'declined_by_person' ? 'declined_by_person' : 'not_delivered'
    case 'end':
      return 'not_shared'
    case 'agency_closed':
      return 'not_delivered'
    case 'decline':
      return 'declined'
    case 'expire':
      return 'expired'
    case undefined:
      return 'under_way'
    default:
      return 'withdrawn'
  }
}

export interface Waiting {
  /** Hours. */
  readonly waited: number
  /** Whether it happened then; else it was looked at for so long, and had not. */
  readonly happened: boolean
}

/**
 * The time by which it happened to a share of all, by Kaplan and Meier (J. Am. Stat. Assoc. 53:457, 1958): who waits still, or was
 * withdrawn, counts as "longer than", and is not left out. Null where the curve does not come down so far.
 */
export function waitedBy(all: readonly Waiting[], share: number): number | null {
  const sorted = all.toSorted((a, b) => a.waited - b.waited || Number(b.happened) - Number(a.happened))
  let left = 1
  for (const [index, { waited, happened }] of sorted.entries()) {
    if (!happened) continue
    left *= 1 - 1 / (sorted.length - index)
    // Rounding of 1 − 1/n must not make of half a little more than half.
    if (left <= 1 - share + 1e-12) return waited
  }
  return null
}

/**
 * What the referrals of a period came to, as known at a moment.
 * Mistakes and what was never sent are in no figure. Times are hours on the clock, nights and holidays among them; those at work by `worked`,
 * which says how much working time had passed by a moment.
 */
export function measure(
  all: readonly MeasuredReferral[],
  moment: number,
  worked: (at: number) => number = (at) => at,
): Measures {
  const known = all.map((one) => asOf(one, moment)).filter(counts)
  const share = (of: readonly MeasuredReferral[], is: (one: MeasuredReferral) => boolean): Share => ({
    count: of.filter(is).length,
    of: of.length,
  })
  const waitedFor = (
    of: readonly MeasuredReferral[],
    names: readonly string[],
    passed: (at: number) => number = (at) => at,
  ): Waited => {
    const waits = of.map((one): Waiting => {
      const then = first(one, names)
      const until = then?.at ?? last(one, TAKEN_BACK)?.at ?? moment
      return { waited: Math.max(0, passed(until) - passed(sentAt(one))) / HOUR, happened: then !== undefined }
    })
    return { median: waitedBy(waits, 0.5), ninetieth: waitedBy(waits, 0.9), of: waits.length }
  }
  const confirmedAfter = (of: readonly MeasuredReferral[]): Waited => {
    const waits = of.map((one): Waiting => {
      const then = last(one, ['confirm_recall'])
      return {
        waited: Math.max(0, (then?.at ?? moment) - last(one, TAKEN_BACK)!.at) / HOUR,
        happened: then !== undefined,
      }
    })
    return { median: waitedBy(waits, 0.5), ninetieth: waitedBy(waits, 0.9), of: waits.length }
  }
  const acknowledged = (one: MeasuredReferral): number | undefined => first(one, ACKNOWLEDGED)?.at
  // Taken back before its time had passed, it was never due.
  const wasDue = (one: MeasuredReferral): boolean => {
    const { acknowledgeBy } = one
    if (acknowledgeBy === null) return false
    return acknowledged(one) !== undefined || (last(one, TAKEN_BACK)?.at ?? moment) > acknowledgeBy
  }
  const endings = Object.fromEntries(ENDINGS.map((ending) => [ending, 0])) as Record<Ending, number>
  for (const one of known) endings[endingOf(one)] += 1
  const answered = known.filter((one) => first(one, [...ANSWERS, 'expire']) !== undefined)
  const promised = known.filter((one) => first(one, ['accept', 'put_on_list']) !== undefined)
  const ended = known.filter((one) =>
    ['delivered', 'ended_early', 'not_delivered', 'not_shared', 'declined_by_person', 'declined', 'expired'].includes(
      endingOf(one),
    ),
  )
  const isUnavailable = (one: MeasuredReferral): boolean =>
    first(one, ['expire', 'agency_closed']) !== undefined ||
    last(one, ['decline'])?.code === 'full' ||
    last(one, ['not_deliver'])?.code === 'unavailable'
  return {
    sent: known.length,
    acknowledgedInTime: share(known.filter(wasDue), (one) => (acknowledged(one) ?? Infinity) <= one.acknowledgeBy!),
    toAcknowledge: waitedFor(known, ACKNOWLEDGED),
    toAnswer: waitedFor(known, ANSWERS),
    toAcknowledgeAtWork: waitedFor(known, ACKNOWLEDGED, worked),
    toAnswerAtWork: waitedFor(known, ANSWERS, worked),
    accepted: share(answered, (one) => first(one, ['accept']) !== undefined),
    toFirstService: waitedFor(promised, ['start']),
    toFirstServiceOfAll: waitedFor(known, ['start']),
    toConfirmRecall: confirmedAfter(known.filter((one) => last(one, TAKEN_BACK) !== undefined)),
    delivered: share(
      // Of an outcome that the person keeps to themselves nothing is known: neither given nor not.
      known.filter((one) => sentAt(one) <= moment - DAYS_TO_DELIVER * DAY && endingOf(one) !== 'not_shared'),
      (one) => endingOf(one) === 'delivered',
    ),
    unavailable: share(known, isUnavailable),
    declinedByPerson: share(
      known.filter((one) => endingOf(one) !== 'withdrawn'),
      (one) => endingOf(one) === 'declined_by_person',
    ),
    keptBack: known.some(({ keptBack }) => keptBack === null) ? null : share(known, (one) => one.keptBack === true),
    loopClosed: share(ended, (one) => first(one, ['close']) !== undefined),
    endings,
  }
}
