import { recordAudit, type AuditAction } from '@gloact/audit'
import { wordsIn } from '@gloact/forms'
import type { BytesToSend } from '@gloact/http/contract'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { writeCsv, writeXlsx, type ListSheet } from '@gloact/workbook/node'
import type { RowsAsked } from '../contract/index.ts'
import { listsOf, type Register } from '../register.ts'
import { cellText, sheetColumns, sheetHeaders } from '../sheet.ts'
import type { RegisterContext, RegisterUser } from './context.ts'
import { pageOfRows } from './read-rows.ts'
import { sheetReferences } from './references.ts'
import type { StoredRow } from './stored-row.ts'

const BATCH = 1_000
const MOST = 50_000
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur'])

/** The rows that a list shows as a table: each with its id, by which it is found again. What is sealed is not in it. */
export async function exportRows<User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  { format, language, ...asked }: RowsAsked & { readonly format: 'csv' | 'xlsx'; readonly language: string },
): Promise<Result<BytesToSend, Failure>> {
  if (!context.may(who, 'read')) return err(failure('registers.not_allowed'))
  const lists = listsOf(of, await context.codeLists?.())
  const made = await inScope<{ rows: StoredRow[]; lines: readonly string[][]; headers: readonly string[] }, Failure>(
    context.db,
    context.scopeOf(who),
    async (trx) => {
      const rows: StoredRow[] = []
      let cursor: string | undefined
      do {
        const page = await pageOfRows(trx, of, { ...asked, cursor, limit: BATCH })
        rows.push(...page.rows)
        cursor = page.next ?? undefined
      } while (cursor !== undefined && rows.length < MOST)
      const columns = sheetColumns(
        of,
        rows.map(({ answers }) => answers),
        language,
      )
      const references = await sheetReferences(trx, of, context)
      const lines = rows.map(({ id, answers }) =>
        columns.map((column) => (column.field ? cellText(column, answers, lists, language, references) : id)),
      )
      await recordAudit(trx, { action: `${of.kind}_exported` as AuditAction, detail: { rows: rows.length, format } })
      return ok({ rows, lines, headers: sheetHeaders(columns, language) })
    },
  )
  if (!made.ok) return made
  const title = wordsIn(of.form.title, language)
  const sheet: ListSheet = {
    cover: format === 'csv' ? [] : [[title, context.today()]],
    headers: made.value.headers,
    rightToLeft: RIGHT_TO_LEFT.has(language.split('-')[0] ?? language),
    names: [title, context.today()],
  }
  const lines = each(made.value.lines)
  return ok({
    stream: format === 'csv' ? writeCsv(sheet, lines) : writeXlsx(sheet, lines),
    contentType:
      format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    disposition: 'attachment',
    fileName: `${of.kind.replace('.', '-')}-${context.today()}.${format}`,
  })
}

async function* each<Item>(items: readonly Item[]): AsyncGenerator<Item> {
  yield* items
}
