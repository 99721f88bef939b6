import { basename } from 'node:path'
import { TableError } from '@gloact/csv'
import { readTable } from '@gloact/csv/node'
import { err, ok, said, type Result } from '@gloact/kernel'
import { listKey, VERDICTS, type Decision, type Records, type Verdict } from '@gloact/linkage/plain'
import type { Problem } from '@gloact/command'
import { inFile } from './sample-columns.ts'
import type { Note } from './notes.ts'

export interface ReadDecisions {
  readonly decisions: readonly Decision[]
  readonly warnings: readonly Note[]
}

interface ReadOptions {
  /** Whether each file is a list that holds a person once. */
  readonly betweenLists: boolean
  readonly signal: AbortSignal
}

/**
 * Reads what people decided about pairs, as `--review` lays them out: `decision` (same, not_same, unsure, or nothing yet), `id_a`
 * and `id_b`, and `list_a` and `list_b` where ids alone do not tell. Nothing where no file is given.
 */
export async function readDecisions(
  file: string | undefined,
  records: Records,
  { betweenLists, signal }: ReadOptions,
): Promise<Result<ReadDecisions, Problem>> {
  if (file === undefined) return ok({ decisions: [], warnings: [] })
  const invalid = (message: string): Result<never, Problem> =>
    err({ code: 'linkage.decisions_invalid', message: `${basename(file)}: ${message}` })
  const table = await readTable(file, { signal })
  if (!table.ok) return inFile(file, table.error)
  const at = (column: string): number => table.value.columns.indexOf(column)
  const [decided, idA, idB, listA, listB] = [at('decision'), at('id_a'), at('id_b'), at('list_a'), at('list_b')]
  if (decided < 0 || idA < 0 || idB < 0)
    return invalid('decisions stand in the columns “decision”, “id_a” and “id_b”, as --review writes them.')
  const find = finder(records)
  // Without a column of lists the first id is on the first of two, as pairs are written.
  const sided = betweenLists && records.listNames.length === 2
  const decisions: Decision[] = []
  let [row, gone, unclear] = [1, 0, 0]
  try {
    for await (const cells of table.value.rows) {
      row++
      const written = cells[decided]!.trim()
      if (written === '') continue
      const verdict = verdictOf(written)
      if (verdict === undefined)
        return invalid(
          `row ${row} has a decision that is none of ${VERDICTS.join(', ')}; leave it empty to decide later.`,
        )
      const listOf = (place: number, side: number): string | undefined =>
        place >= 0 ? cells[place]!.trim() : sided ? records.listNames[side] : undefined
      const [a, b] = [find(cells[idA]!.trim(), listOf(listA, 0)), find(cells[idB]!.trim(), listOf(listB, 1))]
      if (a.length === 0 || b.length === 0) gone++
      else if (a.length > 1 || b.length > 1 || a[0] === b[0]) unclear++
      else decisions.push({ a: a[0]!, b: b[0]!, verdict })
    }
  } catch (thrown) {
    if (thrown instanceof TableError) return inFile(file, thrown.problem)
    throw thrown
  }
  if (decisions.length === 0)
    return invalid(
      'no decision in it is about two records of these lists. Were the ids or the names of the lists changed?',
    )
  const warnings: Note[] = []
  if (gone > 0)
    warnings.push({
      code: 'decisions_without_records',
      said: said('link.decisions_without_records', { decisions: gone }),
    })
  if (unclear > 0)
    warnings.push({
      code: 'decisions_unclear',
      said: said('link.decisions_unclear', { decisions: unclear }),
    })
  return ok({ decisions, warnings })
}

function verdictOf(written: string): Verdict | undefined {
  const word = written.toLowerCase().replace(/[\s-]+/g, '_')
  return VERDICTS.find((verdict) => verdict === word)
}

/** The records that have an id, on a list where one is named. */
function finder({ ids, lists, listNames }: Records): (id: string, list: string | undefined) => readonly number[] {
  const byId = new Map<string, number[]>()
  for (const [record, id] of ids.entries()) {
    const held = byId.get(id)
    if (held) held.push(record)
    else byId.set(id, [record])
  }
  const keys = listNames.map(listKey)
  const keyOf = (record: number): string => keys[lists[record]!] ?? ''
  return (id, list) => {
    // An id that a spreadsheet would take for a formula was written with an apostrophe in front.
    const found = byId.get(id) ?? (id.startsWith("'") ? byId.get(id.slice(1)) : undefined) ?? []
    return list === undefined ? found : found.filter((record) => keyOf(record) === listKey(list))
  }
}
