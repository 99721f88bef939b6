import { recordAudit } from '@gloact/audit'
import { offeredCodes } from '@gloact/codes'
import { shownFigure } from '@gloact/disclosure'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import type { ResponseOf } from '@gloact/http/contract'
import type {
  ImportBatchView,
  ImportPreview,
  ImportReach,
  ImportRun,
  KINDS_OF_IMPORT,
  undoImport as undoing,
} from '../../../contract/exchange/imports.ts'
import { textOf, type Cell } from '@gloact/workbook'
import {
  detectCtdcLayout,
  HTCDS_FIELDS,
  type HtcdsKey,
  guessColumns,
  type ChosenColumns,
  htcdsMapping,
  unknownValues,
  isCoded,
  listOf,
  plainValue,
  proposeCode,
  type SaidValues,
} from '@gloact/standards'
import { filePolicy } from '../../../domain/file/policy.ts'
import type { ProtectionContext } from '../../file/context.ts'
import { withoutFile } from '../../file/without-file.ts'
import { recentBatches, type RecordedBatch } from './import-batch.ts'
import { importCtdc } from './import-ctdc.ts'
import type { ImportDesk, Upload } from './import-desk.ts'
import { importHtcds } from './import-htcds.ts'
import type { ImportSource } from './import-source.ts'
import { readCsv } from './read-csv.ts'
import { openHtcds } from './read-htcds.ts'
import { refuseTraining } from './refuse-training.ts'
import {
  askRestore,
  askUndo,
  confirmUndo,
  declineUndo,
  type UndoAnswer,
  type UndoingBy,
  type UndoToAsk,
  waitingUndos,
} from './undo-by-two.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** Importing from the web app: the same engine as the command's, for an administrator, who sees no file by it. */
export interface WebImports {
  receive(
    principal: Principal,
    bytes: AsyncIterable<Uint8Array>,
    limit: number,
  ): Promise<Result<{ uploadId: string; size: number }, Failure>>
  preview(
    principal: Principal,
    uploadId: string,
    request: { readonly name: string; readonly columns: ChosenColumns | null },
  ): Promise<Result<ImportPreview, Failure>>
  run(
    principal: Principal,
    uploadId: string,
    request: RunRequest,
    onBug: (error: unknown) => void,
  ): Promise<Result<ImportRun, Failure>>
  read(principal: Principal, uploadId: string): Promise<Result<ImportRun, Failure>>
  cancel(principal: Principal, uploadId: string): Promise<Result<ImportRun, Failure>>
  discard(principal: Principal, uploadId: string): Promise<Result<{ discarded: true }, Failure>>
  list(principal: Principal): Promise<Result<{ items: ImportBatchView[]; reach: ImportReach }, Failure>>
  /** Undoes it, or asks for it where a second person has to confirm. */
  undo(principal: Principal, asked: UndoToAsk): Promise<Result<ResponseOf<typeof undoing>, Failure>>
  /** Brings back what undoing took away, or asks for it. */
  restore(principal: Principal, asked: UndoToAsk): Promise<Result<ResponseOf<typeof undoing>, Failure>>
  confirmUndo(principal: Principal, batchId: string): Promise<Result<ResponseOf<typeof undoing>, Failure>>
  declineUndo(principal: Principal, batchId: string): Promise<Result<{ declined: true }, Failure>>
}

export interface RunRequest {
  readonly dryRun: boolean
  readonly kind: (typeof KINDS_OF_IMPORT)[number]
  /** Whose files people become; figures belong to the country. */
  readonly agencyId: string | null
  readonly teamId: string | null
  readonly dateOrder: 'day_first' | 'month_first' | null
  readonly columns: ChosenColumns | null
  readonly values: readonly { readonly column: number; readonly value: string; readonly code: string | null }[]
}

/** Whether somebody imports at all: anyone who does may do so for their own agency. */
const mayImport = (principal: Principal): Result<true, Failure> =>
  filePolicy.decide(principal, 'file.import', withoutFile(principal)).allowed
    ? ok(true)
    : err(failure('protection.not_allowed'))

