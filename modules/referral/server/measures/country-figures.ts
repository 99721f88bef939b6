import type { Quarter } from '@gloact/calendar'
import { roundedCount, toldTogether, type ToldRows } from '@gloact/disclosure'
import type { ScopedTransaction } from '@gloact/postgres'
import type { CountryView } from '../../contract/measures.ts'
import { ENDINGS, measure, type Ending, type Measures, type Share, type Waited } from '../../domain/measures.ts'
import { manyHops, unmetNeed } from '../../domain/unmet-need.ts'
import type { ReferralContext } from '../referral-context.ts'
import { measured, startOf, workedIn, type PlacedReferral } from './measured-referrals.ts'
import { inPercent, placesIn, searchesIn } from './place-figures.ts'

type Figures = Omit<CountryView, 'quarters'>
type QuarterRead = Awaited<ReturnType<typeof readQuarter>>

/** What the figures of a quarter are counted from, in the system's scope. */
export async function readQuarter(trx: ScopedTransaction, context: ReferralContext, quarter: Quarter) {
  const days = { from: quarter.from, until: quarter.to }
  return {
    all: await measured(trx, context, { ...days, party: null }, null),
    searches: await searchesIn(trx, context.country, days, null),
    places: await placesIn(trx, context.country, days, null),
  }
}

const NOT_TOLD = { count: null, of: null }

/** How full fewer services are would show each one's. */
const LEAST_SERVICES = 3

/**
 * Endings that can be in what another measure counts, and endings that cannot. Such a measure bounds the totals of the one and of the
 * other: where totals of both are withheld it is withheld with them, since it would narrow down how many are in each.
 */
const COUNTED_IN = {
  acknowledgedInTime: [['withdrawn']],
  toConfirmRecall: [['withdrawn']],
  toFirstService: [
    ['delivered', 'ended_early', 'declined_by_person'],
    ['declined', 'expired'],
  ],
  unmet: [['delivered', 'ended_early', 'not_shared', 'under_way']],
} as const satisfies Readonly<Record<string, readonly (readonly Ending[])[]>>

/** The figures of a quarter as everyone may be told them: by needs and by areas, the two tables told together. */
export async function figuresOf(
  context: Pick<ReferralContext, 'calendar' | 'smallCounts'>,
  quarter: Quarter,
  { all, searches, places }: QuarterRead,
): Promise<Figures> {
  const { smallCounts: rule } = context
  const moment = startOf(quarter.toldOn, context)
  const found = measure(all, moment, workedIn(quarter.from, quarter.toldOn, context))
  const of = { need: measuredBy(all, moment, 'need'), area: measuredBy(all, moment, 'area') }
  const told = await toldTogether(rule, { need: endingsBy(of.need), area: endingsBy(of.area) })
  const whole = toldRow(told.need, null)
  const hidden = ENDINGS.filter((ending) => whole.endings[ending] === null)
  const bounds = (by: keyof typeof COUNTED_IN): boolean => {
    const classes: readonly (readonly Ending[])[] = COUNTED_IN[by]
    const classOf = (ending: Ending) => classes.findIndex((endings) => endings.includes(ending))
    return new Set(hidden.map(classOf)).size > 1
  }
  // Both who is in it and who is not are enough, or the share is not told.
  const shareTold = ({ count, of: all }: Share) =>
    whole.sent !== null && count >= rule.threshold && all - count >= rule.threshold ? { count, of: all } : NOT_TOLD
  // What is no cell of the tables overlaps them: its difference to one of their counts could be a few people.
  const roundedShare = (share: Share) => {
    const { count, of: all } = shareTold(share)
    return count === null || all === null ? NOT_TOLD : { count: roundedCount(count, rule), of: roundedCount(all, rule) }
  }
  const time = (waited: Waited) =>
    whole.sent !== null && waited.of >= 2 * rule.threshold ? inWholeHours(waited) : null
  const roundedTime = (waited: Waited, by: keyof typeof COUNTED_IN) => {
    const is = bounds(by) ? null : time(waited)
    const about = is && roundedCount(is.of, rule)
    return is === null || about === null ? null : { ...is, of: about }
  }
  const inTimeTold = ({ sent, acknowledgedInTime: inTime }: Measures) =>
    // Where every one was due, that bounds nothing.
    inTime.of === sent ? shareTold(inTime) : bounds('acknowledgedInTime') ? NOT_TOLD : roundedShare(inTime)
  return {
    quarter: quarter.id,
    asOf: quarter.toldOn,
    threshold: rule.threshold,
    ...whole,
    acknowledgedInTime: inTimeTold(found),
    unmet: bounds('unmet') ? NOT_TOLD : roundedShare(unmetNeed(all, moment)),
    hops: roundedShare(manyHops(all, moment)),
    // Of all that were sent, by what was agreed before any of it ended.
    keptBack: shareTold(found.keptBack ?? { count: 0, of: 0 }),
    // About no person: few of them are told as well, but never so few that they show whom one looked for.
    searches: searches.of >= rule.threshold ? searches : NOT_TOLD,
    places: places
      .filter(({ services, usable }) => services >= LEAST_SERVICES && usable >= rule.threshold)
      .map(inPercent),
    times: {
      toAcknowledge: time(found.toAcknowledge),
      toAnswer: time(found.toAnswer),
      toFirstService: roundedTime(found.toFirstService, 'toFirstService'),
      toAcknowledgeAtWork: time(found.toAcknowledgeAtWork),
      toAnswerAtWork: time(found.toAnswerAtWork),
      toConfirmRecall: roundedTime(found.toConfirmRecall, 'toConfirmRecall'),
    },
    needs: told.need.rows.map((need) => ({ need, ...toldRow(told.need, need) })),
    areas: told.area.rows.map((area) => ({ area, ...toldRow(told.area, area) })),
  }
}

type ByCode = ReadonlyMap<string, Measures>

/** Each group is measured once: what was sent by mistake or never is in no row. */
const measuredBy = (all: readonly PlacedReferral[], moment: number, by: 'need' | 'area'): ByCode =>
  new Map(
    [...Map.groupBy(all, (one) => one[by])]
      .map(([code, own]) => [code, measure(own, moment)] as const)
      .filter(([, { sent }]) => sent > 0)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )

const endingsBy = (measured: ByCode) => ({
  rows: [...measured.keys()],
  columns: ENDINGS,
  count: (code: string, ending: string) => measured.get(code)?.endings[ending as Ending] ?? 0,
})

const toldRow = ({ at }: ToldRows, code: string | null): Pick<Figures, 'sent' | 'endings'> => ({
  sent: at(code, null),
  endings: Object.fromEntries(ENDINGS.map((ending) => [ending, at(code, ending)])) as Figures['endings'],
})

const inWholeHours = ({ median, ninetieth, of }: Waited): Waited => ({
  median: median === null ? null : Math.round(median),
  ninetieth: ninetieth === null ? null : Math.round(ninetieth),
  of,
})
