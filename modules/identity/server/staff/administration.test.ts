import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, unwrap } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import type { Colleague } from '../../contract/administration.ts'
import { addUser } from '../module.ts'
import { scopeOf } from '../session/context.ts'
import { administratorsOf, tokenOf } from '../testing/administrators.ts'
import { SECRETS } from '../testing/seal-as-given.ts'
import { COUNTRY, identityApp, OTHER_AGENCY, PUBLIC_URL, TEAM } from '../testing/app.ts'
import { tables } from '../tables.ts'
import { totp } from '../testing/totp.ts'

const { db, owner, clock, module, account, browser } = await identityApp()

const firstId = await account('first@south.example', ['administrator'], 'First Admin')
await account('second@south.example', ['administrator'], 'Second Admin')
await account('analyst@south.example', ['analyst'], 'Ana Lyst')

const { signedIn, invite, confirmChange, inviteByTwo, accept } = administratorsOf({ browser }, 'second@south.example')

test('an invitation opens an account once, and its token is kept nowhere', async () => {
  const first = await signedIn('first@south.example')
  const { id, answer, token: half, email } = await invite(first, ['analyst'])
  assert.equal(answer.status, 201)
  assert.match(answer.body.link, /^http:\/\/localhost:4600\/join#[\w-]{27}\.$/)
  assert.equal(answer.body.needsCode, true)
  for (const alone of [half, half.slice(0, -1), `${half}AAAA-AAAA-AAAA-AAAA`])
    assert.equal((await accept(alone)).body.code, 'identity.link_invalid', 'before it is confirmed nothing opens it')
  const code = await confirmChange(await signedIn('second@south.example'), id)
  assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
  for (const alone of [half, half.slice(0, -1), `${half}AAAA-AAAA-AAAA-AAAA`])
    assert.equal((await accept(alone)).body.code, 'identity.link_invalid', 'nor without the code')
  const token = half + code.toLowerCase().replaceAll('-', ' ')
  const kept = JSON.stringify(await owner.withSchema('identity').selectFrom('invitation').selectAll().execute())
  assert.ok(!kept.includes(half.slice(0, -1)) && !kept.includes(code))
  const looked = await browser().post('/identity/invitations/look', { token })
  assert.deepEqual(
    [looked.body.kind, looked.body.name, looked.body.email, looked.body.agencyName],
    ['invitation', 'Inv Ited', email, 'Shelter South'],
  )
  assert.equal((await accept(token, 'Password-2026!')).body.code, 'identity.password_common')
  assert.equal((await accept(token)).status, 200)
  assert.equal((await accept(token)).body.code, 'identity.link_invalid')
  assert.equal((await browser().post('/identity/invitations/look', { token })).status, 404)
  const mine = browser()
  await mine.signIn(email, 'quiet marble orbit')
  const session = await mine.session()
  assert.equal(session.principal.userId, id)
  assert.deepEqual([session.mustAcceptConduct, session.principal.language], [true, 'ar'])
  assert.equal((await mine.post('/identity/account/language', { language: 'fr' })).status, 200)
  assert.equal((await mine.session()).principal.language, 'fr')
})

test('an invitation link that is accepted twice at the same moment opens once', async () => {
  const { whole } = await inviteByTwo(await signedIn('first@south.example'), ['analyst'])
  const answers = await Promise.all([accept(whole), accept(whole), accept(whole)])
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 404, 404],
  )
})

test('an invitation expires after seven days, and another withdraws it', async () => {
  const first = await signedIn('first@south.example')
  const { id, whole } = await inviteByTwo(first, ['analyst'])
  const renewed = await first.post(`/identity/staff/${id}/invite-again`)
  assert.equal(renewed.status, 200)
  const again = tokenOf(renewed) + (await confirmChange(await signedIn('second@south.example'), id))
  assert.equal((await accept(whole)).body.code, 'identity.link_invalid')
  const now = clock.now()
  clock.set(new Date(Date.parse(now) + (7 * 24 * 3600 + 1) * 1000).toISOString())
  assert.equal((await accept(again)).body.code, 'identity.link_invalid')
  clock.set(now)
  assert.equal((await accept(again)).status, 200)
})