/** Asks whether somebody may import for an agency, and undo what was imported; without an agency, figures of the country. */
async function reachOf(
  { directory }: ProtectionContext,
  principal: Principal,
): Promise<(agencyId: string | null) => boolean> {
  const coordinatesCountry = await directory.coordinatesCountry(principal.agencyId)
  return (agencyId) =>
    filePolicy.decide(principal, agencyId === null ? 'figures.import' : 'file.import', {
      ...withoutFile(principal),
      agencyId: agencyId ?? principal.agencyId,
      coordinatesCountry,
    }).allowed
}

export function webImports(context: ProtectionContext, desk: ImportDesk, callingCode: string): WebImports {
  /** Another agency's import as its coordinator sees it: one figure, by the rule; others would add up to what it hides. */
  const ofOthers = (batch: RecordedBatch): Omit<ImportBatchView, 'undoAsked'> => ({
    ...batch,
    imported: shownFigure(context.disclosure.public, batch.imported),
    read: null,
    updated: null,
    unchanged: null,
    rejected: null,
  })
  /** What of an undone import the person who undoes it is told: with what was imported, more would tell how many others have worked on. */
  const answered = async (
    principal: Principal,
    undo: (by: UndoingBy & { readonly userId: string }) => Promise<Result<UndoAnswer, Failure>>,
  ): Promise<Result<ResponseOf<typeof undoing>, Failure>> => {
    const may = mayImport(principal)
    if (!may.ok) return may
    const reaches = await reachOf(context, principal)
    let mine = false
    const done = await undo({
      userId: principal.userId,
      may: (batch) => {
        mine = isOwn(principal, batch)
        return reaches(batch.agencyId)
      },
    })
    if (!done.ok) return done
    const { value } = done
    if (value.state === 'asked')
      return ok({ batch: value.batch, state: 'asked', whole: false, undone: null, kept: null })
    const { batch, undone, kept } = value
    return ok({ batch, state: value.state, whole: kept === 0, undone: mine ? undone : null, kept: mine ? kept : null })
  }
  const own = (principal: Principal, uploadId: string): Result<Upload, Failure> => {
    const may = mayImport(principal)
    return may.ok ? desk.find(principal, uploadId) : may
  }
  return {
    async receive(principal, bytes, limit) {
      const may = mayImport(principal)
      return may.ok ? desk.receive(principal, bytes, limit) : may
    },
    async preview(principal, uploadId, { name, columns }) {
      const found = own(principal, uploadId)
      if (!found.ok) return found
      const upload = found.value
      if (upload.run?.view.state === 'running') return err(failure('protection.import_running'))
      upload.source = { ...upload.source, name }
      try {
        await refuseTraining(context, upload.source)
        const preview =
          (columns === null ? await previewCtdc(upload.source) : null) ??
          (await previewPeople(context, upload.source, columns))
        upload.rows = preview.rows
        return ok(preview)
      } catch (error) {
        if (error instanceof UnreadableFile) return err(error.failure)
        throw error
      }
    },
    async run(principal, uploadId, request, onBug) {
      const found = own(principal, uploadId)
      if (!found.ok) return found
      const upload = found.value
      const { dryRun, kind, agencyId, teamId, dateOrder, columns, values } = request
      const may = await reachOf(context, principal)
      if (kind === 'ctdc' && !may(null)) return err(failure('protection.not_allowed'))
      if (kind === 'htcds' && (agencyId === null || !may(agencyId) || !(await holdsFiles(context, agencyId, teamId)))) {
        return err(failure('protection.import_agency_unknown'))
      }
      // A file of one row, tried, tells whether that person was imported before: that somebody tried is recorded too.
      if (dryRun) await recordTrial(context, principal, kind, agencyId)
      if (kind === 'ctdc') {
        return desk.start(
          upload,
          dryRun,
          (hooks) =>
            importCtdc(context, { from: upload.source, dryRun, owner: { startedBy: principal.userId }, ...hooks }),
          onBug,
        )
      }
      if (agencyId === null) return err(failure('protection.import_agency_unknown'))
      return desk.start(
        upload,
        dryRun,
        (hooks) =>
          importHtcds(context, {
            from: upload.source,
            dryRun,
            agencyId,
            teamId: teamId ?? undefined,
            startedBy: principal.userId,
            dateOrder: dateOrder ?? undefined,
            columns: columns ?? undefined,
            values: saidValues(values),
            callingCode,
            ...hooks,
          }),
        onBug,
      )
    },
    async read(principal, uploadId) {
      const found = own(principal, uploadId)
      if (!found.ok) return found
      return found.value.run ? ok(found.value.run.view) : err(failure('protection.import_upload_unknown'))
    },
    async cancel(principal, uploadId) {
      const found = own(principal, uploadId)
      return found.ok ? desk.cancel(found.value) : found
    },
    async discard(principal, uploadId) {
      const found = own(principal, uploadId)
      if (!found.ok) return found
      await desk.discard(found.value)
      return ok({ discarded: true })
    },
    async list(principal) {
      const may = mayImport(principal)
      if (!may.ok) return may
      const { country } = context.rules
      const reach = (await reachOf(context, principal))(null) ? 'country' : 'agency'
      const ofAgency = reach === 'agency' ? principal.agencyId : undefined
      const found = await readInScope(context.db, systemScope(country), (trx) => recentBatches(trx, country, ofAgency))
      const waiting = await waitingUndos(context)
      const items = found.map((batch): ImportBatchView => {
        const mine = isOwn(principal, batch)
        const asked = waiting.get(batch.id)
        const undoAsked = asked
          ? {
              what: asked.what,
              files: mine ? asked.files : shownFigure(context.disclosure.public, asked.files),
              reason: mine ? asked.reason : null,
              askedBy: asked.askedBy,
              askedAt: asked.askedAt,
            }
          : null
        return { ...(mine ? batch : ofOthers(batch)), undoAsked }
      })
      return ok({ items, reach })
    },
    undo: (principal, asked) => answered(principal, (by) => askUndo(context, by, asked)),
    restore: (principal, asked) => answered(principal, (by) => askRestore(context, by, asked)),
    confirmUndo: (principal, batchId) => answered(principal, (by) => confirmUndo(context, by, batchId)),
    async declineUndo(principal, batchId) {
      const may = mayImport(principal)
      if (!may.ok) return may
      const reaches = await reachOf(context, principal)
      return declineUndo(context, { userId: principal.userId, may: ({ agencyId }) => reaches(agencyId) }, batchId)
    },
  }
}

