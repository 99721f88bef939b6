import type { PlainDate } from '@gloact/kernel'
import { adultFrom } from './age.ts'
import { DECISIONS, heardFact } from './heard-facts.ts'
import { CARE, isOnPath, stateAt, type CountedChild, type CountedRecord, type Span } from './figures.ts'
import type { KindName } from './kinds.ts'

/** What a share is of: `of` things, of which `part` are; and how many children are behind the one and the other. */
export interface Share {
  readonly id: string
  readonly part: number
  readonly of: number
  readonly children: { readonly part: number; readonly rest: number }
}

const DAY = 86_400_000
const WEEK = 7 * DAY
const YEAR = 365.25 * DAY

/** A thing that is counted, of which child, and how much of it is in the part: all or nothing, or so many days. */
interface Counted {
  readonly child: CountedChild
  readonly part: number
  readonly of: number
}

function shareOf(id: string, counted: readonly Counted[]): Share {
  const sum = (what: 'part' | 'of') => counted.reduce((all, one) => all + one[what], 0)
  const behind = (is: (one: Counted) => boolean) => new Set(counted.filter(is).map(({ child }) => child)).size
  return {
    id,
    part: sum('part'),
    of: sum('of'),
    children: { part: behind(({ part }) => part > 0), rest: behind(({ part, of }) => part < of) },
  }
}

const yes = (child: CountedChild, is: boolean): Counted => ({ child, part: is ? 1 : 0, of: 1 })
const within = (at: number | null | undefined, { from, to }: Span): boolean =>
  at !== null && at !== undefined && at >= from && at < to
const each = <Item>(
  children: readonly CountedChild[],
  kind: KindName,
  found: (record: CountedRecord, child: CountedChild) => readonly Item[],
): readonly Item[] =>
  children.flatMap((child) =>
    child.records.filter((record) => record.kind === kind).flatMap((record) => found(record, child)),
  )
const at = (record: CountedRecord, ...steps: readonly string[]): number | undefined =>
  record.steps.find(({ step }) => steps.includes(step))?.at
const lastAt = (record: CountedRecord, to: number, ...steps: readonly string[]): number | undefined =>
  record.steps.findLast((taken) => steps.includes(taken.step) && taken.at < to)?.at

/** A clock whose time ended in the span, and whether a step that stops it was taken in time; `grace` later at most. */
function kept(
  record: CountedRecord,
  child: CountedChild,
  clock: string,
  steps: readonly string[],
  span: Span,
  grace = 0,
) {
  const { dueAt = null, stoppedAt = null } = record.clocks[clock] ?? {}
  if (dueAt === null || !within(dueAt, span)) return []
  // A record that ended stops every clock: only the step that is due keeps it.
  const done = stoppedAt !== null && record.steps.some((taken) => steps.includes(taken.step) && taken.at === stoppedAt)
  return [yes(child, done && stoppedAt <= dueAt + grace)]
}

/** From one step to the next that ends it, as far as it lies in the span: in milliseconds. */
function spent(record: CountedRecord, is: (state: string) => boolean, { from, to }: Span): number {
  const marks = [...record.steps.map((taken) => taken.at), to].map((moment) => Math.min(Math.max(moment, from), to))
  let all = 0
  for (const [index, start] of marks.entries()) {
    const end = marks[index + 1]
    if (end === undefined || end <= start) continue
    const state = stateAt(record, start + 1)
    if (state !== null && is(state)) all += end - start
  }
  return all
}

const PLACED: readonly string[] = ['in_place', 'to_review', 'for_now']

function guardianShares(children: readonly CountedChild[], span: Span): readonly Share[] {
  const days = each(children, 'guardianship', (record, child) => {
    const of = spent(record, (state) => state !== 'ended', span) / DAY
    return of > 0
      ? [{ child, of, part: spent(record, (state) => state === 'asked' || state === 'unconfirmed', span) / DAY }]
      : []
  })
  return [
    shareOf(
      'guardian_at_once',
      each(children, 'guardianship', (record, child) =>
        kept(record, child, 'provisional', ['stand_in', 'provide', 'appoint'], span),
      ),
    ),
    shareOf(
      'guardian_appointed',
      each(children, 'guardianship', (record, child) => kept(record, child, 'appointment', ['appoint'], span)),
    ),
    shareOf('guardian_without', days),
  ]
}

export const BANDS = ['days_2', 'days_7', 'days_30', 'non_urgent'] as const

