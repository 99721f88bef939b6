import { addMonths, type PlainDate } from '@gloact/kernel'
import { CARE_LISTS } from './forms/care-forms.ts'
import { DETERMINATION_LISTS } from './forms/determination-forms.ts'
import { GUARDIAN_LISTS } from './forms/guardian-forms.ts'
import { SOLUTION_LISTS } from './forms/solution-forms.ts'
import { cumulativeIncidence, type Lived } from './cumulative-incidence.ts'
import { KINDS, type KindName } from './kinds.ts'

/** One record of a child without its child: steps and clocks that lie in clear, moments in milliseconds since 1970. */
export interface CountedRecord {
  readonly kind: KindName
  readonly facts: Readonly<Record<string, unknown>>
  readonly clocks: Readonly<Record<string, { readonly dueAt: number | null; readonly stoppedAt: number | null }>>
  /** In the order in which they were taken. */
  readonly steps: readonly { readonly step: string; readonly at: number }[]
}
export interface CountedChild {
  readonly records: readonly CountedRecord[]
}

/** From a moment up to another, which is not in it. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const GUARDED = ['none', 'asked', 'provisional', 'appointed'] as const
export const OUTCOMES = ['in_time', 'late', 'missed'] as const
/** Nobody has said yet. */
export const NOT_ASKED = 'not_asked'

const codesOf = (list: { readonly codes: readonly { readonly code: string }[] } | undefined): readonly string[] =>
  list?.codes.map(({ code }) => code) ?? []
/** Why a child needs a guardian; where it is `unaccompanied`, nobody is with the child. */
export const REASONS: readonly string[] = [...codesOf(GUARDIAN_LISTS['children_guardian_reason']), NOT_ASKED]
export const CARE: readonly string[] = [
  ...codesOf(CARE_LISTS['children_care']),
  ...codesOf(CARE_LISTS['children_care_irregular']),
  NOT_ASKED,
]

/** Clocks that the law or the country sets, of which it is counted how they were kept. */
export const COUNTED_CLOCKS = [
  ['guardianship', 'provisional'],
  ['guardianship', 'appointment'],
  ['guardianship', 'first_meeting'],
  ['guardianship', 'complaint'],
  ['age', 'assessment'],
  ['assessment', 'assessment'],
  ['determination', 'decision'],
  ['care', 'first_visit'],
  ['schooling', 'place'],
  ['care', 'review'],
  ['care', 'urgent'],
  ['solution', 'month_1'],
  ['solution', 'month_3'],
  ['solution', 'month_6'],
  ['solution', 'month_12'],
  ['solution', 'confirmation'],
] as const satisfies readonly (readonly [KindName, string])[]
export const clockId = ([kind, clock]: readonly [KindName, string]): string => `${kind}_${clock}`

/** In what state a record stood at a moment; null where it was not begun. */
export function stateAt({ kind, steps }: CountedRecord, moment: number): string | null {
  const declared: Readonly<Record<string, { readonly to: string }>> = KINDS[kind].steps
  let state: string | null = null
  for (const { step, at } of steps) {
    const to = declared[step]?.to
    if (at < moment && to !== undefined && to !== 'same') state = to
  }
  return state
}

const ofKind = ({ records }: CountedChild, kind: KindName) => records.filter((record) => record.kind === kind)
const codeIn = (codes: readonly string[], value: unknown): string =>
  typeof value === 'string' && codes.includes(value) ? value : NOT_ASKED

/** Whether the child was on the child path at a moment: met as one, and not left since. */
export function isOnPath(child: CountedChild, moment: number): boolean {
  const states = child.records.map((record) => ({ kind: record.kind, state: stateAt(record, moment) }))
  return (
    states.some(({ state }) => state !== null) &&
    !states.some(({ kind, state }) => kind === 'age' && state === 'closed') &&
    !states.some(({ kind, state }) => kind === 'transition' && state === 'closed')
  )
}

export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>

const countBy = <Item>(items: readonly Item[], row: (item: Item) => string, column: (item: Item) => string): Counts => {
  const rows = new Map<string, Map<string, number>>()
  for (const item of items) {
    const cells = rows.get(row(item)) ?? new Map<string, number>()
    cells.set(column(item), (cells.get(column(item)) ?? 0) + 1)
    rows.set(row(item), cells)
  }
  return rows
}

