import { NUMBER } from '../objections.ts'

const YEAR = /^(?:19|20)\d\d$/

/** Looks whether the first row of a file is a record: the columns would be named by what is somebody's. */
export interface HeaderWatch {
  take(rows: readonly (readonly string[])[]): void
  /** Whether it is; `read` are the columns that are worked with. */
  isRecord(read: readonly string[]): boolean
}

/**
 * A first row is a record where at least half of what stands in it stands further down in the same column as well, or is a number:
 * of all columns, or of those that are read, two of them or every one. A column that holds nothing beside its own name says nothing by
 * itself, for answers to which several are possible are often written so. A year says something where the column holds years; else it may
 * head what was counted in it.
 */
export function headerWatch(columns: readonly string[]): HeaderWatch {
  const places = columns.flatMap((name, place) => (name === `column_${place + 1}` ? [] : [place]))
  const again = new Set<number>()
  const others = new Set<number>()
  const years = new Set<number>()
  const isNumber = (place: number): boolean =>
    NUMBER.test(columns[place]!) && (!YEAR.test(columns[place]!) || years.has(place))
  return {
    take(rows) {
      for (const place of places) {
        if (again.has(place) && others.has(place)) continue
        const name = columns[place]!
        for (const row of rows) {
          const cell = row[place]!
          if (YEAR.test(cell.trim())) years.add(place)
          if (cell === name || (cell.length > name.length && cell.trim() === name)) again.add(place)
          else if (cell !== '' && !others.has(place) && cell.trim() !== '') others.add(place)
        }
      }
    },
    isRecord(read) {
      const known = (among: readonly number[]) => {
        const repeated = among.filter((place) => again.has(place) && others.has(place))
        const explained = among.filter((place) => again.has(place) || isNumber(place)).length
        const numbers = among.filter(isNumber)
        return { repeated, numbers, isHalf: 2 * explained >= among.length }
      }
      const all = known(places)
      if (places.length > 0 && all.numbers.length === places.length) return true
      if (all.isHalf && all.repeated.length > 0) return true
      const chosen = places.filter((place) => read.includes(columns[place]!))
      const wanted = known(chosen)
      const saying = new Set([...wanted.repeated, ...wanted.numbers]).size
      const isAnswer = wanted.numbers.some((place) => years.has(place))
      return wanted.isHalf && saying > 0 && (saying > 1 || saying === chosen.length || isAnswer)
    },
  }
}

/** Why a file is not worked with whose first row is a record. Nothing of a cell is in it. */
export const NO_HEADER = {
  code: 'disclosure.no_header',
  message:
    'The first row looks like a record, not like names of columns: what it holds appears further down, too, or is a number or ' +
    'a day. Add a header above it; if it is a header that comes again, remove the later one.',
}
