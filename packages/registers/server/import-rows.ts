import { createHash } from 'node:crypto'
import { recordAudit } from '@gloact/audit'
import type { CodeLists } from '@gloact/codes'
import type { FormAnswers } from '@gloact/forms'
import { err, failure, isUuid, ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { ImportReport } from '../contract/index.ts'
import { sameAnswers } from '../differences.ts'
import { listsOf, type Register } from '../register.ts'
import { answersOfLine, type SheetColumn } from '../sheet.ts'
import type { RegisterContext, RegisterUser } from './context.ts'
import { readLines, type ReadLines } from './read-lines.ts'
import { sheetReferences } from './references.ts'
import { answersOf, COLUMNS, lockRow, writeVersion } from './row-store.ts'
import type { RegisterKey, StoredRow } from './stored-row.ts'
import { auditOf, checkAnswers, notUnique } from './save-row.ts'

const MOST_PROBLEMS = 200

type Problem = ImportReport['problems'][number]

interface Planned {
  readonly id: string
  readonly before: StoredRow | null
  readonly answers: FormAnswers
}

/**
 * Takes rows in from a file. A row is found again by its id, else by what no two rows share; a line without either is added, under an
 * id that follows from the import's own, so that a file that is sent twice adds nothing twice. A trial says line by line what would
 * happen; while one line has a problem, none is recorded.
 */
export async function importRows<User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  sent: { readonly body: AsyncIterable<Uint8Array>; readonly importId: string; readonly trial: boolean },
): Promise<Result<ImportReport, Failure>> {
  if (!context.may(who, 'edit')) return err(failure('registers.not_allowed'))
  const read = await readLines(of, sent.body)
  if (!read.ok) return read
  const key = of.hasSealed ? await context.key?.() : undefined
  const lists = listsOf(of, await context.codeLists?.())
  // What the database alone finds (two that are the same in truth) undoes all, and is reported as a trial reports.
  let lastLine = 0
  try {
    return await inScope<ImportReport, Failure>(context.db, context.scopeOf(who), async (trx) => {
      const { planned, problems, unchanged } = await plan(
        trx,
        of,
        context,
        { key, lists },
        who,
        read.value,
        sent.importId,
      )
      const report: ImportReport = {
        lines: read.value.lines.length,
        added: planned.filter(({ before }) => before === null).length,
        changed: planned.filter(({ before }) => before !== null).length,
        unchanged,
        passedOver: [...read.value.passedOver],
        problems: problems.slice(0, MOST_PROBLEMS),
        problemCount: problems.length,
        imported: false,
      }
      if (sent.trial || problems.length > 0) return ok(report)
      const entries = []
      for (const { id, before, answers, line } of planned) {
        lastLine = line
        const written = await writeVersion(trx, of, key, {
          id,
          answers,
          before,
          archived: false,
          how: 'imported',
          country: who.country,
          agencyId: who.agencyId,
          by: who.userId,
          at: context.clock.now(),
        })
        if (!written) return err(failure('registers.id_used'))
        entries.push(auditOf(of, 'imported', id, written))
        await context.recorded?.(trx, written.row, who)
      }
      // One statement for a thousand of them.
      for (let at = 0; at < entries.length; at += 1_000) await recordAudit(trx, ...entries.slice(at, at + 1_000))
      return ok({ ...report, imported: true })
    })
  } catch (error) {
    const fields = notUnique(of, error)
    if (!fields) throw error
    const column = fields[0] ? fieldAt(fields[0].pointer) : null
    return ok({
      lines: read.value.lines.length,
      added: 0,
      changed: 0,
      unchanged: 0,
      passedOver: [...read.value.passedOver],
      problems: [{ line: lastLine, column, code: 'registers.line_not_unique' }],
      problemCount: 1,
      imported: false,
    })
  }
}