/** Whether an import is one's own agency's, or of figures, which are the country's. */
const isOwn = (principal: Principal, { agencyId }: { readonly agencyId: string | null }): boolean =>
  agencyId === null || agencyId === principal.agencyId

async function recordTrial(
  { db, rules }: ProtectionContext,
  principal: Principal,
  kind: RunRequest['kind'],
  agencyId: string | null,
): Promise<void> {
  await inScope(db, systemScope(rules.country), async (trx) => {
    await recordAudit(trx, {
      action: 'import.tried',
      actorId: principal.userId,
      ...(agencyId !== null && { agencyId }),
      detail: { kind },
    })
    return ok(null)
  })
}

/** Whether the agency is one of the country's, and the team one of its own. */
const holdsFiles = ({ db, rules, directory }: ProtectionContext, agencyId: string, teamId: string | null) =>
  readInScope(
    db,
    systemScope(rules.country),
    async (trx) =>
      (await directory.isAgency(trx, agencyId)) && directory.mayHoldFiles(trx, agencyId, { teamId, userIds: [] }),
  )

/** The columns of a CTDC file with how much they hold; null where it is none. */
async function previewCtdc(source: ImportSource): Promise<ImportPreview | null> {
  const records = readCsv(source)
  try {
    const header = await records.next()
    const headers = header.done ? [] : header.value.cells
    if (!detectCtdcLayout(headers).ok) return null
    const filled = headers.map(() => 0)
    let rows = 0
    for await (const { cells } of records) {
      rows++
      for (const [index, cell] of cells.entries()) if (cell !== '' && cell !== '-99') filled[index]! += 1
    }
    return {
      kind: 'ctdc',
      recognised: true,
      rows,
      questions: {},
      choices: {},
      columns: headers.map((header, index) => ({
        header,
        key: null,
        filled: filled[index]!,
        samples: [],
        guess: null,
        question: null,
        restricted: false,
        values: [],
      })),
    }
  } catch (error) {
    // A workbook is no text: it is looked at as one afterwards.
    if (error instanceof UnreadableFile) return null
    throw error
  } finally {
    await records.return(undefined)
  }
}