test('a role is in force only when a second administrator has confirmed it, and they need a second factor then', async () => {
  const first = await signedIn('first@south.example')
  const second = await signedIn('second@south.example')
  const { id, whole, email } = await inviteByTwo(first, ['analyst'])
  await accept(whole)
  const given = (await first.post(`/identity/staff/${id}/roles`, { role: 'caseworker' })).body
  const grant = given.grants.find(({ role }) => role === 'caseworker')
  assert.ok(grant)
  assert.deepEqual(
    [grant.state, grant.grantedBy, grant.mayConfirm, grant.refusal],
    ['awaiting_confirmation', 'First Admin', false, 'identity.second_administrator_needed'],
  )
  const confirm = `/identity/staff/${id}/roles/${grant.id}/confirm`
  assert.equal((await first.post(confirm)).body.code, 'identity.second_administrator_needed')

  const mine = browser()
  await mine.signInByPassword(email, 'quiet marble orbit')
  assert.equal((await mine.post(confirm)).status, 403)
  const { CONDUCT_VERSION } = await import('../../domain/sessions.ts')
  await mine.post('/identity/account/conduct', { version: CONDUCT_VERSION })
  const bare = await mine.session()
  assert.deepEqual([bare.mustEnrolSecondFactor, bare.principal.roles], [true, []], 'figures too are behind two locks')
  const { secret } = (await mine.post('/identity/account/authenticator/start', { password: 'quiet marble orbit' })).body
  await mine.post('/identity/account/authenticator/confirm', { code: totp(secret) })
  assert.deepEqual((await mine.session()).principal.roles, ['analyst'])

  const tasksOf = async (who: typeof first) =>
    (await module.tasks!((await who.session()).principal as never)).map(({ kind, details }) => [kind, details['count']])
  const [kind, before] = (await tasksOf(second))[0]!
  assert.equal(kind, 'to_confirm', 'what waits for the second administrator stands on their first page')
  assert.deepEqual(await tasksOf(first), [], 'what one asked for oneself is no task of one’s own')
  const waiting = (await second.get('/identity/staff?state=awaiting_confirmation')).body.items
  assert.ok(waiting.some((one) => one.id === id))
  const confirmed = await second.post(confirm)
  assert.equal(confirmed.status, 200)
  assert.equal((await tasksOf(second))[0]?.[1] ?? 0, Number(before) - 1)
  assert.deepEqual((await mine.session()).principal.roles, ['analyst', 'caseworker'])

  const revoked = await first.post(`/identity/staff/${id}/roles/${grant.id}/revoke`)
  assert.equal(revoked.body.grants.find((one) => one.id === grant.id)?.state, 'revoked')
  assert.deepEqual((await mine.session()).principal.roles, ['analyst'])
})

test('the database itself refuses a grant that its giver confirms', async () => {
  const id = await account('straight@south.example', [])
  await assert.rejects(
    tables(db)
      .insertInto('role_grant')
      .values({
        id: newId<'grant'>(),
        staff_id: id,
        role: 'supervisor',
        needs_confirmation: true,
        granted_by: firstId,
        confirmed_by: firstId,
        confirmed_at: clock.now(),
        revoked_by: null,
        revoked_at: null,
        seal: null,
      })
      .execute(),
    /second_administrator/,
  )
})

test('an administrator is given no role that opens files, nor the reverse', async () => {
  const first = await signedIn('first@south.example')
  const both = await invite(first, ['administrator', 'supervisor'])
  assert.equal(both.answer.body.code, 'identity.roles_exclude_each_other')
  const { id } = await invite(first, ['supervisor'])
  const granted = await first.post(`/identity/staff/${id}/roles`, { role: 'administrator' })
  assert.equal(granted.body.code, 'identity.roles_exclude_each_other')
})

test('administrators see no rows of files', async () => {
  const first = await signedIn('first@south.example')
  const { principal } = await first.session()
  assert.deepEqual([principal.roles, principal.scope], [['administrator'], 'none'])
  const settings = await readInScope(db, scopeOf(principal), async (trx) => {
    const { sql } = await import('kysely')
    return (await sql<{ scope: string }>`select current_setting('app.row_scope', true) as scope`.execute(trx)).rows[0]
  })
  assert.equal(settings?.scope, 'none')
})

test('nobody manages their own account', async () => {
  const first = await signedIn('first@south.example')
  for (const path of ['disable', 'reset', 'unlock', 'enable']) {
    assert.equal((await first.post(`/identity/staff/${firstId}/${path}`)).body.code, 'identity.own_account', path)
  }
  const granted = await first.post(`/identity/staff/${firstId}/roles`, { role: 'analyst' })
  assert.equal(granted.body.code, 'identity.own_account')
})

test('who may not manage accounts is answered of their own as of any other', async () => {
  const analyst = await signedIn('analyst@south.example')
  const me = (await analyst.get('/identity/session')).body as unknown as { principal: { userId: string } }
  for (const path of ['disable', 'reset', 'unlock', 'enable']) {
    const [own, other] = await Promise.all(
      [me.principal.userId, firstId].map((id) => analyst.post(`/identity/staff/${id}/${path}`)),
    )
    const said = ({ status, body }: NonNullable<typeof own>) => [status, { ...body, requestId: null }]
    assert.deepEqual(said(own!), said(other!), path)
  }
})