/** Children on the child path at the end, by why they need a guardian and by what guardian they have. */
export const stock = (children: readonly CountedChild[], { to }: Span): Counts =>
  countBy(
    children.filter((child) => isOnPath(child, to)),
    (child) => codeIn(REASONS, ofKind(child, 'guardianship').at(-1)?.facts['reason']),
    (child) => {
      const state = ofKind(child, 'guardianship')
        .map((record) => stateAt(record, to))
        .findLast((each) => each !== null)
      // Until the authority has looked, a child for whom child protection stands in still waits for a guardian.
      return GUARDED.find((each) => each === (state === 'unconfirmed' ? 'asked' : state)) ?? 'none'
    },
  )

export const SEXES = ['female', 'male', 'other', NOT_ASKED] as const
export const AGES = ['under_7', 'from_7', 'from_12', 'from_16', NOT_ASKED] as const
/** From which age each group is. */
const FROM_AGE = [
  ['from_16', 16],
  ['from_12', 12],
  ['from_7', 7],
  ['under_7', 0],
] as const

/** A child by what figures break down, and no more. */
export interface DescribedChild {
  /** As the country's form has it; undefined where it was not answered. */
  readonly sex: string | undefined
  /** The latest day on which the child can have been born; null where any day is possible. */
  readonly youngest: PlainDate | null
}

/** Children by sex and age on a day. The youngest age that is possible counts: that of a child in doubt is a child's. */
export const people = (children: readonly DescribedChild[], on: PlainDate): Counts =>
  countBy(
    children,
    ({ sex }) => (sex === undefined ? NOT_ASKED : (SEXES.find((each) => each === sex) ?? 'other')),
    ({ youngest }) =>
      FROM_AGE.find(([, from]) => youngest !== null && addMonths(youngest, from * 12) <= on)?.[0] ?? NOT_ASKED,
  )

const PLACED = ['in_place', 'to_review', 'for_now']

/** The same children, by where they are cared for. */
export const care = (children: readonly CountedChild[], { to }: Span): Counts =>
  countBy(
    children.filter((child) => isOnPath(child, to)),
    (child) => {
      const placed = ofKind(child, 'care').findLast((record) => PLACED.includes(stateAt(record, to) ?? ''))
      return codeIn(CARE, placed?.facts['type'])
    },
    () => 'children',
  )

/** Where a solution can stand; what others decided, or nobody carried out, is none. */
export const SOLVED = [
  'planned',
  'decided',
  'handed_over',
  'under_way',
  'in_place',
  'confirmed_at_12_months',
  'failed',
  'closed',
] as const satisfies readonly (keyof (typeof KINDS)['solution']['states'])[]
export const MOVES: readonly string[] = [...codesOf(SOLUTION_LISTS['children_moving']), NOT_ASKED]

/** Children for whom a solution was planned up to the end of the span, by what it is and how far it has come: the latest of each child. */
export const solutions = (children: readonly CountedChild[], { to }: Span): Counts =>
  countBy(
    children.flatMap((child) => {
      const latest = ofKind(child, 'solution').findLast((record) =>
        SOLVED.some(
          (state) => state === stateAt(record, to) && record.steps.every(({ step }) => step !== 'record_elsewhere'),
        ),
      )
      return latest ? [latest] : []
    }),
    ({ facts }) => codeIn(MOVES, facts['option']),
    (record) => stateAt(record, to) ?? 'planned',
  )

export const OPTIONS: readonly string[] = [...codesOf(DETERMINATION_LISTS['children_option']), NOT_ASKED]

/** Children for whom a panel's determination was approved in the span, by what it chose: the latest of each child. */
export const determined = (children: readonly CountedChild[], { from, to }: Span): Counts =>
  countBy(
    children.flatMap((child) => {
      const latest = ofKind(child, 'determination').findLast(({ steps }) =>
        steps.some(({ step, at }) => step === 'approve' && at >= from && at < to),
      )
      return latest ? [latest] : []
    }),
    ({ facts }) => codeIn(OPTIONS, facts['option']),
    () => 'children',
  )

/**
 * Clocks whose time ended in the span: kept, kept late, or not kept up to now. A child who left without what was due counts as
 * missed, and is not left out.
 */
