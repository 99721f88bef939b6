import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newId } from '@gloact/kernel'
import { openDatabase } from '@gloact/postgres'
import { sql } from 'kysely'
import { action, answered, openFile, record, today } from '../support/file-story.ts'
import { gloact } from '../support/gloact-command.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  callerOf,
  ownerUrl,
  signInAs,
  startServerProcess,
  type Caller,
  type ServerProcess,
} from '../support/server-process.ts'

// One administrator alone opened every file: by the other's reset, by suspending the other for seconds, and by a team. Carried
// out again as the attacker did, request by request over HTTP. Paul administers; Mariam does, too, and does nothing.

const staff = (digits: string) => `00000000-0000-4000-8000-0000000000${digits}`
const SHELTER = staff('a1')
const COORDINATION = staff('a5')
const [OUTREACH, RESIDENCE] = [staff('b1'), staff('b2')]
const [CASEWORKER, SUPERVISOR, OFFICER, SECOND] = [staff('c2'), staff('c3'), staff('c9'), staff('cb')]
const PASSWORD = 'quiet marble orbit'

const folder = loadedDataDir()
let server: ServerProcess
let paul: Caller
let mariam: Caller

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir })
  paul = await signInAs(server, 'administrator')
  mariam = await signedIn('second-administrator@demo.example', 'demo-second-administrator')
})
after(async () => {
  await server?.stop()
  folder.remove()
})

async function signedIn(email: string, password: string): Promise<Caller> {
  const caller = callerOf(server.url)
  await answered(caller.post('/identity/sign-in', { email, password }))
  return caller
}

interface Grant {
  readonly id: string
  readonly role: string
  readonly state: string
  readonly mayConfirm: boolean
}
interface Account {
  readonly name: string
  readonly email: string
  readonly state: string
  readonly teamIds: readonly string[]
  readonly version: number
  readonly grants: readonly Grant[]
}
interface Change {
  readonly id: string
  readonly kind: string
  readonly staffId: string | null
  readonly agencyId: string
  readonly designation: string | null
  readonly mayConfirm: boolean
  readonly refusal: string | null
}
interface Link {
  readonly link: string
  readonly needsCode: boolean
}

const accountOf = (id: string) => answered<Account>(paul.get(`/identity/staff/${id}`))
const changes = async (by: Caller) => (await answered<{ items: Change[] }>(by.get('/identity/access-changes'))).items
const halfOf = ({ link }: Link) => link.split('#')[1]!
const codeOf = ({ body }: { readonly body: unknown }) => (body as { code?: string }).code
const files = async (by: Caller) => {
  const { status, body } = await by.get('/protection/files?limit=100')
  return status === 200 ? (body as { items: unknown[] }).items.length : 0
}
const filesOf = async (by: Caller) =>
  (await answered<{ count: number }>(by.post('/protection/files/count', { filter: {} }))).count

let invited = 0
async function invite(by: Caller, roles: readonly string[], agencyId = SHELTER) {
  const id = newId()
  const email = `puppet${++invited}@shelter.example`
  const asked = { id, name: 'Pat Puppet', email, agencyId, teamIds: [], roles, language: 'en' }
  return { id, email, link: await answered<Link>(by.post('/identity/staff/invite', asked)) }
}

/** Whatever somebody has of a link, they open nothing with it. */
async function opensNothing(half: string): Promise<void> {
  for (const token of [half, half.slice(0, -1), `${half}AAAA-AAAA-AAAA-AAAA`]) {
    const sent = { token, password: PASSWORD, language: 'en' }
    assert.equal(codeOf(await callerOf(server.url).post('/identity/invitations/accept', sent)), 'identity.link_invalid')
  }
}

