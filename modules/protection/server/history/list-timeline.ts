import { openLogged } from '@gloact/records/server'
import { FILE } from '../file/file-kind.ts'
import { recordReading } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { TimelineEntry } from '../../contract/reading/files.ts'
import { definitionOf, type FileAction } from '../../domain/file/actions/definitions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { ProtectionContext } from '../file/context.ts'
import { tables } from '../file/file-tables.ts'
import { readable } from '../reading/read-case-file.ts'

/** A file's timeline, newest first: what kind of thing happened, who recorded it and when; never what somebody said. */
export async function listTimeline(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Result<{ items: TimelineEntry[]; next: string | null }, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    const file = await readable(trx, context, principal, fileId)
    if (!file.ok) return file
    let query = tables(trx)
      .selectFrom('protection.file_action')
      .selectAll()
      .where('file_id', '=', fileId)
      .orderBy('sequence', 'desc')
      .limit(limit + 1)
    const before = Number(cursor)
    if (cursor !== undefined && Number.isSafeInteger(before)) query = query.where('sequence', '<', before)
    const rows = await query.execute()
    await recordReading(trx, { action: 'file.history_read', object: { kind: 'protection.case_file', id: fileId } })
    const items = rows.slice(0, limit)
    return ok({
      items: items.map((row) => ({
        id: row.id,
        sequence: row.sequence,
        type: row.type,
        actorId: row.actor_id,
        agencyId: row.agency_id,
        happenedAt: row.happened_at,
        recordedAt: row.recorded_at,
        deviceTime: row.device_time,
        about: aboutOf(
          openLogged(FILE, file.value.key, FILE.toStored(row)),
          file.value.row.agency_id === principal.agencyId,
        ),
      })),
      next: rows.length > limit ? String(items.at(-1)!.sequence) : null,
    })
  })
}

/** Codes that say more of an action. What else is done in the work on a file is for its agency: anyone who has it by a share reads it nowhere else. */
function aboutOf({ type, payload }: FileAction, ofOwnAgency: boolean): TimelineEntry['about'] {
  const { tells } = definitionOf(type)
  return tells && (tells.to === 'readers' || ofOwnAgency) ? (tells.codes(payload) as TimelineEntry['about']) : {}
}
