import { open, rename, rm } from 'node:fs/promises'
import { recordAudit } from '@gloact/audit'
import { err, failure, newId, ok, type Failure, type PlainDate, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { answersOfForm } from '../../../domain/file/answers.ts'
import type { FileState } from '../../../domain/file/file-state.ts'
import { stateInHtcds } from '../../../domain/exchange/import/htcds-file.ts'
import {
  collectAnswers,
  htcdsMapping,
  type HtcdsMapping,
  type HtcdsAnswers,
  fromWords,
  mergeAnswers,
} from '@gloact/standards'
import { SYSTEM_ACTOR, type ProtectionContext } from '../../file/context.ts'
import { openState } from '../../file/file-store.ts'
import { tables } from '../../file/file-tables.ts'
import { writeHtcdsWorkbook } from './write-htcds.ts'

export interface ExportOptions {
  /** Where the workbook is written; a file of that name is replaced. Only its owner can read it. */
  readonly out: string
  /** Whose files. */
  readonly agencyId: string
  /** Who asked for it, where it was somebody of the platform. */
  readonly startedBy?: string | undefined
}

export interface ExportResult {
  readonly exported: number
}

const BATCH = 200

/**
 * Writes an agency's own files as an HTCDS workbook. It holds everything that the standard asks of a person, names
 * included, and so it leaves the vault: that it was made, by whom and of how many is in the audit log before a caller
 * learns that it succeeded. `protection.export_not_writable` where the place cannot be written.
 */
export async function exportHtcds(
  context: ProtectionContext,
  { out, agencyId, startedBy }: ExportOptions,
): Promise<Result<ExportResult, Failure>> {
  // Written beside its place and put there whole: what fails half-way leaves no names behind.
  const unfinished = `${out}.${newId()}.part`
  // Whatever the reason it cannot be opened, the person who asked can only name another place.
  const file = await open(unfinished, 'wx', 0o600).catch(() => undefined)
  if (!file) return err(failure('protection.export_not_writable'))
  try {
    const exported = await writeHtcdsWorkbook(
      file.createWriteStream(),
      peopleOf(context, agencyId),
      context.training === true,
    )
    const recorded = await auditExport(context, agencyId, startedBy, exported)
    if (recorded.ok) await rename(unfinished, out)
    return recorded
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** That it was made, of how many and for what is in the audit log before the workbook is in its place. */
function auditExport(
  context: ProtectionContext,
  agencyId: string,
  startedBy: string | undefined,
  exported: number,
): Promise<Result<ExportResult, Failure>> {
  return inScope<ExportResult, Failure>(context.db, systemScope(context.rules.country), async (trx) => {
    await recordAudit(trx, {
      action: 'export.made',
      object: { kind: 'protection.htcds_export', id: newId() },
      // An agency exports its own records; passing them on is a sharing, and goes by consent.
      purpose: 'agency_records',
      agencyId,
      ...(startedBy !== undefined && { actorId: startedBy }),
      detail: { files: exported },
    })
    return ok({ exported })
  })
}

/** The agency's files in the standard, in the order they were opened; those whose import was undone are not there. */
async function* peopleOf(context: ProtectionContext, agencyId: string): AsyncGenerator<HtcdsAnswers> {
  const { db, vault, rules, clock } = context
  const mapping = htcdsMapping(rules.forms)
  const today = clock.today(rules.calendar.timeZone)
  let after: string | undefined
  for (;;) {
    const people = await readInScope(db, systemScope(rules.country), async (trx) => {
      let query = tables(trx)
        .selectFrom('protection.case_file')
        .select(['id', 'person_id', 'sealed_state'])
        .where('agency_id', '=', agencyId)
        .where('country', '=', rules.country)
        .where('status', '!=', 'import_undone')
        .orderBy('id')
        .limit(BATCH)
      if (after !== undefined) query = query.where('id', '>', after)
      const rows = await query.execute()
      const keys = await vault.personKeys(
        trx,
        rows.map((row) => row.person_id),
      )
      after = rows.at(-1)?.id
      return rows.flatMap((row) => {
        const key = keys.get(row.person_id)
        return key ? [personOf(openState(key, row.id, row.sealed_state), mapping, context, today)] : []
      })
    })
    yield* people
    if (people.length === 0 && after === undefined) return
  }
}

function personOf(
  state: FileState,
  mapping: HtcdsMapping,
  { rules }: ProtectionContext,
  today: PlainDate,
): HtcdsAnswers {
  const forms = Object.fromEntries(rules.forms.map(({ id }) => [id, answersOfForm(state.fields, id)]))
  const note = state.notes.findLast(({ actor }) => actor === SYSTEM_ACTOR)
  const words = note ? fromWords(note.text, { today, dateSystem: '1900', countries: rules.codeLists['country'] }) : {}
  const said = mergeAnswers(collectAnswers(forms, mapping), words)
  return { ...said, ...stateInHtcds(state, said) }
}