test('C1: the reset of the other administrator opens nothing to the person who asked for it, and she is told', async () => {
  const puppet = await invite(paul, ['supervisor'])
  assert.equal((await accountOf(puppet.id)).grants[0]?.state, 'awaiting_confirmation')
  const reset = await answered<Link>(paul.post(`/identity/staff/${SECOND}/reset`, undefined))
  assert.equal(reset.needsCode, true)
  await opensNothing(halfOf(reset))
  await opensNothing(halfOf(puppet.link))
  // He is not the second person of himself, and her password is still hers.
  const [asked] = (await changes(paul)).filter(({ staffId }) => staffId === SECOND)
  const tried = await paul.post(`/identity/access-changes/${asked!.id}/confirm`, { checkedHow: 'in_person' })
  assert.deepEqual([tried.status, codeOf(tried)], [403, 'identity.second_administrator_needed'])
  const grant = (await accountOf(puppet.id)).grants[0]!
  const role = await paul.post(`/identity/staff/${puppet.id}/roles/${grant.id}/confirm`, undefined)
  assert.deepEqual([role.status, codeOf(role)], [403, 'identity.second_administrator_needed'])
  const hers = await signedIn('second-administrator@demo.example', 'demo-second-administrator')
  const { notices } = await answered<{ notices: { kind: string; own: boolean; event: string; askedBy: string }[] }>(
    hers.get('/identity/session'),
  )
  const told = notices.find(({ kind, own }) => kind === 'password_reset' && own)
  assert.deepEqual([told?.event, told?.askedBy], ['asked', 'Paul Thapa'])
  // She may not confirm what is about herself, and may decline it.
  const own = (await changes(hers)).find(({ id }) => id === asked!.id)!
  assert.deepEqual([own.mayConfirm, own.refusal], [false, 'identity.own_account'])
  await answered(hers.post(`/identity/access-changes/${asked!.id}/decline`, undefined))
})

test('C2: suspending the other administrator for seconds makes nobody the second person', async () => {
  await answered(paul.post(`/identity/staff/${SECOND}/disable`, undefined))
  const puppet = await invite(paul, ['administrator'], COORDINATION)
  assert.equal((await accountOf(puppet.id)).grants[0]?.state, 'awaiting_confirmation')
  await opensNothing(halfOf(puppet.link))
  const { items: agencies } = await answered<{ items: { id: string; version: number }[] }>(
    paul.get('/identity/agencies?limit=200'),
  )
  const agency = agencies.find(({ id }) => id === SHELTER)!
  const designated = await answered<{ designations: string[] }>(
    paul.send(
      'PUT',
      `/identity/agencies/${SHELTER}`,
      {
        name: 'Shelter North',
        type: 'ngo',
        designations: ['national_coordination', 'competent_authority'],
        active: true,
      },
      { 'if-match': `"${agency.version}"` },
    ),
  )
  assert.deepEqual(designated.designations, [])
  await answered(paul.post(`/identity/staff/${SECOND}/enable`, undefined))
  assert.equal((await accountOf(SECOND)).state, 'disabled', 'until another than he confirms it')
  const waiting = (await changes(paul)).filter(
    ({ kind, staffId, agencyId }) =>
      (kind === 'enable' && staffId === SECOND) || (kind === 'designation' && agencyId === SHELTER),
  )
  assert.equal(waiting.length, 3)
  for (const { id } of waiting) {
    const tried = await paul.post(`/identity/access-changes/${id}/confirm`, { checkedHow: 'in_person' })
    assert.equal(codeOf(tried), 'identity.second_administrator_needed')
  }
  // The audit says from what to what, not that "something" changed.
  const officer = await signInAs(server, 'data_protection_officer')
  const access = await answered<{ items: { staffId: string; state: string }[] }>(officer.get('/oversight/access'))
  assert.equal(access.items.find(({ staffId }) => staffId === SECOND)?.state, 'disabled')
})

test('C2, by her role: taking it away opens the same door as little', async () => {
  const grant = (await accountOf(SECOND)).grants.find(({ role }) => role === 'administrator')!
  await answered(paul.post(`/identity/staff/${SECOND}/roles/${grant.id}/revoke`, undefined))
  const puppet = await invite(paul, ['administrator'], COORDINATION)
  assert.equal((await accountOf(puppet.id)).grants[0]?.state, 'awaiting_confirmation')
  const given = await answered<Account>(paul.post(`/identity/staff/${OFFICER}/roles`, { role: 'analyst' }))
  assert.equal(given.grants.find(({ role }) => role === 'analyst')?.state, 'awaiting_confirmation')
  assert.equal((await mariam.get('/identity/staff')).status, 401, 'what is taken away goes at once')
})

test('H1: a caseworker sees no more files by another team until a second person has confirmed it', async () => {
  const caseworker = await signInAs(server, 'caseworker')
  const before = await filesOf(caseworker)
  assert.ok(before > 0)
  const account = await accountOf(CASEWORKER)
  const { name, version } = account
  const saved = await answered<Account>(
    paul.send(
      'PUT',
      `/identity/staff/${CASEWORKER}`,
      { name, email: 'mine@elsewhere.example', teamIds: [OUTREACH, RESIDENCE], language: 'en' },
      { 'if-match': `"${version}"` },
    ),
  )
  assert.deepEqual([saved.teamIds, saved.email], [[OUTREACH], account.email])
  assert.equal(await filesOf(caseworker), before)
  assert.ok((await files(caseworker)) > 0)
  const kinds = (await changes(paul)).filter(({ staffId }) => staffId === CASEWORKER).map(({ kind }) => kind)
  assert.deepEqual(kinds.toSorted(), ['email', 'team'])
  const officer = await signInAs(server, 'data_protection_officer')
  const access = await answered<{ items: { staffId: string; teams: string[] }[] }>(officer.get('/oversight/access'))
  assert.deepEqual(access.items.find(({ staffId }) => staffId === CASEWORKER)?.teams, ['Port Isa outreach'])
})

