import type { Database } from '@gloact/postgres'
import type { RoleGrant } from '../../domain/role-grant.ts'
import { tables } from '../tables.ts'

export interface StoredGrant extends RoleGrant {
  readonly id: string
  readonly staffId: string
  readonly grantedAt: string
  readonly confirmedAt: string | null
  readonly revokedBy: string | null
  readonly seal: Uint8Array | null
}

/** All grants of an account, standing and revoked, oldest first. */
export async function grantsOf(db: Database, staffId: string): Promise<StoredGrant[]> {
  return (await grantsOfAll(db, [staffId])).get(staffId) ?? []
}

export async function grantsOfAll(db: Database, staffIds: readonly string[]): Promise<Map<string, StoredGrant[]>> {
  if (staffIds.length === 0) return new Map()
  const rows = await tables(db)
    .selectFrom('role_grant')
    .selectAll()
    .where('staff_id', 'in', [...staffIds])
    .orderBy('granted_at')
    .orderBy('id')
    .execute()
  return Map.groupBy(
    rows.map((row) => ({
      id: row.id,
      staffId: row.staff_id,
      role: row.role,
      needsConfirmation: row.needs_confirmation,
      grantedBy: row.granted_by,
      grantedAt: row.granted_at,
      confirmedBy: row.confirmed_by,
      confirmedAt: row.confirmed_at,
      revokedBy: row.revoked_by,
      revokedAt: row.revoked_at,
      seal: row.seal,
    })),
    (grant) => grant.staffId,
  )
}
