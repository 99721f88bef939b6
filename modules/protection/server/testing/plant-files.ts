import { insertActions } from '@gloact/records/server'
import { FILE } from '../file/file-kind.ts'
import { newId, ok, unwrap, type Instant, type Json } from '@gloact/kernel'
import { chain, EMPTY_CHAIN, headOf, type ActionId, type StoredAction } from '@gloact/ledger'
import { nameKeys } from '@gloact/names'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { reduceFile, type FileAction } from '../../domain/file/actions/definitions.ts'
import type { FileRules } from '../../domain/file/file-rules.ts'
import { newFileNumber } from '../../domain/file/file-number.ts'
import { UNOPENED, type FileState } from '../../domain/file/file-state.ts'
import type { FileId } from '../../domain/ids.ts'
import { rowColumns, saveTokens, written } from '../file/file-store.ts'
import { warningsDigest } from '../file/warnings-digest.ts'
import { tables, type CaseFileTable, type DeadlineTable } from '../file/file-tables.ts'
import { inventPeople } from '@gloact/standards/testing'

export interface Planting {
  readonly db: Database
  readonly vault: Vault
  readonly rules: FileRules
  readonly agencyId: string
  readonly teamId: string
  readonly userIds: readonly string[]
  readonly at: Instant
}

const AT_A_TIME = 500

/**
 * Plants files of invented people straight into the tables, as the use cases would have left them: each with a key, a
 * chain of three actions, its row, clocks and name tokens. For measuring alone: 100,000 take a minute or two, where
 * recording them one by one takes an hour. Gives the names that were planted, by file.
 */
export async function plantFiles(
  planting: Planting,
  count: number,
  progress: (done: number) => void = () => undefined,
): Promise<readonly { readonly fileId: string; readonly given: string; readonly family: string }[]> {
  const { db, vault, rules, agencyId, at } = planting
  const people = inventPeople(20_260, count)
  const planted: { fileId: string; given: string; family: string }[] = []
  for (let from = 0; from < count; from += AT_A_TIME) {
    const some = people.slice(from, from + AT_A_TIME)
    unwrap(
      await inScope(db, systemScope(rules.country), async (trx) => {
        const rows: CaseFileTable[] = []
        const stored: StoredAction[] = []
        const deadlines: DeadlineTable[] = []
        const tokens: (() => Promise<void>)[] = []
        for (const [index, person] of some.entries()) {
          const given = String(person.prs_FirstName ?? 'Aida')
          const family = String(person.prs_SecondName ?? `Of the ${from + index}`)
          const fileId = newId() as string as FileId
          const personId = newId()
          const key = await vault.createPersonKey(trx, { personId, agencyId, country: rules.country })
          let [state, head]: [FileState, typeof EMPTY_CHAIN] = [UNOPENED, EMPTY_CHAIN]
          for (const { type, payload } of actionsOf(planting, from + index, given, family)) {
            const id = newId() as string as ActionId
            const action = chain(head, {
              id,
              fileId,
              type,
              replaces: [],
              sealedPayload: key.seal(id, payload as Json),
              actor: planting.userIds[0] as ActionId,
              happenedAt: at,
              deviceTime: null,
              recordedAt: at,
            })
            const { sealedPayload: _sealed, ...envelope } = action
            state = reduceFile(state, { ...envelope, payload } as unknown as FileAction)
            head = headOf(action)
            stored.push(action)
          }
          const { columns, derived } = rowColumns(state, rules, head, key, fileId, at)
          rows.push({
            id: fileId,
            person_id: personId,
            // Longer than a country's own, so that hardly any is drawn twice.
            number: newFileNumber({ prefix: rules.numberPrefix, bodyLength: 8 }),
            country: rules.country,
            agency_id: agencyId,
            opened_by: planting.userIds[0] ?? null,
            opened_on: derived.openedOn,
            import_batch_id: null,
            ...written(columns),
          })
          for (const deadline of derived.deadlines) {
            deadlines.push({
              file_id: fileId,
              kind: deadline.kind,
              started_at: deadline.startedAt,
              due_at: deadline.dueAt,
              warn_at: deadline.warnAt,
              warned_by: warningsDigest(rules),
              stopped_at: deadline.stoppedAt,
            })
          }
          tokens.push(() => saveTokens(trx, { id: fileId, personId }, [nameKeys(`${given} ${family}`)], key))
          planted.push({ fileId, given, family })
        }
        await tables(trx).insertInto('protection.case_file').values(rows).execute()
        await insertActions(trx, FILE, agencyId, stored)
        if (deadlines.length > 0) await tables(trx).insertInto('protection.deadline').values(deadlines).execute()
        for (const save of tokens) await save()
        return ok(null)
      }),
    )
    progress(Math.min(count, from + AT_A_TIME))
  }
  return planted
}

/** What was recorded of one of them: opened, who they are, and a note. */
function actionsOf(
  { teamId, userIds, at }: Planting,
  index: number,
  given: string,
  family: string,
): readonly { readonly type: FileAction['type']; readonly payload: object }[] {
  const day = at.slice(0, 10)
  const row = newId()
  return [
    {
      type: 'file_opened',
      payload: {
        age: index % 4 === 0 ? 'child' : 'adult',
        contactOn: day,
        channel: 'ngo',
        teamId,
        assignedTo: userIds[index % userIds.length],
      },
    },
    {
      type: 'answers_recorded',
      payload: {
        form: 'identity',
        version: '1',
        edits: {
          [`names/${row}`]: { value: true },
          [`names/${row}/given`]: { value: given },
          [`names/${row}/family`]: { value: family },
          gender: { value: index % 3 === 0 ? 'Masculine' : 'Feminine' },
        },
      },
    },
    { type: 'note_added', payload: { kind: 'general', text: 'Planted for measuring.', notedOn: day } },
  ]
}