/** As the database's owner alone can: that one had the other's account in their hands so many days ago. */
async function held(staffId: string, byId: string, daysAgo: number): Promise<void> {
  const db = openDatabase(ownerUrl(folder.dataDir))
  try {
    await sql`delete from identity.account_hold where staff_id = ${staffId} and by_id = ${byId}`.execute(db)
    await sql`insert into identity.account_hold (staff_id, by_id, kind, at)
      values (${staffId}, ${byId}, 'enable', now() - make_interval(days => ${daysAgo}))`.execute(db)
  } finally {
    await db.destroy()
  }
}

test('closure and erasure: an account that the first had in their hands within a week is not the second person', async () => {
  const caseworker = await signInAs(server, 'caseworker')
  const supervisor = await signInAs(server, 'supervisor')
  const officer = await signInAs(server, 'data_protection_officer')
  const { fileId } = await openFile(caseworker, { name: 'Nima', note: 'A note.' })
  await record(supervisor, fileId, action('assigned', { teamId: OUTREACH, userId: CASEWORKER }))
  await record(caseworker, fileId, action('closure_requested', { reason: 'other', summary: 'It is done.' }))
  const approve = () =>
    supervisor.post(`/protection/files/${fileId}/actions`, {
      actions: [action('closure_approved', { closedOn: today() })],
    })
  await held(SUPERVISOR, CASEWORKER, 6)
  const refused = await approve()
  assert.deepEqual([refused.status, codeOf(refused)], [403, 'protection.not_two_people'])
  await held(SUPERVISOR, CASEWORKER, 8)
  await answered(approve())

  const { number } = await answered<{ number: string }>(supervisor.get(`/protection/files/${fileId}`))
  const erasureId = newId()
  await answered(officer.post('/protection/erasures', { id: erasureId, number, basis: 'person_asked' }))
  const erase = () => supervisor.post(`/protection/erasures/${erasureId}/confirm`, { number })
  // The other way round as well: the one who confirms had the asker's account in their hands.
  await held(OFFICER, SUPERVISOR, 1)
  const { items } = await answered<{ items: { id: string; mayConfirm: boolean; notTwoPeople: boolean }[] }>(
    supervisor.get('/protection/erasures'),
  )
  const waiting = items.find(({ id }) => id === erasureId)
  assert.deepEqual([waiting?.mayConfirm, waiting?.notTwoPeople], [false, true])
  assert.equal(codeOf(await erase()), 'protection.not_allowed')
  await held(OFFICER, SUPERVISOR, 8)
  await answered(erase())
})

const recover = (env: NodeJS.ProcessEnv = {}) =>
  gloact(folder.dataDir, ['user', 'recover', '--email', 'second-administrator@demo.example'], env)

test('the way back is the server’s, with its key, and everybody is told', async () => {
  const other = await recover({ GLOACT_KEK_FILE: join(folder.dataDir, 'another-kek.json') })
  assert.notEqual(other.exit, 0)
  assert.match(String(other.json['error']), /^vault\./)
  assert.equal((await accountOf(SECOND)).state, 'disabled', 'anyone who is on the server without the key does nothing')
  const recovered = await recover()
  assert.deepEqual([recovered.exit, recovered.json['staffId']], [0, SECOND], recovered.error)
  const token = String(recovered.json['link']).split('#')[1]!
  await answered(
    callerOf(server.url).post('/identity/invitations/accept', { token, password: PASSWORD, language: 'en' }),
  )
  const hers = await signedIn('second-administrator@demo.example', PASSWORD)
  assert.equal((await hers.get('/identity/staff')).status, 200)
  const { notices } = await answered<{ notices: { event: string; name: string }[] }>(
    (await signInAs(server, 'frontline_worker')).get('/identity/session'),
  )
  assert.ok(notices.some(({ event, name }) => event === 'recovered' && name === 'Mariam Keita'))
  const third = await gloact(folder.dataDir, ['user', 'recover', '--email', 'third@demo.example'])
  assert.equal(third.json['error'], 'identity.two_administrators_left')
})