test('who gives no files to teams sees the teams of their own agency alone', async () => {
  const first = await signedIn('first@south.example')
  const elsewhere = newId<'agency'>()
  await first.post('/identity/agencies', { id: elsewhere, name: 'Harbour', type: 'ngo', designations: [] })
  await first.post('/identity/teams', { id: newId<'team'>(), agencyId: elsewhere, name: 'Quay' })
  const teams = async (who: Awaited<ReturnType<typeof signedIn>>) =>
    (await who.get('/identity/teams?limit=200')).body as unknown as { items: { name: string; agencyId: string }[] }
  assert.ok((await teams(first)).items.some(({ name }) => name === 'Quay'))
  const seen = (await teams(await signedIn('analyst@south.example'))).items
  assert.ok(seen.length > 0 && seen.every(({ agencyId }) => agencyId !== elsewhere), JSON.stringify(seen))
})

test('anyone who is no administrator manages nothing and reads no accounts', async () => {
  const analyst = await signedIn('analyst@south.example')
  const somebody = `/identity/staff/${firstId}`
  const answers = await Promise.all([
    analyst.get('/identity/staff'),
    analyst.get(somebody),
    analyst.get('/identity/lockouts'),
    analyst.post(`${somebody}/disable`),
    analyst.post(`${somebody}/reset`),
    analyst.post(`${somebody}/roles`, { role: 'analyst' }),
    analyst.post('/identity/agencies', { id: newId<'agency'>(), name: 'Mine', type: 'ngo', designations: [] }),
    invite(analyst, ['analyst']).then(({ answer }) => answer),
  ])
  for (const { status, body } of answers) assert.deepEqual([status, body.code], [403, 'identity.not_authorised'])
  assert.equal((await analyst.get('/identity/agencies')).status, 200)
  const colleagues = (await analyst.get('/identity/colleagues')).body.items
  assert.ok(colleagues.some(({ name }) => name === 'First Admin'))
  assert.ok(!JSON.stringify(colleagues).includes('@'))
})

test('a disabled account ends at once and cannot sign in, and comes back with its roles to be confirmed', async () => {
  const id = await account('leaves@south.example', ['analyst', 'caseworker'], 'Lea Ves')
  await owner
    .withSchema('identity')
    .updateTable('role_grant')
    .set({ needs_confirmation: true, confirmed_by: firstId, confirmed_at: clock.now() })
    .where('staff_id', '=', id)
    .where('role', '=', 'caseworker')
    .execute()
  const first = await signedIn('first@south.example')
  const theirs = await signedIn('leaves@south.example')
  const disabled = await first.post(`/identity/staff/${id}/disable`)
  assert.equal(disabled.body.state, 'disabled')
  assert.equal((await theirs.get('/identity/account')).status, 401)
  assert.equal((await browser().signIn('leaves@south.example')).status, 401)
  // Their name stays with what they did; work is given to those alone who can sign in.
  const colleagues = (await first.get('/identity/colleagues')).body.items as unknown as Colleague[]
  const working = (who: string) => colleagues.find(({ name }) => name === who)?.working
  assert.deepEqual([working('Lea Ves'), working('First Admin')], [false, true])
  const asked = await first.post(`/identity/staff/${id}/enable`)
  assert.equal(asked.body.state, 'disabled', 'until another administrator confirms')
  assert.equal((await browser().signIn('leaves@south.example')).status, 401)
  await confirmChange(await signedIn('second@south.example'), id)
  const enabled = (await first.get(`/identity/staff/${id}`)).body
  assert.equal(enabled.state, 'active')
  assert.equal((await browser().signIn('leaves@south.example')).status, 200)
})

test('an administrator unlocks an account that was blocked', async () => {
  const id = await account('blocked@south.example', ['analyst'], 'Blo Cked')
  for (let failures = 1; failures <= 5; failures++) await browser('192.0.2.80').signIn('blocked@south.example', 'wrong')
  assert.equal((await browser('192.0.2.80').signIn('blocked@south.example')).status, 429)
  const first = await signedIn('first@south.example')
  const lockouts = (await first.get('/identity/lockouts')).body.items
  assert.ok(lockouts.some(({ staffId }) => staffId === id))
  assert.equal((await first.get(`/identity/staff/${id}`)).body.state, 'locked')
  assert.equal((await first.post(`/identity/staff/${id}/unlock`)).body.state, 'active')
  assert.equal((await browser('192.0.2.80').signIn('blocked@south.example')).status, 200)
})

