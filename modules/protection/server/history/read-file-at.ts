import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { Place } from '@gloact/records/server'
import type { FileView } from '../../contract/reading/files.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { OpeningPurpose } from '../../domain/file/words.ts'
import type { ProtectionContext } from '../file/context.ts'
import { fileActionsUntil, fileAfter, logOfFile, summaryIn } from './past-states.ts'
import { presentFile } from '../reading/present-file.ts'
import { purposesOf, readable, readerOf, recordIdentityOpened } from '../reading/read-case-file.ts'

export interface FileAt {
  readonly file: FileView
  readonly sequence: number
  readonly recordedAt: string
  readonly later: number
  readonly purposes: OpeningPurpose[]
}

/**
 * The file as it was at a moment, replayed from its log. Who may read what of it is judged as for the file now: what was
 * open to somebody once is not open to them for ever. Who the person is opens with a purpose, as in the file now.
 */
export async function readFileAt(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  place: Place,
  purpose?: OpeningPurpose,
): Promise<Result<FileAt, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    const file = await readable(trx, context, principal, fileId)
    if (!file.ok) return file
    const log = await logOfFile(trx, file.value)
    const actions = fileActionsUntil(log, place)
    if (!actions.ok) return actions
    const last = actions.value.at(-1)!
    await recordAudit(trx, {
      action: 'file.past_read',
      object: { kind: 'protection.case_file', id: fileId },
      detail: { sequence: last.sequence },
    })
    const opened = await recordIdentityOpened(trx, principal, file.value, purpose, { sequence: last.sequence })
    if (!opened.ok) return opened
    const state = fileAfter(actions.value)
    const actors = new Map(log.map((action) => [action.id as string, action.actor as string]))
    return ok({
      file: {
        ...presentFile(
          file.value,
          summaryIn(state, context.rules, file.value, last.recordedAt),
          context.rules,
          readerOf(context, principal, file.value, purpose === undefined ? 'closed' : 'opened'),
          actors,
          state,
        ),
        version: last.sequence,
      },
      sequence: last.sequence,
      recordedAt: last.recordedAt,
      later: log.length - actions.value.length,
      purposes: purposesOf(principal, file.value),
    })
  })
}