function decisionShares(children: readonly CountedChild[], span: Span): readonly Share[] {
  const decided = DECISIONS.flatMap(([kind, decides, says]) =>
    each(children, kind, (record, child) =>
      record.steps.some((taken) => taken.step === decides && within(taken.at, span)) ? [{ record, child, says }] : [],
    ),
  )
  const heard = (who: 'child' | 'guardian') =>
    decided.flatMap(({ record, child, says }) => {
      const fact = record.facts[heardFact(who, says)]
      return typeof fact === 'boolean' ? [yes(child, fact)] : []
    })
  const approved = each(children, 'determination', (record, child) => {
    const on = lastAt(record, span.to, 'approve')
    return on !== undefined && on >= span.to - YEAR ? [{ record, child, on }] : []
  })
  const usedBefore = (child: CountedChild, since: number, until: number) =>
    each([child], 'solution', (record) => {
      const on = at(record, 'decide')
      return on !== undefined && on >= since && on < until ? [on] : []
    }).length > 0
  return [
    ...BANDS.map((band) =>
      shareOf(
        `assessed_${band}`,
        each(children, 'assessment', (record, child) =>
          (record.facts['band'] ?? 'days_7') === band ? kept(record, child, 'assessment', ['approve'], span) : [],
        ),
      ),
    ),
    shareOf(
      'determined',
      each(children, 'determination', (record, child) => kept(record, child, 'decision', ['approve'], span)),
    ),
    shareOf(
      'against_view',
      approved
        .filter(({ on }) => on >= span.from)
        .map(({ record, child }) => yes(child, record.facts['against_view'] === true)),
    ),
    shareOf(
      'void_before_use',
      approved.map(({ record, child, on }) => {
        const changed = lastAt(record, span.to, 'report_change')
        return yes(child, changed !== undefined && changed > on && !usedBefore(child, on, changed))
      }),
    ),
    shareOf('heard_child', heard('child')),
    shareOf('heard_guardian', heard('guardian')),
  ]
}

const FOLLOWED = [1, 3, 6, 12] as const
const GOES_ON: readonly unknown[] = ['going_well', 'support_needed']
/** Those who were not found are no success and are not left out; nor are those whom nobody went to see. */
const lastsAs = (result: unknown) =>
  GOES_ON.includes(result) ? 'goes_on' : result === 'not_found' ? 'not_found' : 'ended_or_unknown'

function lastingShares(children: readonly CountedChild[], span: Span): readonly Share[] {
  const longAgo = each(children, 'solution', (record, child) => {
    const on = at(record, 'hand_over') ?? at(record, 'carry_out')
    return on !== undefined && on < span.to - YEAR ? [{ record, child }] : []
  })
  return [
    ...(['goes_on', 'not_found', 'ended_or_unknown'] as const).map((how) =>
      shareOf(
        `lasts.${how}`,
        longAgo.map(({ record, child }) => yes(child, how === lastsAs(record.facts['after_12_months']))),
      ),
    ),
    ...FOLLOWED.map((month) =>
      shareOf(
        `followed_${month}`,
        each(children, 'solution', (record, child) =>
          kept(record, child, `month_${month}`, [`follow_${month}`], span, 2 * WEEK),
        ),
      ),
    ),
  ]
}

/** Days that children spent in each kind of care, of all that they spent in any. */
const careShares = (children: readonly CountedChild[], span: Span): readonly Share[] => {
  const days = each(children, 'care', (record, child) => {
    const spend = spent(record, (state) => PLACED.includes(state), span) / DAY
    return spend > 0 ? [{ child, type: record.facts['type'], spend }] : []
  })
  return CARE.filter((type) => days.some((one) => one.type === type)).map((type) =>
    shareOf(
      `care.${type}`,
      days.map(({ child, type: is, spend }) => ({ child, of: spend, part: is === type ? spend : 0 })),
    ),
  )
}

interface Episode {
  readonly child: CountedChild
  readonly from: number
  readonly until: number | null
}
const episodes = (children: readonly CountedChild[]): readonly Episode[] =>
  each(children, 'care', (record, child) =>
    record.steps.flatMap(({ step, at: from }, index) => {
      if (step !== 'report_missing') return []
      const found = record.steps.slice(index + 1).find((later) => later.step === 'find')
      return [{ child, from, until: found?.at ?? null }]
    }),
  )

/** From how many interviews on one topic a child was asked too often. */
const TOO_OFTEN = 3

