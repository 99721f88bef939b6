import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { administratorsOf, tokenOf } from '../testing/administrators.ts'
import { AGENCY, identityApp, TEAM } from '../testing/app.ts'
import { tables } from '../tables.ts'

const { db, owner, clock, account, browser } = await identityApp()

await account('first@south.example', ['administrator'], 'First Admin')
await account('second@south.example', ['administrator'], 'Second Admin')
const { signedIn, invite, waitingFor, confirmChange, inviteByTwo, accept } = administratorsOf(
  { browser },
  'second@south.example',
)

test('a new account, its teams and its roles are confirmed in one step, and the roles that came later are not', async () => {
  const first = await signedIn('first@south.example')
  const { id } = await invite(first, ['caseworker', 'analyst'])
  await first.post(`/identity/staff/${id}/roles`, { role: 'data_protection_officer' })
  const second = await signedIn('second@south.example')
  const [change] = await waitingFor(second, id)
  assert.partialDeepStrictEqual(change, {
    kind: 'invitation',
    name: 'Inv Ited',
    askedBy: 'First Admin',
    mayConfirm: true,
    roles: ['analyst', 'caseworker', 'data_protection_officer'],
    teams: ['Outreach'],
  })
  await confirmChange(second, id)
  const { grants } = (await first.get(`/identity/staff/${id}`)).body
  assert.deepEqual(
    grants.map(({ role, state }) => `${role} ${state}`).toSorted((a, b) => a.localeCompare(b)),
    ['analyst in_force', 'caseworker in_force', 'data_protection_officer awaiting_confirmation'],
  )
})

test('another administrator is confirmed by one who did not make them, and is no second person for either at first', async () => {
  const first = await signedIn('first@south.example')
  const second = await signedIn('second@south.example')
  const { id, token, email } = await invite(first, ['administrator'])
  const { grants } = (await first.get(`/identity/staff/${id}`)).body
  assert.equal(grants[0]?.state, 'awaiting_confirmation')
  const [change] = await waitingFor(first, id)
  const refused = await first.post(`/identity/access-changes/${change!.id}/confirm`, { checkedHow: 'in_person' })
  assert.equal(refused.body.code, 'identity.second_administrator_needed')
  assert.equal((await accept(token + (await confirmChange(second, id)))).status, 200)
  const mine = browser()
  await mine.signIn(email, 'quiet marble orbit')
  const { CONDUCT_VERSION } = await import('../../domain/sessions.ts')
  await mine.post('/identity/account/conduct', { version: CONDUCT_VERSION })
  assert.deepEqual((await mine.session()).principal.roles, ['administrator'])

  // For a week neither who made them nor who confirmed them makes two people with them, in either direction.
  const theirs = await invite(first, ['analyst'])
  const seen = (await waitingFor(mine, theirs.id))[0]!
  assert.deepEqual([seen.mayConfirm, seen.refusal], [false, 'identity.second_not_independent'])
  const days = (Date.parse(seen.mayConfirmFrom ?? '') - Date.parse(clock.now())) / 86_400_000
  assert.ok(days > 6.9 && days <= 7, `a week, not ${days} days`)
  const tried = await mine.post(`/identity/access-changes/${seen.id}/confirm`, { checkedHow: 'in_person' })
  assert.deepEqual([tried.status, tried.body.code], [403, 'identity.second_not_independent'])
  assert.equal(tried.body.params.from, seen.mayConfirmFrom)
  const grant = (await mine.get(`/identity/staff/${theirs.id}`)).body.grants[0]!
  assert.deepEqual([grant.mayConfirm, grant.refusal], [false, 'identity.second_not_independent'])
  const role = await mine.post(`/identity/staff/${theirs.id}/roles/${grant.id}/confirm`)
  assert.equal(role.body.code, 'identity.second_not_independent')
  const asked = await invite(mine, ['analyst'])
  assert.equal((await waitingFor(second, asked.id))[0]!.refusal, 'identity.second_not_independent')

  // A week later. Only the database's owner makes it earlier: the application adds rows and changes none.
  const before = { at: new Date(Date.parse(clock.now()) - 7 * 86_400_000 - 1000).toISOString() }
  await assert.rejects(tables(db).updateTable('account_hold').set(before).execute(), /permission denied/)
  await owner.withSchema('identity').updateTable('account_hold').set(before).where('staff_id', '=', id).execute()
  assert.equal((await waitingFor(mine, theirs.id))[0]!.mayConfirm, true)
  assert.equal((await waitingFor(second, asked.id))[0]!.mayConfirm, true)
  assert.equal((await first.post(`/identity/staff/${id}/disable`)).status, 200)
})

