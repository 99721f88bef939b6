import { recordAudit } from '@gloact/audit'
import type { BytesToSend, HandlerInput } from '@gloact/http/contract'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { asInstant, dateIn, err, ok, valueOf, type Result } from '@gloact/kernel'
import { inScope, type ScopedTransaction } from '@gloact/postgres'
import type { exportCaseFiles as contract } from '../../../contract/lists/file-list.ts'
import { answersOfForm } from '../../../domain/file/answers.ts'
import { namesIn, NAMES } from '../../../domain/file/file-names.ts'
import type { FileFailure } from '../../../domain/failures.ts'
import type { IdentifyingColumn, ListColumn } from '../../../domain/lists/file-list.ts'
import type { FileState } from '../../../domain/file/file-state.ts'
import { filePolicy } from '../../../domain/file/policy.ts'
import type { FileSummary } from '../../../contract/reading/files.ts'
import { TRAINING_MARK, trainingName } from '../../../domain/exchange/training-mark.ts'
import type { ProtectionContext } from '../../file/context.ts'
import { filteredFiles, pageOf, type PageEnd } from '../../lists/file-query.ts'
import { openedInEmergency, openState, resourceOf, sharedWithAgency } from '../../file/file-store.ts'
import { SUMMARY_COLUMNS, toSummary } from '../../reading/file-summary.ts'
import { askingOf } from '../../lists/list-case-files.ts'
import { withoutFile } from '../../file/without-file.ts'
import { takeTurn } from '../../file/take-turn.ts'
import { writeCsv, writeXlsx, type ListSheet as Sheet } from '@gloact/workbook/node'

type Asked = HandlerInput<typeof contract>['body']

/** How many files are read at a time: what lies in memory, however long the list is. */
const PAGE = 500

/**
 * The list as a file for a spreadsheet: exactly the files and the columns that the list shows to the person who asks. Who people
 * are stands in it only for a purpose, which is recorded with every file that it was read from. Read a page at a time
 * while it is sent.
 */
export async function exportCaseFiles(
  context: ProtectionContext,
  principal: Principal,
  asked: Asked,
): Promise<Result<BytesToSend, FileFailure>> {
  if (!filePolicy.decide(principal, 'file.export', withoutFile(principal)).allowed)
    return err({ code: 'protection.not_allowed' })
  if (asked.purpose === 'supervise' && !supervises(principal)) return err({ code: 'protection.not_allowed' })
  const turn = await takeTurn(context, principal, 'export')
  if (!turn.ok) return turn
  const counted = await inScope<number, FileFailure>(context.db, principalScope(principal), async (trx) => {
    const { count } = await filteredFiles(trx, asked.filter, askingOf(context, principal))
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return ok(count)
  })
  if (!counted.ok) return counted
  if (asked.identifying.length > 0) {
    const names = await takeTurn(context, principal, 'names', Math.max(1, counted.value))
    if (!names.ok) return names
  }
  await inScope<null, FileFailure>(context.db, principalScope(principal), async (trx) => {
    await recordAudit(trx, {
      action: 'file.exported',
      ...(asked.purpose && { purpose: asked.purpose }),
      detail: {
        count: counted.value,
        format: asked.format,
        columns: [...asked.columns],
        identifying: [...asked.identifying],
      },
    })
    return ok(null)
  })
  const sheet: Sheet = {
    cover: [...(context.training ? [MARK_ON_COVER] : []), ...coverOf(context, principal, asked, counted.value)],
    headers: [...asked.columns, ...asked.identifying].map((column) => wordOf(asked, `column.${column}`, column)),
    rightToLeft: /^(ar|fa|he|ur)\b/.test(asked.language),
    names: [wordOf(asked, 'sheet.files', 'Files'), wordOf(asked, 'sheet.about', 'About')],
  }
  const rows = rowsOf(context, principal, asked)
  const day = context.clock.today(context.rules.calendar.timeZone)
  return ok(
    asked.format === 'csv'
      ? {
          stream: writeCsv(sheet, rows),
          contentType: 'text/csv; charset=utf-8',
          disposition: 'attachment',
          fileName: nameOf(context, `files-${day}.csv`),
        }
      : {
          stream: writeXlsx(sheet, rows),
          contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          disposition: 'attachment',
          fileName: nameOf(context, `files-${day}.xlsx`),
        },
  )
}

/** A purpose is held against what somebody may do: nobody supervises by saying so. */
const supervises = (principal: Principal): boolean =>
  filePolicy.decide(principal, 'action.closure_approved', withoutFile(principal)).allowed

const MARK_ON_COVER = [TRAINING_MARK, TRAINING_MARK] as const

const nameOf = ({ training }: ProtectionContext, name: string): string => (training ? trainingName(name) : name)

const wordOf = ({ words }: Asked, id: string, code: string): string => words[id] ?? code

/** Who made it, when, what for and how many files: stands before everything else, and goes with the file. */
function coverOf(
  context: ProtectionContext,
  principal: Principal,
  asked: Asked,
  count: number,
): readonly (readonly [string, string])[] {
  const line = (id: string, value: string): readonly [string, string] => [wordOf(asked, `cover.${id}`, id), value]
  return [
    line('exported_by', `${principal.displayName}, ${principal.agencyName}`),
    line('exported_at', context.clock.now()),
    line('purpose', asked.purpose ? wordOf(asked, `purpose.${asked.purpose}`, asked.purpose) : '–'),
    line('files', String(count)),
  ]
}