function protectionShares(children: readonly CountedChild[], span: Span): readonly Share[] {
  const there = children.filter((child) => isOnPath(child, span.to))
  const unrelated = each(there, 'care', (record, child) => {
    const state = stateAt(record, span.to) ?? ''
    return record.facts['type'] === 'unrelated_adult' && PLACED.includes(state)
      ? [yes(child, state === 'to_review')]
      : []
  })
  const nights = each(children, 'care', (record, child) => {
    const of = spent(record, (state) => PLACED.includes(state), span) / DAY
    return of > 0 ? [{ child, of, part: 0 }] : []
  })
  const gone = episodes(children)
  const interviewed = children.flatMap((child) => {
    const topics = each([child], 'interview', ({ facts, steps }) =>
      steps.some(
        ({ step, at: on }) =>
          ['record', 'record_elsewhere', 'report', 'hold'].includes(step) && on < span.to && on >= span.to - YEAR,
      )
        ? String(facts['topics'] ?? '').split('+')
        : [],
    ).filter((topic) => topic !== '')
    return topics.length === 0
      ? []
      : [
          yes(
            child,
            topics.some((topic) => topics.filter((other) => other === topic).length >= TOO_OFTEN),
          ),
        ]
  })
  const together = each(there, 'care', (record, child) => {
    const stays = record.facts['siblings_kept']
    return stateAt(record, span.to) === 'in_place' && typeof stays === 'boolean' ? [yes(child, stays)] : []
  })
  return [
    shareOf('unrelated_unreviewed', unrelated),
    shareOf(
      'detained',
      there.map((child) =>
        yes(
          child,
          each([child], 'care', (record) =>
            record.facts['type'] === 'detained' ? [spent(record, (state) => PLACED.includes(state), span)] : [],
          ).some((time) => time > 0),
        ),
      ),
    ),
    // Not a part of the nights, but so many to a thousand of them.
    shareOf('missing_per_1000_nights', [
      ...nights,
      ...gone.filter(({ from }) => within(from, span)).map(({ child }) => ({ child, part: 1, of: 0 })),
    ]),
    shareOf(
      'found_in_a_week',
      gone
        .filter(({ from }) => within(from + WEEK, span))
        .map(({ child, from, until }) => yes(child, until !== null && until <= from + WEEK)),
    ),
    shareOf('asked_again', interviewed),
    shareOf('together', together),
  ]
}

/** By what somebody left the child path: the birthday needs no more than itself. */
const groundOf = ({ steps, facts }: CountedRecord): 'turned_18' | 'document' | 'assessment' =>
  steps.some(({ step }) => step === 'confirm_document')
    ? 'document'
    : facts['conclusion'] === 'adult'
      ? 'assessment'
      : 'turned_18'

function ageShares(children: readonly CountedChild[], span: Span): readonly Share[] {
  const taken = (record: CountedRecord, step: string) =>
    record.steps.some((one) => one.step === step && within(one.at, span))
  const left = children.flatMap((child) => {
    const settled = each([child], 'age', (record) => (taken(record, 'close') ? [groundOf(record)] : []))
    const grown = each([child], 'transition', (record) => (taken(record, 'close') ? (['turned_18'] as const) : []))
    const [by] = [...settled, ...grown]
    return by === undefined ? [] : [{ child, by }]
  })
  return [
    shareOf(
      'age_doubted',
      each(children, 'age', (record, child) => (isOnPath(child, span.to) ? [yes(child, taken(record, 'doubt'))] : [])),
    ),
    shareOf(
      'age_minor',
      each(children, 'age', (record, child) =>
        taken(record, 'conclude') ? [yes(child, record.facts['conclusion'] !== 'adult')] : [],
      ),
    ),
    shareOf(
      'age_upheld',
      each(children, 'age', (record, child) =>
        taken(record, 'settle') && (record.facts['appeal'] === 'upheld' || record.facts['appeal'] === 'rejected')
          ? [yes(child, record.facts['appeal'] === 'upheld')]
          : [],
      ),
    ),
    ...(['turned_18', 'document', 'assessment'] as const).map((ground) =>
      shareOf(
        `left.${ground}`,
        left.map(({ child, by }) => yes(child, by === ground)),
      ),
    ),
  ]
}

/** Children who turned 18 in the span by the latest day that is possible, and whose plan stood before it. */
export function preparedShare(
  children: readonly { readonly child: CountedChild; readonly youngest: PlainDate | null }[],
  days: { readonly from: PlainDate; readonly to: PlainDate },
  momentOf: (day: PlainDate) => number,
): Share {
  return shareOf(
    'prepared_for_18',
    children.flatMap(({ child, youngest }) => {
      const adult = youngest && adultFrom(youngest)
      if (adult === null || adult < days.from || adult >= days.to) return []
      const agreed = each([child], 'transition', (record) => {
        const on = at(record, 'agree')
        return on === undefined ? [] : [on]
      })
      return [
        yes(
          child,
          agreed.some((on) => on < momentOf(adult)),
        ),
      ]
    }),
  )
}

/** Hours for which children were detained within the span, and how many children. */
export function detained(children: readonly CountedChild[], span: Span): { hours: number; children: number } {
  const held = each(children, 'care', (record, child) => {
    const time = record.facts['type'] === 'detained' ? spent(record, (state) => PLACED.includes(state), span) : 0
    return time > 0 ? [{ child, time }] : []
  })
  return {
    hours: held.reduce((all, { time }) => all + time, 0) / 3_600_000,
    children: new Set(held.map(({ child }) => child)).size,
  }
}

/** Every share of the coordinator's table that is worked out from children's records (children note, section 14). */
export const sharesOf = (children: readonly CountedChild[], span: Span): readonly Share[] => [
  ...guardianShares(children, span),
  ...decisionShares(children, span),
  ...lastingShares(children, span),
  ...protectionShares(children, span),
  ...ageShares(children, span),
  ...careShares(children, span),
]