test('a reset waits for a second administrator, comes in two halves, and clears the factors', async () => {
  const first = await signedIn('first@south.example')
  const second = await signedIn('second@south.example')
  const { id, whole, email } = await inviteByTwo(first, ['supervisor'])
  await accept(whole)
  const reset = await first.post(`/identity/staff/${id}/reset`)
  assert.equal(reset.status, 200)
  assert.equal((await browser().signIn(email, 'quiet marble orbit')).status, 200, 'nothing has changed yet')
  // The person who asked has this half; with and without the full stop it opens nothing while it waits.
  for (const half of [tokenOf(reset), tokenOf(reset).replace(/\.$/, '')])
    assert.equal((await accept(half, 'amber window ladder')).body.code, 'identity.link_invalid')
  const [change] = await waitingFor(second, id)
  const at = `/identity/access-changes/${change!.id}`
  assert.equal((await second.post(`${at}/confirm`, { checkedHow: null })).body.code, 'identity.check_missing')
  const code = await confirmChange(second, id)
  assert.equal((await accept(tokenOf(reset), 'amber window ladder')).body.code, 'identity.link_invalid')
  assert.equal((await accept(tokenOf(reset) + code, 'amber window ladder')).status, 200)
  assert.equal((await browser().signIn(email, 'quiet marble orbit')).status, 401)
  assert.equal((await browser().signIn(email, 'amber window ladder')).status, 200)
  for (const what of ['confirm', 'decline']) {
    const again = await second.post(`${at}/${what}`, what === 'confirm' ? { checkedHow: 'in_person' } : undefined)
    assert.equal(again.body.code, 'identity.change_missing')
  }
})

test('a reset that nobody confirms within a day is over; asked for again it takes the place of the earlier', async () => {
  const first = await signedIn('first@south.example')
  const second = await signedIn('second@south.example')
  const { id, whole } = await inviteByTwo(first, ['analyst'])
  await accept(whole)
  const early = await first.post(`/identity/staff/${id}/reset`)
  const late = await first.post(`/identity/staff/${id}/reset`)
  assert.equal((await waitingFor(second, id)).length, 1)
  const code = await confirmChange(second, id)
  assert.equal((await accept(tokenOf(early) + code, 'amber window ladder')).status, 404)
  assert.equal((await accept(tokenOf(late) + code, 'amber window ladder')).status, 200)
  await first.post(`/identity/staff/${id}/reset`)
  const [over] = await waitingFor(second, id)
  await owner
    .withSchema('identity')
    .updateTable('access_change')
    .set({ expires_at: new Date(Date.parse(clock.now()) - 1000).toISOString() })
    .where('id', '=', over!.id)
    .execute()
  assert.deepEqual(await waitingFor(second, id), [])
  const tried = await second.post(`/identity/access-changes/${over!.id}/confirm`, { checkedHow: 'in_person' })
  assert.equal(tried.body.code, 'identity.change_missing')
})

test('another address and added teams wait; a team that is left, a name and a language do not, and the audit says from and to', async () => {
  const first = await signedIn('first@south.example')
  const second = await signedIn('second@south.example')
  const { id, email } = await inviteByTwo(first, ['caseworker'])
  const team = newId<'team'>()
  await first.post('/identity/teams', { id: team, agencyId: AGENCY, name: 'Residence' })
  const save = async (body: object) => {
    const { version } = (await first.get(`/identity/staff/${id}`)).body
    const as = { name: 'Inv Ited', email, teamIds: [TEAM], language: 'ar', ...body }
    return first.put(`/identity/staff/${id}`, as, `"${version}"`)
  }
  const saved = await save({
    name: 'Inv Ited Two',
    email: 'moved@south.example',
    teamIds: [TEAM, team],
    language: 'en',
  })
  assert.partialDeepStrictEqual(saved.body, { name: 'Inv Ited Two', email, teamIds: [TEAM], language: 'en' })
  await save({ name: 'Inv Ited Two', email: 'moved@south.example', teamIds: [TEAM, team], language: 'en' })
  const waiting = await waitingFor(second, id)
  assert.deepEqual(
    waiting.map(({ kind, teamName, emailTo }) => [kind, teamName, emailTo]),
    [
      ['email', null, 'moved@south.example'],
      ['team', 'Residence', null],
    ],
    'asked for once',
  )
  for (const { id: change } of waiting)
    assert.equal((await first.post(`/identity/access-changes/${change}/confirm`, { checkedHow: null })).status, 403)
  await confirmChange(second, id)
  await confirmChange(second, id)
  const changed = (await first.get(`/identity/staff/${id}`)).body
  assert.deepEqual([changed.email, changed.teamIds.toSorted()], ['moved@south.example', [TEAM, team].toSorted()])
  const left = await save({ email: 'moved@south.example', teamIds: [team] })
  assert.deepEqual(left.body.teamIds, [team], 'to see less needs nobody')
  const entries = await owner
    .selectFrom('audit.entry')
    .selectAll()
    .where('object_id', '=', id)
    .where('action', '=', 'account.changed')
    .orderBy('sequence')
    .execute()
  const details = entries.map((entry) => entry['detail'] as Record<string, unknown>)
  assert.partialDeepStrictEqual(details[0], { name: 'changed', languageFrom: 'ar', languageTo: 'en' })
  assert.ok(details.some(({ emailFrom, emailTo }) => emailFrom !== undefined && emailFrom !== emailTo))
  assert.ok(
    details.some(
      ({ teamsFrom, teamsTo }) => JSON.stringify([teamsFrom, teamsTo]) === JSON.stringify([[TEAM], [TEAM, team]]),
    ),
  )
  assert.deepEqual(details.at(-1)?.['teamsTo'], [team])
})

