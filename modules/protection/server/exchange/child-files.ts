import { fieldsMappedTo, present, type FormAnswers } from '@gloact/forms'
import { headOfRecord } from '@gloact/records/server'
import type { Principal } from '@gloact/identity/contract/principal'
import type { Instant, PlainDate } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import type { NewAction } from '../../contract/file/actions.ts'
import { answersOfForm } from '../../domain/file/answers.ts'
import { NAMES } from '../../domain/file/file-names.ts'
import { parseFileNumber } from '../../domain/file/file-number.ts'
import { numberFormatOf } from '../../domain/file/file-rules.ts'
import type { GuardianAppointed } from '../../domain/file/payloads.ts'
import type { FileId } from '../../domain/ids.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import { appendFileActions } from '../file/append-actions.ts'
import { SYSTEM_ACTOR, type ProtectionContext } from '../file/context.ts'
import { loadFile, lockFile, NOBODY, resourceOf, type LoadedFile } from '../file/file-store.ts'
import { saveAppended } from '../file/save-appended.ts'
import { tables } from '../file/file-tables.ts'
import { recordIdentityOpened } from '../reading/read-case-file.ts'
import { contactsNamedIn, type NamedContacts } from './named-in.ts'
import { openImportedChild, type ImportedChild } from './open-imported-child.ts'
import { namedInFiles } from './named-in-files.ts'