/** The columns of a file of people, by its own header or by what somebody chose. */
async function previewPeople(
  { rules, clock }: ProtectionContext,
  source: ImportSource,
  columns: ChosenColumns | null,
): Promise<ImportPreview> {
  const mapping = htcdsMapping(rules.forms)
  const recognised = columns !== null || (await hasStandardHeader(source))
  const opened = await openHtcds(source, { chosen: columns ?? (recognised ? undefined : []) })
  try {
    const { layout } = opened
    const filled = layout.headers.map(() => 0)
    const samples = layout.headers.map(() => new Set<string>())
    const unknown = layout.headers.map(() => new Map<string, { readonly value: string; count: number }>())
    const reading = {
      today: clock.today(rules.calendar.timeZone),
      dateSystem: opened.dateSystem,
      countries: rules.codeLists['country'],
    }
    let rows = 0
    for await (const { item } of opened.rows) {
      rows++
      for (let index = 0; index < filled.length; index++) {
        if (!isFilled(item[index])) continue
        filled[index]! += 1
        if (samples[index]!.size < LOOKED_AT) samples[index]!.add(textOf(item[index]))
        const key = layout.columns[index]
        if (key === undefined || !isCoded(key)) continue
        for (const value of unknownValues(key, item[index], layout, reading)) {
          const seen = unknown[index]!.get(plainValue(value))
          if (seen) seen.count += 1
          else if (unknown[index]!.size < MOST_VALUES) unknown[index]!.set(plainValue(value), { value, count: 1 })
        }
      }
    }
    const guesses = recognised
      ? []
      : guessColumns(
          layout.headers.map((header, index) => ({ header, samples: [...samples[index]!] })),
          { ...rules, year: Number(clock.now().slice(0, 4)) },
        )
    return {
      kind: 'htcds',
      recognised,
      rows,
      questions: Object.fromEntries(
        [...mapping.places].flatMap(([key, [place]]) => (place ? [[key, { ...place.field.label }]] : [])),
      ),
      choices: Object.fromEntries(
        layout.columns.flatMap((key, index) =>
          key !== undefined && unknown[index]!.size > 0 ? [[key, codesOfKey(key)]] : [],
        ),
      ),
      columns: layout.headers.map((header, index) => {
        const key = layout.columns[index] ?? null
        const place = key === null ? undefined : mapping.places.get(key)?.[0]
        return {
          header,
          key,
          filled: filled[index]!,
          samples: [...samples[index]!].slice(0, SAMPLES).map(shortened),
          guess: guesses[index] ?? null,
          question: place ? { ...place.field.label } : null,
          restricted: key !== null && mapping.restricted.has(key),
          values: [...unknown[index]!.values()].map(({ value, count }) => ({
            value: value.slice(0, 500),
            count,
            code: key === null ? null : proposeCode(key, value, rules.codeLists['country']),
          })),
        }
      }),
    }
  } finally {
    await opened.close()
  }
}

/** What a column’s values may be said to mean. Countries and languages are in the browser already. */
function codesOfKey(key: HtcdsKey): { code: string; label: Record<string, string> }[] {
  const { kind } = HTCDS_FIELDS[key]
  const list = kind === 'choice' || kind === 'choices' ? listOf(key) : undefined
  return list ? offeredCodes(list).map(({ code, label }) => ({ code, label: { ...label } })) : []
}

const saidValues = (values: RunRequest['values']): SaidValues => {
  const said = new Map<number, Map<string, string | null>>()
  for (const { column, value, code } of values) {
    const of = said.get(column) ?? new Map<string, string | null>()
    said.set(column, of.set(plainValue(value), code))
  }
  return said
}

/** More different ones than this are no codes: the column holds something else. */
const MOST_VALUES = 100

/** So many different values are looked at, and so many are shown. */
const LOOKED_AT = 50
const SAMPLES = 3
const LETTERS_OF_A_SAMPLE = 40

const shortened = (text: string): string =>
  text.length <= LETTERS_OF_A_SAMPLE ? text : `${text.slice(0, LETTERS_OF_A_SAMPLE)}…`

const isFilled = (cell: Cell | undefined): boolean => textOf(cell) !== ''

async function hasStandardHeader(source: ImportSource): Promise<boolean> {
  try {
    await (await openHtcds(source)).close()
    return true
  } catch (error) {
    if (error instanceof UnreadableFile && error.failure.code === 'protection.import_unknown_layout') return false
    throw error
  }
}