test('an edit of what somebody else has changed meanwhile is refused', async () => {
  const first = await signedIn('first@south.example')
  const agencyId = newId<'agency'>()
  const agency = { name: 'Helpline', type: 'ngo', designations: [] }
  const created = await first.post('/identity/agencies', { id: agencyId, ...agency })
  assert.deepEqual([created.status, created.etag], [201, '"1"'])
  assert.equal((await first.post('/identity/agencies', { id: agencyId, ...agency })).body.version, 1, 'sent twice')
  const change = (name: string, ifMatch?: string) =>
    first.put(`/identity/agencies/${agencyId}`, { ...agency, name, active: true }, ifMatch)
  assert.equal((await change('Helpline One')).status, 412)
  assert.equal((await change('Helpline One', '"1"')).etag, '"2"')
  const stale = await change('Helpline Two', '"1"')
  assert.deepEqual([stale.status, stale.body.code], [412, 'identity.changed_meanwhile'])
  assert.equal((await change('Clinic South', '"2"')).body.code, 'identity.name_taken')

  const teamId = newId<'team'>()
  await first.post('/identity/teams', { id: teamId, agencyId, name: 'Night' })
  const team = (name: string, ifMatch: string) =>
    first.put(`/identity/teams/${teamId}`, { name, active: true }, ifMatch)
  assert.equal((await team('Evening', '"1"')).status, 200)
  assert.equal((await team('Morning', '"1"')).status, 412)

  const { id, email } = await invite(first, ['analyst'])
  const staff = (name: string, ifMatch: string, teamIds = [TEAM]) =>
    first.put(`/identity/staff/${id}`, { name, email, teamIds, language: 'en' }, ifMatch)
  const { etag } = await first.get(`/identity/staff/${id}`)
  assert.equal((await staff('New Name', etag!, [teamId])).body.code, 'identity.team_unknown')
  assert.equal((await staff('New Name', etag!)).status, 200)
  assert.equal((await staff('Other Name', etag!)).status, 412)
})

test('what is added to an agency’s designations waits for another administrator; what is taken away goes at once', async () => {
  const first = await signedIn('first@south.example')
  const second = await signedIn('second@south.example')
  const agencyId = newId<'agency'>()
  const waiting = async (by: typeof first) =>
    (await by.get('/identity/access-changes')).body.items.filter((request) => request.agencyId === agencyId)
  const held = async () => (await first.get('/identity/agencies')).body.items.find(({ id }) => id === agencyId)!
  const save = async (by: typeof first, designations: string[]) =>
    by.put(
      `/identity/agencies/${agencyId}`,
      { name: 'Office', type: 'central_government', designations, active: true },
      `"${(await held()).version}"`,
    )
  const created = { id: agencyId, name: 'Office', type: 'central_government', designations: ['national_coordination'] }
  assert.deepEqual((await first.post('/identity/agencies', created)).body.designations, [])
  assert.deepEqual((await save(first, ['national_coordination'])).body.designations, [], 'asked for again')
  const [request, ...others] = await waiting(first)
  assert.deepEqual(
    [request?.designation, request?.askedBy, request?.mayConfirm, others],
    ['national_coordination', 'First Admin', false, []],
  )
  const at = `/identity/access-changes/${request!.id}`
  const sure = { checkedHow: null }
  assert.equal((await first.post(`${at}/confirm`, sure)).body.code, 'identity.second_administrator_needed')
  const analyst = await signedIn('analyst@south.example')
  for (const answer of [await analyst.get('/identity/access-changes'), await analyst.post(`${at}/confirm`, sure)])
    assert.equal(answer.status, 403)
  assert.equal((await waiting(second))[0]!.mayConfirm, true)
  const before = (await held()).version
  assert.equal((await second.post(`${at}/confirm`, sure)).status, 200)
  assert.deepEqual([(await held()).designations, (await held()).version], [['national_coordination'], before + 1])
  for (const what of ['confirm', 'decline'])
    assert.equal(
      (await second.post(`${at}/${what}`, what === 'confirm' ? sure : undefined)).body.code,
      'identity.change_missing',
    )

  // One is added and one taken away in one go; what was declined can be asked for again.
  assert.deepEqual((await save(second, ['duplicate_desk'])).body.designations, [])
  const [declined] = await waiting(first)
  assert.equal((await first.post(`/identity/access-changes/${declined!.id}/decline`)).status, 200)
  assert.deepEqual([(await held()).designations, await waiting(first)], [[], []])
  await save(first, ['duplicate_desk'])
  assert.equal((await waiting(second)).length, 1)
})

