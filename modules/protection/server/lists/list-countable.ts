import type { Json } from '@gloact/kernel'
import { together, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { codedForFigures } from '../../domain/erasure/erasure.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables, type CaseFileTable } from '../file/file-tables.ts'

/** What can be counted of a file: statistical answers and what was worked out of the procedure, by month; nothing that identifies. */
export interface CountableFile {
  readonly fileId: string
  readonly personId: string
  readonly agencyId: string
  readonly openedOn: string
  readonly coded: Readonly<Record<string, Json>>
}

export interface Countable {
  /** All files of the person whose file it is that count; none of an erased one, and of an import that was undone. */
  readonly ofFile: (
    trx: ScopedTransaction,
    fileId: string,
  ) => Promise<{ readonly personId: string; readonly files: readonly CountableFile[] } | null>
  /** Every file that counts, a person’s together, page by page. */
  readonly all: (trx: ScopedTransaction) => AsyncIterable<readonly CountableFile[]>
}

/** How many people are read at a time. */
const PAGE = 500

const COLUMNS = ['id', 'person_id', 'agency_id', 'opened_on', 'coded'] as const

type CountableRow = Pick<CaseFileTable, (typeof COLUMNS)[number]>

/** A port for statistics, in the system’s scope: no key is opened, and answers that are not statistical do not pass. */
export const countable = ({ rules }: Pick<ProtectionContext, 'rules'>): Countable => {
  const { country } = rules
  const toCountable = (row: CountableRow): CountableFile => ({
    fileId: row.id,
    personId: row.person_id,
    agencyId: row.agency_id,
    openedOn: row.opened_on,
    coded: codedForFigures(row.coded, rules),
  })
  const counted = (trx: ScopedTransaction) =>
    tables(trx)
      .selectFrom('protection.case_file')
      .select(COLUMNS)
      .where('country', '=', country)
      .where('status', '!=', 'import_undone')
      .where(sql<boolean>`erased_at is null`)
  return {
    ofFile: async (trx, fileId) => {
      const person = tables(trx)
        .selectFrom('protection.case_file')
        .select('person_id')
        .where('id', '=', fileId)
        .where('country', '=', country)
      const theirs = counted(trx).where('person_id', '=', person).orderBy('id')
      const [[file], rows] = await together<[{ person_id: string }, CountableRow]>(
        trx,
        person.compile(),
        theirs.compile(),
      )
      return file ? { personId: file.person_id, files: rows.map(toCountable) } : null
    },
    async *all(trx) {
      let after: string | null = null
      for (;;) {
        const from: string | null = after
        let people = tables(trx).selectFrom('protection.case_file').select('person_id').distinct()
        people = people.where('country', '=', country).orderBy('person_id').limit(PAGE)
        if (from !== null) people = people.where('person_id', '>', from)
        const ids = (await people.execute()).map(({ person_id: id }) => id)
        if (ids.length === 0) return
        const rows = await counted(trx).where('person_id', 'in', ids).orderBy('person_id').orderBy('id').execute()
        yield rows.map(toCountable)
        after = ids.at(-1) ?? null
      }
    },
  }
}
