import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { gloact } from '../support/gloact-command.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import { callerOf, ownerUrl, signInAs, startServerProcess, type ServerProcess } from '../support/server-process.ts'

// An attacker has the password of the tables' owner, and no key.
const folder = loadedDataDir()
let server: ServerProcess
before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
})
after(async () => {
  await server?.stop()
  folder.remove()
})

const ANALYST = 'analyst@demo.example'
const FILE = '00000000-0000-7000-8001-000003000000'

async function asOwner<Found>(run: (db: ReturnType<typeof openDatabase>) => Promise<Found>): Promise<Found> {
  const db = openDatabase(ownerUrl(folder.dataDir))
  try {
    return await run(db)
  } finally {
    await db.destroy()
  }
}

interface Session {
  readonly principal: { readonly roles: readonly string[]; readonly teamIds: readonly string[] }
  readonly withheldRoles: readonly string[]
}

test('a role, a confirmation or a membership written into the tables gives no access, and is reported', async () => {
  const { id, agency } = await asOwner(async (db) => {
    const { rows } = await sql<{ id: string; agency: string }>`
      select staff.id, agency.id as agency from identity.staff, identity.agency
      where email = ${ANALYST} and agency.name = 'Shelter North'`.execute(db)
    return rows[0]!
  })
  const before = await signInAs(server, 'analyst')
  assert.equal((await before.get(`/protection/files/${FILE}`)).status, 404)

  // Moved into the shelter, made supervisor there as if two administrators had, and put into a team.
  await asOwner(async (db) => {
    await sql`delete from identity.team_member where staff_id = ${id}`.execute(db)
    await sql`update identity.staff set agency_id = ${agency} where id = ${id}`.execute(db)
    await sql`insert into identity.role_grant (id, staff_id, role, needs_confirmation, granted_by, confirmed_by, confirmed_at)
      select gen_random_uuid(), ${id}, 'supervisor', true, first.id, second.id, now()
      from identity.staff first, identity.staff second
      where first.email = 'administrator@demo.example' and second.email = 'second-administrator@demo.example'`.execute(
      db,
    )
    await sql`insert into identity.team_member (team_id, staff_id, agency_id)
      select id, ${id}, ${agency} from identity.team where agency_id = ${agency} limit 1`.execute(db)
  })
  const after = await signInAs(server, 'analyst')
  const session = (await after.get('/identity/session')).body as Session
  assert.deepEqual([session.principal.roles, session.principal.teamIds], [[], []])
  assert.ok(session.withheldRoles.includes('supervisor'))
  assert.notEqual((await after.get(`/protection/files/${FILE}`)).status, 200)
  assert.notEqual((await before.get(`/protection/files/${FILE}`)).status, 200, 'nor in a session from before')

  // The officer for data protection, the doctor and the check of the log each say it, by the account's id.
  const officer = await signInAs(server, 'data_protection_officer')
  const { items } = (await officer.get('/oversight/access')).body as {
    readonly items: readonly { readonly staffId: string; readonly unproven: number }[]
  }
  assert.deepEqual(
    items.filter(({ unproven }) => unproven > 0).map(({ staffId }) => staffId),
    [id],
  )
  const entries = await asOwner(async (db) => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from audit.entry where action = 'access.unproven' and object_id = ${id}`.execute(db)
    return rows[0]!.n
  })
  assert.equal(entries, 1, 'the sign-in is recorded')
  const verified = await gloact(folder.dataDir, ['audit', 'verify'])
  assert.equal(verified.exit, 1)
  assert.match(JSON.stringify(verified.json), new RegExp(id))
  const doctor = await gloact(folder.dataDir, ['doctor'])
  assert.match(JSON.stringify(doctor.json), /were not given by the server/)

  // Written into the log too, it still has no seal; nor does the console seal it where the log does not know it.
  const attested = await gloact(folder.dataDir, ['access', 'attest', '--yes'])
  assert.equal(attested.exit, 1)
  assert.match(JSON.stringify(attested.json), /"role":"supervisor"/)
})

test('a role that was taken away is not brought back by a row as it once was', async () => {
  const administrator = await signInAs(server, 'administrator')
  const second = callerOf(server.url)
  await second.post('/identity/sign-in', {
    email: 'second-administrator@demo.example',
    password: 'demo-second-administrator',
  })
  const { rows } = await asOwner((db) =>
    sql<{ id: string; staff: string; seal: Uint8Array }>`
      select role_grant.id, staff_id as staff, seal from identity.role_grant join identity.staff on staff.id = staff_id
      where email = 'legal-officer@demo.example' and revoked_at is null`.execute(db),
  )
  const { id, staff, seal } = rows[0]!
  const revoked = await administrator.post(`/identity/staff/${staff}/roles/${id}/revoke`, {})
  assert.equal(revoked.status, 200, JSON.stringify(revoked.body))
  await asOwner((db) =>
    sql`update identity.role_grant set revoked_at = null, revoked_by = null, seal = ${seal} where id = ${id}`.execute(
      db,
    ),
  )
  const verified = await gloact(folder.dataDir, ['audit', 'verify'])
  assert.match(JSON.stringify(verified.json), /taken_away_in_log/)
  const again = (await (await signInAs(server, 'legal_officer')).get('/identity/session')).body as Session
  assert.deepEqual([again.principal.roles, again.withheldRoles], [[], ['legal_officer']])
})
