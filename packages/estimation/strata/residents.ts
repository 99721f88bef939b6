import { err, ok, type Result } from '@gloact/kernel'
import { countOf, levelOf, type InputTable } from '../input/columns.ts'
import type { InputProblem } from '../input/problem.ts'
import type { EstimationInput, Strata } from '../input/read-input.ts'
import { levelIn } from './level-in.ts'

/** How many people live where the lists were kept, by the levels of some of a table's covariates. */
export interface Residents {
  /** Covariates of the table, in its order; none where there is one number for all. */
  readonly covariates: readonly string[]
  readonly levels: readonly (readonly string[])[]
  /**
   * Residents by combination of levels, in the order of `Strata.counts`; NaN where a level has none of its own, such as
   * “unknown”.
   */
  readonly counts: Float64Array
}

const COLUMN = 'residents'

const NO_STRATA: Strata = { covariates: [], levels: [], counts: new Float64Array(0) }

const problem = (code: InputProblem['code'], message: string): Result<never, InputProblem> => err({ code, message })

/**
 * Residents from a table with the column `residents` and those of the table's covariates (`sex,age`) by which they are known; with
 * none of them it has one row for all. One row a combination of levels, each of them a whole number of 1 or more. Empty are
 * the rows of a level that is no part of the population (`unknown`), all of them: it gets no rate. Refused: other columns,
 * levels that the lists do not have, combinations that are missing or come twice, fewer residents than people seen, in a row, in all
 * rows of a level (with its people whose level of another covariate has no residents) and in all. A cell's own text is in no problem.
 */
export async function readResidents(
  { columns, rows }: InputTable,
  { histories, observed, strata = NO_STRATA }: EstimationInput,
): Promise<Result<Residents, InputProblem>> {
  const place = columns.indexOf(COLUMN)
  if (place < 0) return problem('estimation.residents_columns', `The residents’ table has no column “${COLUMN}”.`)
  const others = columns.filter((_, at) => at !== place)
  const unknown = others.filter((name, at) => !strata.covariates.includes(name) || others.indexOf(name) !== at)
  if (unknown.length > 0) {
    const known = strata.covariates.length > 0 ? `, besides ${strata.covariates.join(', ')} of --strata` : ''
    return problem(
      'estimation.residents_columns',
      `The residents’ table has ${unknown.map((name) => `“${name}”`).join(', ')}; it may have “${COLUMN}”${known}, each once.`,
    )
  }
  const covariates = strata.covariates.filter((name) => others.includes(name))
  const levels = covariates.map((name) => strata.levels[strata.covariates.indexOf(name)]!)
  const from = covariates.map((name) => columns.indexOf(name))
  const counts = new Float64Array(levels.reduce((product, { length }) => product * length, 1))
  /** The row that each combination was in. */
  const rowOf = new Uint32Array(counts.length)
  let number = 1
  for await (const row of rows) {
    number++
    let at = 0
    for (const [own, column] of from.entries()) {
      const level = levels[own]!.indexOf(levelOf(row[column] ?? ''))
      if (level < 0) {
        return problem(
          'estimation.residents_unknown_level',
          `Residents, row ${number}: “${covariates[own]!}” holds a level that nobody on the lists has. Write it as the lists do, or ` +
            'add it to the level that it belongs to.',
        )
      }
      at = at * levels[own]!.length + level
    }
    if (rowOf[at]! > 0) {
      const what =
        covariates.length > 0 ? `the same ${covariates.join(', ')} as row ${rowOf[at]!}` : 'a second number for all'
      return problem(
        'estimation.residents_doubled',
        `Residents, row ${number} has ${what}. There is one row for each combination.`,
      )
    }
    rowOf[at] = number
    const cell = (row[place] ?? '').trim()
    const count = cell === '' ? Number.NaN : countOf(cell)
    if (count === undefined || count === 0) {
      return problem(
        'estimation.residents_not_whole',
        `Residents, row ${number}: “${COLUMN}” holds whole numbers of 1 or more, without separators; it is empty for a level that is ` +
          'not part of the population, such as “unknown”.',
      )
    }
    counts[at] = count
  }
  const residents: Residents = { covariates, levels, counts }
  const seen = covariates.length > 0 ? seenIn(strata, residents, histories.lists.length) : Float64Array.of(observed)
  return checked(residents, rowOf, seen)
}

