import { recordAudit, type AuditAction } from '@gloact/audit'
import type { CodeLists } from '@gloact/codes'
import { acceptEdit, checkComplete, fieldsById, type FormAnswers } from '@gloact/forms'
import { err, failure, ok, valueOf, type FieldFailure, type Failure, type Result } from '@gloact/kernel'
import { inScope, violatedUnique, type Database, type ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { changedPaths, givenAnswers, sameAnswers } from '../differences.ts'
import { listsOf, type Register } from '../register.ts'
import type { RegisterContext, RegisterUser } from './context.ts'
import { keepFiles, unknownFiles } from './files.ts'
import { answersOf, lockRow, versionsOf, writeVersion } from './row-store.ts'
import type { How, RegisterKey, StoredRow } from './stored-row.ts'

/** What of a row cannot be recorded: each place with what is wrong there, below `/answers`. */
export async function checkAnswers<User extends RegisterUser>(
  trx: ScopedTransaction,
  of: Register,
  context: RegisterContext<User>,
  lists: CodeLists,
  proposed: {
    readonly id: string
    readonly answers: FormAnswers
    readonly before: StoredRow | null
    readonly who: User
  },
): Promise<Result<FormAnswers, readonly FieldFailure[]>> {
  const under = '/answers'
  const accepted = acceptEdit(of.form, lists, {}, proposed.answers, { today: context.today(), under })
  if (!accepted.ok) return accepted
  const answers = givenAnswers(accepted.value)
  const failures = [
    ...checkComplete(of.form, answers, { under }),
    ...(await unknownReferences(trx, of, answers, under)),
    ...(await unknownFiles(trx, of, { id: proposed.id, answers, userId: proposed.who.userId }, under)),
    ...((await context.check?.(trx, { ...proposed, answers })) ?? []),
  ]
  return failures.length > 0 ? err(failures) : ok(answers)
}

async function unknownReferences(
  trx: ScopedTransaction,
  of: Register,
  answers: FormAnswers,
  under: string,
): Promise<readonly FieldFailure[]> {
  const meant = Object.entries(answers).flatMap(([path, answer]) => {
    const field = fieldsById(of.form).get(path.split('/').at(-1) ?? path)?.field
    if (field?.type !== 'reference' && field?.type !== 'references') return []
    const value = valueOf(answer)
    const ids = (Array.isArray(value) ? value : [value]).map(String)
    return [{ pointer: `${under}/${path.replaceAll('/', '~1')}`, register: field.register, ids }]
  })
  const failures: FieldFailure[] = []
  for (const { pointer, register, ids } of meant) {
    const found = await existing(trx, register, ids)
    if (found < ids.length) failures.push({ pointer, code: 'forms.unknown_reference' })
  }
  return failures
}

/** How many of these rows there are, within the asker's reach. */
async function existing(trx: Database, kind: string, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(kind)} where id = any (${[...ids]}::uuid[])`.execute(trx)
  return rows[0]?.count ?? 0
}

export interface SaveRow {
  readonly id: string
  readonly answers: FormAnswers
  /** The version that the caller saw; undefined adds the row. */
  readonly version: number | undefined
}

/**
 * Adds a row, or changes the version that the caller saw. Sent twice, it is recorded once. Where the row has moved on, the failure
 * names the fields that have changed since, and nothing is recorded.
 */
export const saveRow = <User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  { id, answers, version }: SaveRow,
): Promise<Result<StoredRow, Failure>> =>
  recording(of, context, who, async (trx, key, lists) => {
    const before = (await lockRow(trx, of, id)) ?? null
    if (before === null && version !== undefined) return err(failure('registers.unknown'))
    if (!context.may(who, 'edit', before ?? undefined)) return err(failure('registers.not_allowed'))
    const checked = await checkAnswers(trx, of, context, lists, { id, answers, before, who })
    // Of a row that is there already, sent again: what it says is looked at before whether it may be said.
    if (before && checked.ok) {
      const mine = before.version === (version ?? 0) + 1 && before.changedBy === who.userId
      if (mine && sameAnswers(answersOf(of, before, key), checked.value)) return ok({ row: before })
    }
    if (before && version === undefined) return err(failure('registers.id_used'))
    if (before && before.version !== version) return err(await movedOn(trx, of, key, before, version))
    if (before?.archivedAt) return err(failure('registers.archived'))
    if (!checked.ok) return err(failure('registers.invalid', { fields: checked.error }))
    return ok({ answers: checked.value, before, how: before ? 'changed' : 'added', archived: false, id })
  })

/** Archives a row, or takes it out of the archive; what refers to it goes on finding it. Said twice, the first time stands. */
export const archiveRow = <User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  { id, archived, version }: { readonly id: string; readonly archived: boolean; readonly version: number | undefined },
): Promise<Result<StoredRow, Failure>> =>
  recording(of, context, who, async (trx, key) => {
    const before = await lockRow(trx, of, id)
    if (!before) return err(failure('registers.unknown'))
    if (!context.may(who, 'edit', before)) return err(failure('registers.not_allowed'))
    if ((before.archivedAt !== null) === archived) return ok({ row: before })
    if (before.version !== version) return err(await movedOn(trx, of, key, before, version))
    const count = archived ? ((await context.restedOn?.(trx, before)) ?? 0) : 0
    if (count > 0) return err(failure('registers.rested_on', { params: { count } }))
    return ok({ answers: answersOf(of, before, key), before, how: archived ? 'archived' : 'restored', archived, id })
  })

type Decided =
  | { readonly row: StoredRow }
  | {
      readonly id: string
      readonly answers: FormAnswers
      readonly before: StoredRow | null
      readonly how: How
      readonly archived: boolean
    }

/** One transaction: what is decided under the row's lock is written, audited and followed. */
async function recording<User extends RegisterUser>(
  of: Register,
  context: RegisterContext<User>,
  who: User,
  decide: (trx: ScopedTransaction, key: RegisterKey | undefined, lists: CodeLists) => Promise<Result<Decided, Failure>>,
): Promise<Result<StoredRow, Failure>> {
  if (!context.may(who, 'read')) return err(failure('registers.not_allowed'))
  const key = of.hasSealed ? await context.key?.() : undefined
  const lists = listsOf(of, await context.codeLists?.())
  try {
    return await inScope<StoredRow, Failure>(context.db, context.scopeOf(who), async (trx) => {
      const decided = await decide(trx, key, lists)
      if (!decided.ok) return decided
      if ('row' in decided.value) return ok(decided.value.row)
      const { how, id } = decided.value
      const written = await writeVersion(trx, of, key, {
        ...decided.value,
        country: who.country,
        agencyId: who.agencyId,
        by: who.userId,
        at: context.clock.now(),
      })
      if (!written) return err(failure('registers.id_used'))
      await keepFiles(trx, of, id, decided.value.answers)
      await recordAudit(trx, auditOf(of, how, id, written))
      await context.recorded?.(trx, written.row, who)
      return ok(written.row)
    })
  } catch (error) {
    const fields = notUnique(of, error)
    if (fields) return err(failure('registers.not_unique', { fields }))
    throw error
  }
}

export const auditOf = (
  of: Register,
  how: How,
  id: string,
  { row, hash }: { readonly row: StoredRow; readonly hash: string },
) => ({
  action: `${of.kind}_${how}` as AuditAction,
  object: { kind: of.kind, id },
  detail: { version: row.version, hash: `sha256.${hash}` },
})

/** PostgreSQL cuts off what a longer name has beyond. */
const LONGEST_NAME = 63

/** The fields of which another row has the same, where that is what an error says. */
export function notUnique(of: Register, error: unknown): readonly FieldFailure[] | undefined {
  const constraint = violatedUnique(error)
  if (constraint === undefined) return undefined
  const table = of.kind.split('.')[1] ?? ''
  const fields = of.unique.find((each) => constraint === `${table}_once_${each.join('_')}`.slice(0, LONGEST_NAME))
  return fields?.map((id) => ({ pointer: `/answers/${id}`, code: 'registers.not_unique' }))
}

/** What has changed since the version that the caller saw: the fields, and never what stands in them. */
async function movedOn(
  trx: Database,
  of: Register,
  key: RegisterKey | undefined,
  now: StoredRow,
  seen: number | undefined,
): Promise<Failure> {
  const before = (await versionsOf(trx, of, now.id)).find(({ version }) => version === seen)
  const paths = before ? changedPaths(answersOf(of, { id: now.id, ...before }, key), answersOf(of, now, key)) : []
  return failure('registers.changed_meanwhile', {
    params: { version: now.version },
    fields: paths.map((path) => ({
      pointer: `/answers/${path.replaceAll('/', '~1')}`,
      code: 'registers.changed_meanwhile',
    })),
  })
}