/** What the module of children asks of the one that keeps their files. */
export interface ChildFiles {
  /** All open files on the child path within the transaction's scope. */
  readonly open: (
    trx: ScopedTransaction,
  ) => Promise<readonly { readonly id: string; readonly number: string; readonly openedOn: PlainDate }[]>
  /** The ids of open child files with these numbers, by the number as it was typed. */
  readonly openByNumber: (trx: ScopedTransaction, typed: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Their ids alone, for what the platform does for every child. */
  readonly openIds: (trx: ScopedTransaction) => Promise<readonly string[]>
  /** Of these files, those that there are within the scope, on whatever path, by their numbers. */
  readonly numbers: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Whether a file was erased, so that a case from another system is not imported a second time; in the system's scope. */
  readonly wasErased: (trx: ScopedTransaction, fileId: string) => Promise<boolean>
  /** Whether a document, a photograph or a recording lies in the file, and was not removed; in the system's scope. */
  readonly hasAttachment: (trx: ScopedTransaction, fileId: string) => Promise<boolean>
  /** The sex that each of these files says, by the code of the country's list; for figures, in the system's scope. */
  readonly sexes: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** The number of a child's file that somebody may record in; null for any other. Locked until the transaction ends. */
  readonly toWorkOn: (trx: ScopedTransaction, who: Principal, fileId: string) => Promise<string | null>
  /**
   * Who the child is, as the file's form on that says, opened by somebody who may record in it and may open it: recorded with its purpose,
   * and shown to anybody who asks who opened it. Null for any other. What is restricted to an audience is left out.
   */
  readonly whoIs: (trx: ScopedTransaction, who: Principal, fileId: string) => Promise<FormAnswers | null>
  /** An open file that is on the child path, whatever the asker may see: for what the platform does by itself. Null for any other. */
  readonly onPath: (
    trx: ScopedTransaction,
    fileId: string,
  ) => Promise<{ readonly number: string; readonly agencyId: string; readonly openedOn: PlainDate } | null>
  /**
   * Whom the file names as having had part in what happened, and the firms they act for. For the check of a guardian, in the system's
   * scope: told to nobody.
   */
  readonly namedIn: (trx: ScopedTransaction, fileId: string) => Promise<readonly NamedContacts[]>
  /** The same of all files but one: for ties across files, in the system's scope, told to nobody. */
  readonly namedInFiles: (trx: ScopedTransaction, butFile: string | null) => Promise<readonly NamedContacts[]>
  /**
   * Opens a child's file of what another system says, in the importer's name. Null where they may not open one, or a form refuses it.
   */
  readonly openImported: (trx: ScopedTransaction, who: Principal, imported: ImportedChild) => Promise<string | null>
  /**
   * Writes into the file that a guardian was appointed, in the system's scope and the platform's name: the clock and consents that hang
   * on it are the file's. False where the file takes none any more.
   */
  readonly recordGuardian: (
    trx: ScopedTransaction,
    fileId: string,
    appointed: { readonly id: string; readonly happenedAt: Instant; readonly payload: GuardianAppointed },
  ) => Promise<boolean>
}

const onChildPath = (trx: ScopedTransaction) =>
  tables(trx)
    .selectFrom('protection.case_file')
    .where('path', '=', 'child')
    .where('status', 'in', ['open', 'closure_requested'])

/**
 * Whether somebody may record in an open file that is on the child path: of their agency; or of another that met the child, where they are an
 * officer of the authority that was told.
 */
function isTheirs(who: Principal, { row, state, shared, emergency }: LoadedFile): boolean {
  const resource = resourceOf(row, shared, emergency)
  const isOpen = row.status === 'open' || row.status === 'closure_requested'
  if (state.path !== 'child' || !isOpen) return false
  if (row.agency_id === who.agencyId) return filePolicy.decide(who, 'action.guardian_appointed', resource).allowed
  const wasTold = state.childTold.some(({ agencyId }) => agencyId === who.agencyId)
  return wasTold && filePolicy.decide(who, 'action.child_received', resource).allowed
}

export const childFiles = (context: ProtectionContext): ChildFiles => ({
  open: async (trx) =>
    (await onChildPath(trx).select(['id', 'number', 'opened_on']).execute()).map((row) => ({
      id: row.id,
      number: row.number,
      openedOn: row.opened_on as PlainDate,
    })),

  openByNumber: async (trx, typed) => {
    const format = numberFormatOf(context.rules)
    const numbers = new Map(
      typed.flatMap((text) => {
        const number = parseFileNumber(text, format)
        return number.ok ? [[text, number.value] as const] : []
      }),
    )
    if (numbers.size === 0) return new Map()
    const rows = await onChildPath(trx)
      .select(['id', 'number'])
      .where('number', 'in', [...new Set(numbers.values())])
      .execute()
    const ids = new Map(rows.map(({ id, number }) => [number, id]))
    return new Map(
      [...numbers].flatMap(([text, number]) => {
        const id = ids.get(number)
        return id === undefined ? [] : [[text, id] as const]
      }),
    )
  },

  openIds: async (trx) => (await onChildPath(trx).select('id').execute()).map(({ id }) => id),

  numbers: async (trx, fileIds) => {
    if (fileIds.length === 0) return new Map()
    const rows = await tables(trx)
      .selectFrom('protection.case_file')
      .select(['id', 'number'])
      .where(sql<boolean>`id = any (${[...fileIds]}::uuid[])`)
      .execute()
    return new Map(rows.map(({ id, number }) => [id, number]))
  },

  wasErased: async (trx, fileId) =>
    (await tables(trx)
      .selectFrom('protection.case_file')
      .select('id')
      .where('id', '=', fileId)
      .where(sql<boolean>`erased_at is not null`)
      .executeTakeFirst()) !== undefined,

  hasAttachment: async (trx, fileId) => {
    const loaded = await loadFile(trx, context.vault, fileId, NOBODY)
    return loaded.ok && loaded.value.state.attachments.some(({ removed }) => removed === null)
  },

  sexes: async (trx, fileIds) => {
    if (fileIds.length === 0) return new Map()
    const asked = fieldsMappedTo(context.rules.forms, 'glotip').filter(
      ({ target, field }) => target === 'sex' && field.sensitivity === 'statistical',
    )
    const rows = await tables(trx)
      .selectFrom('protection.case_file')
      .select(['id', 'coded'])
      .where(sql<boolean>`id = any (${[...fileIds]}::uuid[])`)
      .execute()
    return new Map(
      rows.flatMap(({ id, coded }) => {
        const sex = asked
          .map(({ formId, field }) => coded[`${formId}/${field.id}`])
          .find((code) => typeof code === 'string')
        return typeof sex === 'string' ? [[id, sex] as const] : []
      }),
    )
  },

  toWorkOn: async (trx, who, fileId) => {
    const loaded = await lockFile(trx, context.vault, fileId, who.agencyId, who.userId)
    if (!loaded.ok) return null
    return isTheirs(who, loaded.value) ? loaded.value.row.number : null
  },

  whoIs: async (trx, who, fileId) => {
    const loaded = await loadFile(trx, context.vault, fileId, who.agencyId)
    if (!loaded.ok || !isTheirs(who, loaded.value)) return null
    const opened = await recordIdentityOpened(trx, who, loaded.value, 'work_on_file')
    const form = context.rules.forms.find(({ id }) => id === NAMES.form)
    if (!opened.ok || !form) return null
    const answers = answersOfForm(loaded.value.state.fields, form.id)
    return present(form, answers, (sensitivity) => sensitivity !== 'restricted').answers
  },

  onPath: async (trx, fileId) => {
    const row = await onChildPath(trx)
      .select(['number', 'agency_id', 'opened_on'])
      .where('id', '=', fileId)
      .executeTakeFirst()
    return row ? { number: row.number, agencyId: row.agency_id, openedOn: row.opened_on as PlainDate } : null
  },

  namedIn: async (trx, fileId) => {
    const loaded = await loadFile(trx, context.vault, fileId, NOBODY)
    return loaded.ok ? contactsNamedIn(loaded.value.state) : []
  },

  namedInFiles: namedInFiles(context),

  openImported: (trx, who, imported) => openImportedChild(trx, context, who, imported),

  recordGuardian: async (trx, fileId, { id, happenedAt, payload }) => {
    const loaded = await lockFile(trx, context.vault, fileId, NOBODY)
    if (!loaded.ok) return false
    const file = loaded.value
    const { row, key, state } = file
    const action = { id, type: 'guardian_appointed', payload, happenedAt, replaces: [], deviceTime: null }
    const appended = await appendFileActions(
      trx,
      context,
      { fileId: row.id as FileId, agencyId: row.agency_id, key, state, head: headOfRecord(row) },
      [action as unknown as NewAction],
      { userId: SYSTEM_ACTOR, agencyId: row.agency_id },
      () => null,
    )
    if (!appended.ok) return false
    await saveAppended(trx, context, file, appended.value, { agencyId: row.agency_id, onBehalf: true })
    return true
  },
})
