import { err, ok, said, type Result, type Said } from '@gloact/kernel'
import { VERDICTS, type Decision, type Verdict } from './decisions.ts'
import { listKey, type Records } from './records.ts'

export interface ReadDecisions {
  readonly decisions: readonly Decision[]
  readonly warnings: readonly { readonly code: string; readonly said: Said }[]
}

interface DecisionsTable {
  readonly columns: readonly string[]
  readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>
}

interface InvalidDecisions {
  readonly code: 'linkage.decisions_invalid'
  readonly message: string
}

const invalid = (message: string): Result<never, InvalidDecisions> =>
  err({ code: 'linkage.decisions_invalid', message })

/**
 * Reads what people decided about pairs, as `--review` lays them out: `decision` (same, not_same, unsure, or nothing yet), `id_a`
 * and `id_b`, and `list_a` and `list_b` where ids alone do not tell.
 */
export async function readDecisionRows(
  { columns, rows }: DecisionsTable,
  records: Records,
  /** Whether each file is a list that holds a person once. */
  { betweenLists }: { readonly betweenLists: boolean },
): Promise<Result<ReadDecisions, InvalidDecisions>> {
  const at = (column: string): number => columns.indexOf(column)
  const [decided, idA, idB, listA, listB] = [at('decision'), at('id_a'), at('id_b'), at('list_a'), at('list_b')]
  if (decided < 0 || idA < 0 || idB < 0)
    return invalid('decisions go in the columns “decision”, “id_a” and “id_b”, as --review writes them.')
  const find = finder(records)
  // Without a column of lists the first id is on the first of two, as pairs are written.
  const sided = betweenLists && records.listNames.length === 2
  const decisions: Decision[] = []
  let [row, gone, unclear] = [1, 0, 0]
  for await (const cells of rows) {
    row++
    const written = cells[decided]!.trim()
    if (written === '') continue
    const verdict = verdictOf(written)
    if (verdict === undefined)
      return invalid(
        `row ${row} has a decision that is not one of ${VERDICTS.join(', ')}; leave it empty to decide later.`,
      )
    const listOf = (place: number, side: number): string | undefined =>
      place >= 0 ? cells[place]!.trim() : sided ? records.listNames[side] : undefined
    const [a, b] = [find(cells[idA]!.trim(), listOf(listA, 0)), find(cells[idB]!.trim(), listOf(listB, 1))]
    if (a.length === 0 || b.length === 0) gone++
    else if (a.length > 1 || b.length > 1 || a[0] === b[0]) unclear++
    else decisions.push({ a: a[0]!, b: b[0]!, verdict })
  }
  if (decisions.length === 0)
    return invalid(
      'no decision in it is about two records of these lists. Were the ids or the names of the lists changed?',
    )
  const warnings: { code: string; said: Said }[] = []
  if (gone > 0)
    warnings.push({
      code: 'decisions_without_records',
      said: said('link.decisions_without_records', { decisions: gone }),
    })
  if (unclear > 0)
    warnings.push({ code: 'decisions_unclear', said: said('link.decisions_unclear', { decisions: unclear }) })
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