async function plan<User extends RegisterUser>(
  trx: ScopedTransaction,
  of: Register,
  context: RegisterContext<User>,
  { key, lists }: { readonly key: RegisterKey | undefined; readonly lists: CodeLists },
  who: User,
  { columns, lines, merged }: ReadLines,
  importId: string,
): Promise<{ planned: (Planned & { line: number })[]; problems: Problem[]; unchanged: number }> {
  const references = await sheetReferences(trx, of, context)
  const planned: (Planned & { line: number })[] = []
  const problems: Problem[] = merged.map((line) => ({ line, column: null, code: 'registers.line_merged' }))
  const seen = new Set<string>()
  let unchanged = 0
  for (const { line, cells } of lines) {
    const told = (code: string, column: string | null = null) => void problems.push({ line, column, code })
    const said = columns.flatMap((column, at): (readonly [SheetColumn, string])[] =>
      column ? [[column, cells[at] ?? '']] : [],
    )
    const found = await rowOf(trx, of, said, newRowId(importId, line), () => answersOfLine(said, {}, lists, references))
    if ('code' in found) {
      told(found.code, 'id')
      continue
    }
    const { id, before } = found
    if (seen.has(id)) {
      told('registers.line_twice')
      continue
    }
    seen.add(id)
    if (before?.archivedAt) {
      told('registers.line_archived')
      continue
    }
    if (before && !context.may(who, 'edit', before)) {
      told('registers.line_not_yours')
      continue
    }
    const earlier = before ? answersOf(of, before, key) : {}
    const proposed = answersOfLine(said, earlier, lists, references)
    const checked = await checkAnswers(trx, of, context, lists, { id, answers: proposed, before, who })
    if (!checked.ok) {
      for (const { pointer, code, params } of checked.error)
        problems.push({ line, column: fieldAt(pointer), code, ...(params && { params: { ...params } }) })
      continue
    }
    if (before && sameAnswers(earlier, checked.value)) unchanged++
    else planned.push({ id, before, answers: checked.value, line })
  }
  return { planned, problems, unchanged }
}

/** The row that a line means: by its id, by what no two rows share, or one that this import added before, or none yet. */
async function rowOf(
  trx: ScopedTransaction,
  of: Register,
  said: readonly (readonly [SheetColumn, string])[],
  newId: string,
  answers: () => FormAnswers,
): Promise<{ id: string; before: StoredRow | null } | { code: string }> {
  const given = said.find(([{ id }]) => id === 'id')?.[1].toLowerCase() ?? ''
  if (given !== '') {
    if (!isUuid(given)) return { code: 'registers.line_not_an_id' }
    const before = await lockRow(trx, of, given)
    return before ? { id: given, before } : { code: 'registers.line_unknown_id' }
  }
  const before = (await lockRow(trx, of, newId)) ?? (await byWhatIsUnique(trx, of, answers())) ?? null
  return { id: before?.id ?? newId, before }
}

async function byWhatIsUnique(
  trx: ScopedTransaction,
  of: Register,
  answers: FormAnswers,
): Promise<StoredRow | undefined> {
  for (const fields of of.unique) {
    const values = fields.map((field) => keyText(of, field, answers))
    if (values.includes('')) continue
    const same = fields.map((field, at) => sql`${sql.ref(`k_${field}`)} = ${values[at]}`)
    const { rows } = await sql<StoredRow>`
      select ${COLUMNS} from ${sql.table(of.kind)} where archived_at is null and ${sql.join(same, sql` and `)} for update`.execute(
      trx,
    )
    if (rows[0]) return rows[0]
  }
  return undefined
}

/** A value as its column has it. */
function keyText(of: Register, field: string, answers: FormAnswers): string {
  const value = valueOf(answers[field])
  const type = of.keyTypes.get(field)
  const text =
    type === 'words'
      ? ((value as Readonly<Record<string, string>> | undefined)?.['en'] ??
        Object.entries((value as Readonly<Record<string, string>> | undefined) ?? {}).toSorted(([a], [b]) =>
          a < b ? -1 : 1,
        )[0]?.[1] ??
        '')
      : String(value ?? '')
  return type === 'code' ? text.slice(0, 300) : text.slice(0, 300).toLowerCase()
}

/** An id that follows from the import and the line: the same file under the same id says the same rows. */
function newRowId(importId: string, line: number): string {
  const bytes = createHash('sha256').update(`gloact register line|${importId}|${line}`).digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** The field that a pointer leads to; what it is called is said where the report is shown. */
const fieldAt = (pointer: string): string | null => pointer.split('/')[2] ?? null
