import { err, ok, type Result } from '@gloact/kernel'
import type { InputProblem, InputWarning } from './problem.ts'

interface Cell {
  readonly mask: number
  readonly count: number
}

/** Share of two lists' people who are on both, from which on they are taken to be fed from one source. */
const NEAR_IDENTICAL = 0.9

/**
 * The lists as they are estimated from: those without anybody left out and said. Refused where two hold the same people or
 * one holds everybody; warned where one lies within another or two are almost the same. `place` takes a mask of the
 * columns to one of the lists.
 */
export function checkLists(
  names: readonly string[],
  cells: readonly Cell[],
): Result<
  { readonly lists: readonly string[]; readonly place: (mask: number) => number; readonly warnings: InputWarning[] },
  InputProblem
> {
  const warnings: InputWarning[] = []
  const totals = names.map((_, list) => sumOf(cells, 1 << list))
  const everyone = cells.reduce((sum, { count }) => sum + count, 0)
  const kept = names.flatMap((_, list) => (totals[list]! > 0 ? [list] : []))
  for (const [list, name] of names.entries()) {
    if (totals[list]! > 0) continue
    warnings.push({
      code: 'estimation.empty_list',
      params: { list: name },
      message: `List “${name}” holds nobody and is left out.`,
    })
  }
  if (kept.length < 2) {
    return err({
      code: 'estimation.one_list',
      message:
        'Only one list holds anyone. Only other lists can show who is missing from it: three or more are needed.',
    })
  }
  for (const list of kept) {
    if (totals[list] === everyone) {
      return err({
        code: 'estimation.list_has_everyone',
        message:
          `List “${names[list]}” holds everyone in the table. Nobody was seen outside it, so nothing shows how many it ` +
          'missed. Is it the sum of the others? Leave it out.',
      })
    }
  }
  for (const [at, first] of kept.entries()) {
    for (const second of kept.slice(at + 1)) {
      const both = sumOf(cells, (1 << first) | (1 << second))
      const pair = `“${names[first]}” and “${names[second]}”`
      if (both === totals[first] && both === totals[second]) {
        return err({
          code: 'estimation.identical_lists',
          message: `Lists ${pair} hold the same people. They are one source: leave one out.`,
        })
      }
      const share = both / (totals[first]! + totals[second]! - both)
      if (share >= NEAR_IDENTICAL) {
        const hundredths = Math.floor(share * 100)
        warnings.push({
          code: 'estimation.near_identical_lists',
          params: { one: names[first]!, other: names[second]!, share: hundredths / 100 },
          message: `Of the people of lists ${pair}, ${hundredths} in 100 are on both. Are they fed from one source?`,
        })
      } else if (both === totals[first] || both === totals[second]) {
        const [inner, outer] = both === totals[first] ? [first, second] : [second, first]
        warnings.push({
          code: 'estimation.nested_lists',
          params: { inner: names[inner]!, outer: names[outer]! },
          message: `Everyone on list “${names[inner]}” is on “${names[outer]}”, too. Is one fed from the other, or merged from it?`,
        })
      }
    }
  }
  if (kept.length === 2) {
    warnings.push({
      code: 'estimation.two_lists',
      message: 'There are two lists: their independence is assumed, and nothing in the data can show whether it holds.',
    })
  }
  const lists = kept.map((list) => names[list]!)
  const place = (mask: number): number =>
    kept.reduce((own, list, at) => (mask & (1 << list) ? own | (1 << at) : own), 0)
  return ok({ lists, place, warnings })
}

const sumOf = (cells: readonly Cell[], lists: number): number =>
  cells.reduce((sum, { mask, count }) => ((mask & lists) === lists ? sum + count : sum), 0)
