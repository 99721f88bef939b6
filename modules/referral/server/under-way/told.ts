import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { sql } from 'kysely'
import type { listTold as listing } from '../../contract/told.ts'
import { may, scopeOf, type ReferralContext } from '../referral-context.ts'

/** More than these were hardly ever sent of one person. */
const MOST = 500

interface Row {
  readonly request_id: string
  readonly kind: string
  readonly need: string | null
  readonly service: string | null
  readonly parties: Readonly<Record<string, string>>
  readonly sent_at: string
  readonly groups: readonly { readonly group: string; readonly basis: string | null }[]
  readonly destroyed_at: string | null
  readonly destroyed_because: string | null
}

/**
 * Everything that was sent of a file, the latest first: what a person is told who asks who knows what about them. What was in it is not
 * opened, so that it holds of what was destroyed as well.
 */
export async function listTold(
  context: ReferralContext,
  who: Principal,
  fileId: string,
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  if (!may(who, 'referral.read')) return err(failure('referral.not_allowed'))
  return readInScope<Result<ResponseOf<typeof listing>, Failure>>(context.db, scopeOf(who), async (trx) => {
    if (!(await context.files.filesSeen(trx, [fileId])).has(fileId)) return err(failure('referral.no_file'))
    const { rows } = await sql<Row>`
      select p.request_id, r.kind, r.facts ->> 'need' as need, service.name as service, r.parties,
        p.sent_at, p.destroyed_at, p.destroyed_because,
        (select json_agg(json_build_object('group', g.data_group, 'basis', g.basis) order by g.data_group)
          from referral.package_group g where g.package_id = p.id) as groups
      from referral.package p
      join referral.request r on r.id = p.request_id
      left join referral.service service on service.id = r.service_id
      where r.file_id = ${fileId}::uuid and r.erased_at is null
      order by p.sent_at desc, p.id
      limit ${MOST}`.execute(trx)
    const names = await context.agencyNames(trx)
    return ok({
      items: rows.map((row) => ({
        requestId: row.request_id,
        kind: row.kind,
        need: row.need,
        service: row.service,
        agencies: Object.values(row.parties)
          .filter((id) => id !== who.agencyId)
          .flatMap((id) => names.get(id) ?? []),
        sentAt: row.sent_at,
        groups: [...(row.groups ?? [])],
        endedAt: row.destroyed_at,
        because: row.destroyed_because,
      })),
    })
  })
}
