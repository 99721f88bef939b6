import { sql } from 'kysely'
import type { MailAddress } from '../../contract/mail-address.ts'
import type { IdentityContext } from '../session/context.ts'

/** Where the accounts of the country that may sign in are written to. */
export async function mailAddresses({
  db,
  country,
}: Pick<IdentityContext, 'db' | 'country'>): Promise<readonly MailAddress[]> {
  const { rows } = await sql<MailAddress>`
    select staff.id as "staffId", staff.email
    from identity.staff join identity.agency on agency.id = staff.agency_id
    where staff.disabled_at is null and agency.active and agency.country = ${country}
    order by staff.id`.execute(db)
  return rows
}