async function* rowsOf(
  context: ProtectionContext,
  principal: Principal,
  asked: Asked,
): AsyncGenerator<readonly string[]> {
  let after: PageEnd | null = null
  for (;;) {
    const page = await readPage(context, principal, asked, after)
    yield* page.rows
    if (page.end === null) return
    after = page.end
  }
}

async function readPage(
  context: ProtectionContext,
  principal: Principal,
  asked: Asked,
  after: PageEnd | null,
): Promise<{ readonly rows: readonly (readonly string[])[]; readonly end: PageEnd | null }> {
  const read = await inScope(context.db, principalScope(principal), async (trx) => {
    const page = pageOf(asked, principal, after)
    const found = await filteredFiles(trx, asked.filter, askingOf(context, principal))
      .select(SUMMARY_COLUMNS)
      .select(page.value)
      .where(page.after)
      .orderBy(page.orderBy)
      .limit(PAGE)
      .execute()
    const ids = found.map(({ id }) => id)
    const people =
      asked.identifying.length === 0
        ? new Map<string, FileState>()
        : await openPeople(trx, context, principal, asked, ids)
    const rows = found.map((row) => {
      const summary = toSummary(row, principal.agencyId)
      const state = people.get(row.id)
      return [
        ...asked.columns.map((column) => cellOf(summary, column, asked, context.rules.calendar.timeZone)),
        ...asked.identifying.map((column) => (state ? identifyingCell(state, column) : '')),
      ]
    })
    const last = found.at(-1)
    return ok({ rows, end: found.length === PAGE && last ? { value: last.sort_value, id: last.id } : null })
  })
  if (!read.ok) throw new Error('reading a page of an export does not fail')
  return read.value
}

/** Who the people of these files are, of those that the reader may open; each opening is recorded with the purpose. */
async function openPeople(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  asked: Asked,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FileState>> {
  if (ids.length === 0) return new Map()
  const rows = await filteredFiles(trx, {}, askingOf(context, principal))
    .selectAll('protection.case_file')
    .select((eb) => [sharedWithAgency(eb, principal.agencyId), openedInEmergency(eb, principal.userId)])
    .where('protection.case_file.id', 'in', [...ids])
    .execute()
  // A file that another agency shared stays with it: what leaves as a list is one's own.
  const mine = rows.filter(
    (row) =>
      row.agency_id === principal.agencyId &&
      filePolicy.decide(principal, 'file.read_identity', resourceOf(row, Boolean(row.shared), Boolean(row.emergency)))
        .allowed,
  )
  const keys = await context.vault.personKeys(
    trx,
    mine.map((row) => row.person_id),
  )
  const opened = mine.flatMap((row) => {
    const key = keys.get(row.person_id)
    return key ? [[row.id, openState(key, row.id, row.sealed_state)] as const] : []
  })
  await recordAudit(
    trx,
    ...opened.map(([id]) => ({
      action: 'file.identity_opened' as const,
      object: { kind: 'protection.case_file', id },
      ...(asked.purpose && { purpose: asked.purpose }),
    })),
  )
  return new Map(opened)
}

function identifyingCell(state: FileState, column: IdentifyingColumn): string {
  const answers = answersOfForm(state.fields, NAMES.form)
  if (column === 'name') return namesIn(answers).join(' / ')
  const birth = valueOf(answers.birth_date)
  return typeof birth === 'string' ? birth : ''
}

/** One cell of the list, in the words of the screen and on the country's days; the code where the screen sent no word. */
function cellOf(file: FileSummary, column: ListColumn, asked: Asked, timeZone: string): string {
  const dayOf = (moment: string): string => dateIn(asInstant(moment), timeZone)
  const word = (kind: string, code: string | null): string =>
    code === null ? '' : wordOf(asked, `${kind}.${code}`, code)
  const who = (id: string | null): string => (id === null ? '' : wordOf(asked, id, id))
  switch (column) {
    case 'number':
      return file.number
    case 'person':
      return [
        word('gender', file.gender),
        file.ageAtContact === null ? word('age', file.ageStatement) : String(file.ageAtContact),
      ]
        .filter((part) => part !== '')
        .join(', ')
    case 'path':
      return word('path', file.path)
    case 'status':
      return word('status', file.status)
    case 'stage':
      return word('stage', file.stage)
    case 'deadline':
      return file.nextDeadline === null
        ? ''
        : `${word('deadline', file.nextDeadline.kind)} ${dayOf(file.nextDeadline.dueAt)}`
    case 'who':
      return who(file.assignedTo)
    case 'team':
      return who(file.teamId)
    case 'agency':
      return who(file.agencyId)
    case 'tags':
      return file.tags.map((id) => who(id)).join(', ')
    case 'risk':
      return word('risk', file.riskLevel)
    case 'opened':
      return file.openedOn
    case 'changed':
      return dayOf(file.changedAt)
    case 'closed':
      return file.closedOn ?? ''
  }
}