test('accounts are listed by name, a page at a time', async () => {
  const first = await signedIn('first@south.example')
  const names: string[] = []
  let after = ''
  for (;;) {
    const { items, next } = (await first.get(`/identity/staff?limit=3${after}`)).body
    names.push(...items.map(({ name, id }) => `${name.toLowerCase()} ${id}`))
    if (next === null) break
    after = `&after=${next}`
  }
  assert.deepEqual(names, names.toSorted())
  const { rows } = { rows: await owner.withSchema('identity').selectFrom('staff').select('id').execute() }
  assert.equal(names.length, rows.length)
})

test('two administrators who disable one another at the same moment leave one', async () => {
  const first = await signedIn('first@south.example')
  const { items } = (await first.get('/identity/staff')).body
  const secondId = items.find(({ name }) => name === 'Second Admin')?.id
  const second = await signedIn('second@south.example')
  const answers = await Promise.all([
    first.post(`/identity/staff/${secondId}/disable`),
    second.post(`/identity/staff/${firstId}/disable`),
  ])
  const codes = answers
    .map(({ status, body }) => (status === 200 ? '' : body.code))
    .toSorted((a, b) => a.localeCompare(b))
  assert.equal(codes[0], '')
  assert.ok(['identity.last_administrator', 'http.signed_out'].includes(codes[1] ?? ''), codes[1])
  const able = (await Promise.all([browser().signIn('first@south.example'), browser().signIn('second@south.example')]))
    .map(({ status }) => status)
    .toSorted((a, b) => a - b)
  assert.deepEqual(able, [200, 401])
})

test('the console adds accounts, whose roles that open files an administrator confirms', async () => {
  const options = { country: COUNTRY, publicUrl: PUBLIC_URL, secrets: SECRETS }
  const user = {
    name: 'Con Sole',
    email: 'console@south.example',
    roles: ['caseworker'] as const,
    agency: 'Clinic South',
  }
  const added = unwrap(await addUser(db, options, user))
  assert.deepEqual(added.awaitingConfirmation, ['caseworker'])
  assert.match(added.link ?? '', /\/join#/)
  assert.deepEqual(await addUser(db, options, user), { ok: false, error: { code: 'identity.email_taken' } })
  assert.equal(added.needsTeam, true, 'a caseworker in no team sees nobody')
  const team = newId<'team'>()
  await owner
    .withSchema('identity')
    .insertInto('team')
    .values({ id: team, agency_id: OTHER_AGENCY, name: 'Day team' })
    .execute()
  const teamed = unwrap(await addUser(db, options, { ...user, email: 'day@south.example', teams: ['day team'] }))
  assert.equal(teamed.needsTeam, false)
  const joined = await owner.withSchema('identity').selectFrom('team_member').selectAll().execute()
  assert.ok(joined.some((row) => row['staff_id'] === teamed.staffId && row['team_id'] === team))
  const elsewhere = await addUser(db, options, { ...user, email: 'z@south.example', teams: ['Night team'] })
  assert.deepEqual(elsewhere, { ok: false, error: { code: 'identity.team_unknown' } })
  const nowhere = await addUser(db, options, { ...user, email: 'x@south.example', agency: 'Nowhere' })
  assert.deepEqual(nowhere, { ok: false, error: { code: 'identity.agency_unknown' } })
  const weak = await addUser(db, options, { ...user, email: 'y@south.example', password: 'Password-2026!' })
  assert.ok(!weak.ok && weak.error.code === 'identity.password_common')
  const names = await module.ports.directory.staffNames([added.staffId])
  assert.equal(names.get(added.staffId), 'Con Sole')
  assert.deepEqual(await module.ports.directory.staffOfAgency(OTHER_AGENCY), [], 'nobody there can sign in yet')
  assert.ok((await module.ports.directory.agencies()).some(({ name }) => name === 'Clinic South'))
})

test('what administrators did is audited, by ids and codes only', async () => {
  const rows = await owner.selectFrom('audit.entry').selectAll().execute()
  const actions = new Set(rows.map((row) => String(row['action'])))
  for (const action of [
    'account.invited',
    'account.activated',
    'account.changed',
    'account.suspended',
    'account.reinstated',
    'role.granted',
    'role.revoked',
    'agency.created',
    'agency.changed',
    'designation.requested',
    'designation.granted',
    'designation.refused',
    'access.requested',
    'access.granted',
    'role.requested',
    'team.created',
    'team.changed',
  ])
    assert.ok(actions.has(action), action)
  assert.ok(!/south\.example|Lea Ves|Helpline/.test(JSON.stringify(rows)))
})
