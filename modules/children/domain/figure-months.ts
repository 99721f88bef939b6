import { addDays, type PlainDate } from '@gloact/kernel'

/** A month of the calendar, `2026-10`. */
export interface FigureMonth {
  readonly id: string
  readonly from: PlainDate
  /** The day after its last. */
  readonly to: PlainDate
}

function monthOf(id: string): FigureMonth {
  const [year, month] = id.split('-').map(Number) as [number, number]
  const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
  return { id, from: `${id}-01` as PlainDate, to: `${next}-01` as PlainDate }
}

/** The months whose figures are told on a day, the latest first: each some days after it has ended, when what happened is written down. */
export function monthsTold(today: PlainDate, daysAfter: number, most = 24): readonly FigureMonth[] {
  const [year, month] = today.split('-').map(Number) as [number, number]
  return Array.from({ length: most + 2 }, (_, back) => {
    const before = year * 12 + (month - 1) - back
    return monthOf(`${Math.floor(before / 12)}-${String((before % 12) + 1).padStart(2, '0')}`)
  })
    .filter(({ to }) => addDays(to, daysAfter) <= today)
    .slice(0, most)
}
