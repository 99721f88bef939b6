import type { Captures } from '../../contract/figures.ts'

/** The column that holds how many there are, as `gloact estimate` and the screen of estimates find it. */
const COUNT = 'count'

/** The capture table as the estimate takes it: a column for each list, 1 where the people of a row are on it, and how many they are. */
export function captureFile({ lists, rows, years }: Captures): File {
  const lines = [
    [...lists, COUNT],
    ...rows.map(({ lists: on, figure }) => [...lists.map((list) => (on.includes(list) ? 1 : 0)), figure]),
  ]
  const span = years.length === 0 ? 'none' : `${years[0]}-${years.at(-1)}`
  return new File([lines.map((line) => `${line.join(',')}\r\n`).join('')], `lists-${span}.csv`, { type: 'text/csv' })
}