function checked(residents: Residents, rowOf: Uint32Array, seen: Float64Array): Result<Residents, InputProblem> {
  const { covariates, counts } = residents
  const missing = rowOf.filter((row) => row === 0).length
  if (missing > 0) {
    return problem(
      'estimation.residents_missing',
      covariates.length > 0
        ? `Residents: ${missing} of the ${counts.length} combinations of ${covariates.join(', ')} on the lists have no row.`
        : 'The residents’ table has a header and no row.',
    )
  }
  const without = levelsWithout(residents)
  const emptyAt = counts.findIndex(
    (count, at) =>
      Number.isNaN(count) && !without.some((own, covariate) => own.has(levelIn(residents.levels, at, covariate))),
  )
  if (emptyAt >= 0 || counts.every(Number.isNaN)) {
    return problem(
      'estimation.residents_missing',
      `Residents, row ${rowOf[Math.max(0, emptyAt)]!} has no number. Only a level that is not part of the population may have none, and ` +
        'then in all of its rows.',
    )
  }
  const few = counts.findIndex((count, at) => count < seen[at]!)
  if (few >= 0) {
    return problem(
      'estimation.residents_too_few',
      `Residents, row ${rowOf[few]!} has fewer residents than people seen on the lists: a rate would mean nothing. Are they counted in ` +
        'thousands, or are the people not residents? Leave the covariate out then.',
    )
  }
  // People of a level without residents are among those of the other covariates' levels, and of all.
  const isFew = (holds: (at: number) => boolean): boolean => {
    const sum = (of: Float64Array) =>
      of.reduce((total, one, at) => (holds(at) && !Number.isNaN(one) ? total + one : total), 0)
    return sum(counts) < sum(seen)
  }
  const margin = covariates.findIndex((_, own) =>
    residents.levels[own]!.some(
      (__, level) => !without[own]!.has(level) && isFew((at) => levelIn(residents.levels, at, own) === level),
    ),
  )
  if (margin >= 0 || isFew(() => true)) {
    const what = margin < 0 ? 'all levels together have' : `a level of “${covariates[margin]!}” has`
    return problem(
      'estimation.residents_too_few',
      `Residents: ${what} fewer residents than people seen on the lists, including those of a level without residents: a rate ` +
        'would mean nothing. Find out more about the unknown levels, or leave the covariate out.',
    )
  }
  return ok(residents)
}

/** Of each covariate, the levels that have no residents in any row. */
function levelsWithout({ levels, counts }: Residents): Set<number>[] {
  return levels.map((own, covariate) => {
    const left = new Set(own.keys())
    counts.forEach((count, at) => void (Number.isNaN(count) || left.delete(levelIn(levels, at, covariate))))
    return left
  })
}

/** All residents. */
export const allResidents = ({ counts }: Residents): number =>
  counts.reduce((sum, count) => (Number.isNaN(count) ? sum : sum + count), 0)

const YEAR = /^(?:19|20|21)\d\d$/

/**
 * Whether residents are given for several years of the calendar (1900 to 2199, of whatever covariate): what is added up over them are
 * person-years, and a rate is one for each year.
 */
export function areByYear(residents: Residents): boolean {
  const without = levelsWithout(residents)
  return residents.levels.some((levels, covariate) => {
    const known = levels.filter((_, level) => !without[covariate]!.has(level))
    return known.length > 1 && known.every((level) => YEAR.test(level))
  })
}

/** A stratum's place in `residents.counts`. */
function placeOf({ covariates, levels }: Strata, residents: Residents, stratum: number): number {
  return residents.covariates.reduce(
    (at, name, own) => at * residents.levels[own]!.length + levelIn(levels, stratum, covariates.indexOf(name)),
    0,
  )
}

/** People seen by combination of the residents' covariates. */
function seenIn(strata: Strata, residents: Residents, lists: number): Float64Array {
  const seen = new Float64Array(residents.counts.length)
  const size = 2 ** lists
  strata.counts.forEach((count, cell) => {
    if (cell % size > 0) seen[placeOf(strata, residents, Math.floor(cell / size))]! += count
  })
  return seen
}

/**
 * The residents among whom the people of some strata are; undefined where they are not told apart by the residents' covariates, or
 * where a level among them has no residents of its own. Of strata that are not told apart by a covariate the residents of
 * all of its levels count: people of an unknown age are among all residents, too.
 */
export function residentsOf(strata: Strata, residents: Residents, members: readonly number[]): number | undefined {
  const all = strata.levels.reduce((product, { length }) => product * length, 1)
  const held = new Map<number, number>()
  for (const stratum of members) {
    const at = placeOf(strata, residents, stratum)
    held.set(at, (held.get(at) ?? 0) + 1)
  }
  const each = all / residents.counts.length
  if ([...held.values()].some((count) => count < each)) return undefined
  const without = levelsWithout(residents)
  for (const [covariate, own] of residents.levels.entries()) {
    const present = new Set([...held.keys()].map((at) => levelIn(residents.levels, at, covariate)))
    if (present.size < own.length && [...present].some((level) => without[covariate]!.has(level))) return undefined
  }
  return [...held.keys()].reduce(
    (sum, at) => sum + (Number.isNaN(residents.counts[at]!) ? 0 : residents.counts[at]!),
    0,
  )
}

/** People for each 100,000 residents, or each 100,000 person-years where residents are given by year. */
export interface Rates {
  /** Seen on the lists. */
  readonly detected: number
  readonly undetected: number
  readonly total: number
  /** The interval of the total; null where there is none, or no limit. */
  readonly lower: number | null
  readonly upper: number | null
}

/** Rates per 100,000 residents of figures with their interval. */
export function ratesOf(
  { observed, darkFigure }: { readonly observed: number; readonly darkFigure: number },
  limits: { readonly lower: number; readonly upper: number | null } | null | undefined,
  residents: number,
): Rates {
  const rate = (people: number): number => (100_000 * people) / residents
  const limit = (people: number | null): number | null =>
    people === null || !Number.isFinite(people) ? null : rate(people)
  return {
    detected: rate(observed),
    undetected: rate(darkFigure),
    total: rate(observed + darkFigure),
    lower: limit(limits?.lower ?? null),
    upper: limit(limits?.upper ?? null),
  }
}