export function clocksKept(children: readonly CountedChild[], { from, to }: Span): Counts {
  const ended = children.flatMap(({ records }) =>
    COUNTED_CLOCKS.flatMap(([kind, clock]) =>
      records
        .filter((record) => record.kind === kind)
        .flatMap((record) => {
          const { dueAt = null, stoppedAt = null } = record.clocks[clock] ?? {}
          if (dueAt === null || dueAt < from || dueAt >= to) return []
          // A record that ended stops every clock: what was due was done only where a step did it.
          const steps: Readonly<Record<string, { readonly stops?: readonly string[] }>> = KINDS[kind].steps
          const done = record.steps.some(({ step, at }) => at === stoppedAt && steps[step]?.stops?.includes(clock))
          const outcome = stoppedAt === null || !done ? 'missed' : stoppedAt <= dueAt ? 'in_time' : 'late'
          return [{ clock: clockId([kind, clock]), outcome }]
        }),
    ),
  )
  return countBy(
    ended,
    ({ clock }) => clock,
    ({ outcome }) => outcome,
  )
}

const MONTH = (365.25 / 12) * 86_400_000
export const AFTER_MONTHS = [6, 12, 24] as const

/** What is waited for: that the family has the child back, or that a solution is in place which is meant to last. */
export type Awaited = 'reunited' | 'in_place'

/** The day on which the child was met, and how long until what is waited for came, or something else ended it. */
function livedUntil(child: CountedChild, to: number, awaited: Awaited): Lived | null {
  const first = Math.min(...child.records.flatMap(({ steps }) => steps.map(({ at }) => at)))
  if (!(first < to)) return null
  const ends = child.records.flatMap(({ kind, facts, steps }) =>
    steps.flatMap(({ step, at }) => {
      if (at >= to) return []
      if (awaited === 'in_place') {
        if (kind === 'solution' && step === 'put_in_place') return [{ at, event: 'awaited' as const }]
      } else if (kind === 'solution' && (step === 'hand_over' || step === 'carry_out'))
        return [
          {
            at,
            event: String(facts['option']).startsWith('reunification') ? ('awaited' as const) : ('other' as const),
          },
        ]
      // Eighteen, or found to be no child: nobody is reunited as a child after that.
      if ((kind === 'age' || kind === 'transition') && step === 'close') return [{ at, event: 'other' as const }]
      return []
    }),
  )
  const end = ends.toSorted((a, b) => a.at - b.at)[0]
  return {
    months: ((end?.at ?? to) - first) / MONTH,
    event: end?.event === 'awaited' ? 'of_interest' : end ? 'other' : null,
  }
}

export interface Reunited {
  readonly children: number
  /** How many were. */
  readonly reunited: number
  /** The share after so many months; null where nobody was followed for so long. */
  readonly after: readonly { readonly months: number; readonly share: number | null }[]
}

/** How many had come to it after so many months, with those who wait still; never the mean of those who have. */
export function timeTo(awaited: Awaited, children: readonly CountedChild[], { to }: Span): Reunited {
  const lived = children.flatMap((child) => livedUntil(child, to, awaited) ?? [])
  return {
    children: lived.length,
    reunited: lived.filter(({ event }) => event === 'of_interest').length,
    after: AFTER_MONTHS.map((months) => ({ months, share: cumulativeIncidence(lived, months) })),
  }
}

export interface Load {
  readonly guardians: number
  readonly median: number | null
  readonly largest: number | null
  readonly overLimit: number
}

/** How many children each active guardian has at the end. `limits` by guardian; those without a child count as none. */
export function guardiansLoad(
  children: readonly CountedChild[],
  limits: ReadonlyMap<string, number>,
  { to }: Span,
): Load {
  const loads = new Map([...limits.keys()].map((id) => [id, 0]))
  for (const record of children.flatMap((child) => ofKind(child, 'guardianship'))) {
    const state = stateAt(record, to)
    const id = String(record.facts['guardian_id'])
    if (state === 'provisional' || state === 'appointed') loads.set(id, (loads.get(id) ?? 0) + 1)
  }
  const sorted = [...loads.values()].toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const at = (index: number) => sorted[index] ?? 0
  return {
    guardians: sorted.length,
    median:
      sorted.length === 0
        ? null
        : Number.isInteger(middle)
          ? (at(middle - 1) + at(middle)) / 2
          : at(Math.floor(middle)),
    largest: sorted.at(-1) ?? null,
    overLimit: [...loads].filter(([id, load]) => load > (limits.get(id) ?? Number.POSITIVE_INFINITY)).length,
  }
}
