import { addDays, type PlainDate } from '@gloact/kernel'

/** Three months of the calendar, `2026-Q3`. */
export interface Quarter {
  readonly id: string
  readonly from: PlainDate
  /** The day after its last. */
  readonly to: PlainDate
  /** The day on which its figures are told, and as of which. They never change after it. */
  readonly toldOn: PlainDate
}

const STARTS = ['01-01', '04-01', '07-01', '10-01'] as const

/** A quarter by its id, whose figures are told so many days after it ended. */
export function quarterOf(id: string, toldAfterDays: number): Quarter | null {
  const [, year, number] = /^(\d{4})-Q([1-4])$/.exec(id) ?? []
  if (year === undefined || number === undefined) return null
  const next = number === '4' ? `${Number(year) + 1}-${STARTS[0]}` : `${year}-${STARTS[Number(number)]!}`
  const to = next as PlainDate
  return { id, from: `${year}-${STARTS[Number(number) - 1]!}` as PlainDate, to, toldOn: addDays(to, toldAfterDays) }
}

/** The quarters whose figures may be told on a day, the latest first. */
export function quartersTold(today: PlainDate, toldAfterDays: number, most = 12): readonly Quarter[] {
  const year = Number(today.slice(0, 4))
  return Array.from({ length: 4 * (Math.ceil(most / 4) + 2) }, (_, index) =>
    quarterOf(`${year - Math.floor(index / 4)}-Q${4 - (index % 4)}`, toldAfterDays),
  )
    .filter((quarter) => quarter !== null)
    .filter(({ toldOn }) => toldOn <= today)
    .slice(0, most)
}