test('an agency and a team that were put out of use come back only with a second administrator', async () => {
  const first = await signedIn('first@south.example')
  const second = await signedIn('second@south.example')
  const [agencyId, teamId] = [newId<'agency'>(), newId<'team'>()]
  const agency = { name: 'Mobile Clinic', type: 'health_service', designations: [] }
  await first.post('/identity/agencies', { id: agencyId, ...agency })
  await first.post('/identity/teams', { id: teamId, agencyId, name: 'Day' })
  const use = (active: boolean, version: number) =>
    first.put(`/identity/agencies/${agencyId}`, { ...agency, active }, `"${version}"`)
  const useTeam = (active: boolean, version: number) =>
    first.put(`/identity/teams/${teamId}`, { name: 'Day', active }, `"${version}"`)
  const active = async (path: string, id: string) =>
    (await first.get(`${path}?limit=200`)).body.items.find((one) => (one.id as string) === id)?.active
  await useTeam(false, 1)
  await useTeam(true, 2)
  await use(false, 1)
  await use(true, 2)
  assert.deepEqual(
    [await active('/identity/agencies', agencyId), await active('/identity/teams', teamId)],
    [false, false],
  )
  const mine = (await second.get('/identity/access-changes')).body.items.filter(
    (one) => (one.agencyId as string) === agencyId,
  )
  assert.deepEqual(
    mine.map(({ kind }) => kind),
    ['team_active', 'agency_active'],
  )
  for (const { id } of mine.toReversed())
    assert.equal((await second.post(`/identity/access-changes/${id}/confirm`, { checkedHow: null })).status, 200)
  assert.deepEqual(
    [await active('/identity/agencies', agencyId), await active('/identity/teams', teamId)],
    [true, true],
  )
})

test('everybody concerned is told on their next screen, until they have read it', async () => {
  const first = await signedIn('first@south.example')
  const second = await signedIn('second@south.example')
  const { id, whole, email } = await inviteByTwo(first, ['analyst'])
  await accept(whole)
  const theirs = await signedIn(email, 'quiet marble orbit')
  const about = async (by: typeof first) => (await by.session()).notices.filter(({ kind }) => kind === 'password_reset')
  const seenBefore = (await about(second)).map((notice) => notice.id)
  if (seenBefore.length > 0) await second.post('/identity/account/notices/seen', { ids: seenBefore })
  await first.post(`/identity/staff/${id}/reset`)
  const [told] = await about(theirs)
  assert.partialDeepStrictEqual(told, { event: 'asked', kind: 'password_reset', own: true, askedBy: 'First Admin' })
  const [other] = (await about(second)).filter((notice) => notice.event === 'asked')
  assert.partialDeepStrictEqual(other, { name: 'Inv Ited', own: false, askedBy: 'First Admin' })
  // It was not them: anyone who administers can decline it, and they hear of that too.
  const [change] = await waitingFor(second, id)
  assert.equal((await second.post(`/identity/access-changes/${change!.id}/decline`)).status, 200)
  assert.deepEqual(
    (await about(theirs)).map(({ event, secondBy }) => [event, secondBy]),
    [
      ['asked', null],
      ['declined', 'Second Admin'],
    ],
  )
  const ids = (await theirs.session()).notices.map((notice) => notice.id)
  await second.post('/identity/account/notices/seen', { ids })
  assert.equal((await theirs.session()).notices.length, ids.length, 'nobody reads for another')
  assert.equal((await theirs.post('/identity/account/notices/seen', { ids })).status, 200)
  assert.deepEqual((await theirs.session()).notices, [])
})
