import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { requestTables } from '@gloact/records/server'
import { sql } from 'kysely'
import {
  act,
  appointment,
  ask,
  atOnce,
  children,
  clock,
  country,
  db,
  done,
  guardian,
  GUARDIAN,
  HEARD,
  IVAN,
  keepAway,
  NEED,
  newChild,
  open,
  owner,
  PAUSED,
  PLAN,
  protection,
  readyToDecide,
  said,
  STALE,
  step,
  TODAY,
  WHO,
} from './testing/children-stage.ts'

test('a child is asked a guardian for once however often it is sent; another agency’s child and none are answered alike', async () => {
  const fileId = await newChild()
  const asked = await open('officer', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  assert.equal(asked.status, 201, asked.text)
  assert.equal((await ask('officer', 'POST', `/children/files/${fileId}/records`, asked.sent)).status, 201)
  const twice = await open('second', fileId, 'guardianship', 'ask', NEED, WHO.authority.agencyId)
  assert.deepEqual([twice.status, twice.body.code], [409, 'children.already'])
  const strange = [fileId, newId()].map((id) => ask('caseworker', 'GET', `/children/files/${id}`))
  const [theirs, none] = await Promise.all(strange)
  assert.deepEqual([theirs!.status, theirs!.body.code], [none!.status, none!.body.code])
  const [one, other] = await Promise.all(
    [asked.id, newId()].map((id) => ask('caseworker', 'GET', `/children/guardianship/${id}`)),
  )
  assert.deepEqual([one!.status, one!.body.code, other!.status], [404, other!.body.code, 404])
  const begun = await open(
    'caseworker',
    fileId,
    'age',
    'presume',
    said({ basis: 'declared', born_from: '2011-01-01', evidence: ['none'] }),
  )
  assert.deepEqual([begun.status, begun.body.code], [404, 'children.no_file'])
})

test('a guardian tied to a suspect is not appointed: by their own answer, by a name in another script, nor past the limit', async () => {
  const fileId = await newChild()
  const need = { ...NEED, ...keepAway('سميرة حداد', '+96171000000') }
  const { id } = await open('officer', fileId, 'guardianship', 'ask', need, WHO.authority.agencyId)
  const samira = newId()
  await done(ask('authority', 'PUT', `/children/guardians/${samira}`, { answers: guardian('Samira Haddad') }))
  const near = await step('authority', 'guardianship', id, 'provide', appointment(samira))
  assert.deepEqual(
    [near.status, near.body.code, near.body.params?.missing],
    [409, 'children.gate', 'guardian_near_suspect'],
  )
  const other = IVAN
  const related = await step(
    'authority',
    'guardianship',
    id,
    'provide',
    appointment(other, { related: 'yes', cleared: 'a cousin, far away' }),
  )
  assert.equal(related.body.params?.missing, 'guardian_conflict')
  const unclear = await step('authority', 'guardianship', id, 'provide', {
    ...appointment(other),
    sought: { absent: 'not_known' },
  })
  assert.equal(unclear.body.params?.missing, 'guardian_conflict_open')
  const paused = await step('authority', 'guardianship', id, 'provide', appointment(PAUSED))
  assert.equal(paused.body.params?.missing, 'guardian_not_active')
  const stale = await step('authority', 'guardianship', id, 'provide', appointment(STALE))
  assert.equal(stale.body.params?.missing, 'guardian_screening')
  await done(step('authority', 'guardianship', id, 'provide', appointment(other)))
  const file = await done(ask('officer', 'GET', `/protection/files/${fileId}`))
  assert.match(JSON.stringify(file), /Ivan Petrenko/, 'the file’s own clock and consents know it')
})

test('a guardian takes no more children than the register says, of two appointments at once neither', async () => {
  const asked = await Promise.all(
    [1, 2].map(async () => open('officer', await newChild(), 'guardianship', 'ask', NEED, WHO.authority.agencyId)),
  )
  const busy = newId()
  await done(
    ask('authority', 'PUT', `/children/guardians/${busy}`, { answers: guardian('Olha Kravets', { max_children: 1 }) }),
  )
  const outcome = await atOnce(
    ...asked.map(({ id }) => step('authority', 'guardianship', id, 'provide', appointment(busy))),
  )
  assert.deepEqual(outcome.toSorted(), ['children.gate', 'done'])
})

test('a guardian sees the next steps of their own children and no other word of the file', async () => {
  const [mine, theirs] = await Promise.all(
    [GUARDIAN, STALE].map(async () =>
      open('officer', await newChild(), 'guardianship', 'ask', NEED, WHO.authority.agencyId),
    ),
  )
  await done(step('authority', 'guardianship', mine!.id, 'appoint', appointment()))
  const { items } = await done(ask('guardian', 'GET', '/children/mine'))
  assert.deepEqual(
    items.map(({ id }) => id),
    [mine!.id],
  )
  assert.deepEqual(Object.keys(items[0]!).toSorted(), [
    'clocks',
    'decisions',
    'id',
    'number',
    'since',
    'state',
    'version',
    'visits',
  ])
  // Those who see the record read in it who the guardian is; nobody else does.
  const named = (who: 'officer' | 'authority' | 'caseworker' | 'guardian') =>
    ask(who, 'GET', `/children/guardianship/${mine!.id}/guardians`)
  for (const who of ['officer', 'authority'] as const)
    assert.deepEqual(await done(named(who)), { names: { [GUARDIAN]: 'Yara Mansour' } })
  assert.deepEqual([(await named('caseworker')).status, (await named('guardian')).status], [404, 403])
  const visit = (alone = 'yes') => ({
    id: newId(),
    happenedAt: clock.now(),
    answers: said({ place: 'home', alone, going: 'A word for the officer alone.' }),
  })
  const [another, none] = [
    await ask('guardian', 'POST', `/children/mine/${theirs!.id}/visits`, visit()),
    await ask('guardian', 'POST', `/children/mine/${newId()}/visits`, visit()),
  ]
  assert.deepEqual([another.status, another.body.code], [404, none.body.code])
  const contact = await ask('guardian', 'POST', `/children/mine/${mine!.id}/visits`, visit('no'))
  assert.equal(
    (contact.body.items[0] as unknown as { clocks: { clock: string }[] }).clocks[0]!.clock,
    'first_meeting',
    'not met yet',
  )
  const sent = visit()
  const first = await ask('guardian', 'POST', `/children/mine/${mine!.id}/visits`, sent)
  assert.equal((first.body.items[0] as unknown as { clocks: { clock: string }[] }).clocks[0]!.clock, 'visit')
  const again = await ask('guardian', 'POST', `/children/mine/${mine!.id}/visits`, sent)
  assert.deepEqual([again.status, again.text], [201, first.text], 'sent twice, recorded once')
  assert.doesNotMatch(again.text, /officer alone/)
  for (const path of ['/children/files', '/children/guardianship', '/children/determination', '/children/guardians'])
    assert.ok(
      (
        await ask(
          'guardian',
          path.endsWith('guardians') ? 'POST' : 'GET',
          path.endsWith('guardians') ? `${path}/list` : path,
          path.endsWith('guardians') ? {} : undefined,
        )
      ).status >= 403,
      path,
    )
})

test('a return is decided and recorded on no way without a determination and a risk assessment', async () => {
  const fileId = await newChild()
  const { id } = await open('officer', fileId, 'solution', 'plan', PLAN)
  const refused = await step('lead', 'solution', id, 'decide', said({ reasons: 'x' }))
  assert.equal(refused.body.code, 'children.gate')
  const missing = refused.body.params?.missing?.split(' ') ?? []
  for (const gap of [
    'determination_missing',
    'risk_missing',
    'verification_missing',
    'guardian_missing',
    'child_not_heard',
  ])
    assert.ok(missing.includes(gap), gap)
  const shown = await done(ask('lead', 'GET', `/children/files/${fileId}`))
  assert.deepEqual(shown.gates.solutions, [{ id, missing }], 'the page says the same as the server')

  const service = (more: object) => ({
    type: 'voluntary_return',
    providerAgencyId: null,
    provider: 'An agency',
    plannedOn: null,
    startedOn: null,
    endedOn: null,
    goalId: null,
    note: null,
    corrects: null,
    ...more,
  })
  assert.ok(
    (await act('officer', fileId, 'service_recorded', service({ plannedOn: TODAY }))).status < 300,
    'planned it may be',
  )
  const begun = await act('officer', fileId, 'service_recorded', service({ startedOn: TODAY }))
  assert.deepEqual([begun.status, begun.body.code], [409, 'protection.child_gate'])
  const closed = await act('officer', fileId, 'closure_requested', {
    reason: 'returned_and_handed_over',
    summary: 'Went home.',
  })
  assert.equal(closed.body.code, 'protection.child_gate')
  // The platform itself, for another module that would write it, and anyone who imports: the same function appends.
  const { passingOn } = protection.ports as {
    passingOn: { recordService: (trx: never, fileId: string, line: object) => Promise<boolean> }
  }
  const line = {
    id: newId(),
    happenedAt: clock.now(),
    type: 'service_recorded',
    payload: service({ startedOn: TODAY }),
  }
  const written = await inScope<boolean, never>(db, systemScope(country.code), async (trx) => ({
    ok: true,
    value: await passingOn.recordService(trx as never, fileId, line),
  }))
  assert.deepEqual(written, { ok: true, value: false })
})

test('with everything there it is decided once, by another than the person who prepared it, handed over, followed up, and the file may say so', async () => {
  const fileId = await newChild()
  const { id } = await readyToDecide(fileId)
  const preparer = await step('second', 'solution', id, 'decide', said({ reasons: 'x' }))
  assert.equal(preparer.body.code, 'records.second_person')
  const decide = () => step('lead', 'solution', id, 'decide', said({ reasons: 'x' }))
  assert.deepEqual((await atOnce(decide(), decide())).toSorted(), ['done', 'records.not_open'])
  const hurried = await step(
    'officer',
    'solution',
    id,
    'hand_over',
    said({ place: 'p', handed_over_by: 'o', identity_seen: 'yes', asked_again: 'no', papers: 'yes' }),
  )
  assert.equal(hurried.body.params?.missing, 'child_not_asked_again')
  const handed = await done(
    step(
      'officer',
      'solution',
      id,
      'hand_over',
      said({ place: 'p', handed_over_by: 'o', identity_seen: 'yes', asked_again: 'yes', papers: 'yes' }),
    ),
  )
  assert.deepEqual(Object.fromEntries(handed.clocks.map(({ clock: name, dueAt }) => [name, dueAt?.slice(0, 10)])), {
    call: '2026-12-01',
    month_1: '2026-12-24',
    month_3: '2027-02-24',
    month_6: '2027-05-24',
    month_12: '2027-11-24',
  })
  const closed = await act('officer', fileId, 'closure_requested', {
    reason: 'returned_and_handed_over',
    summary: 'Home.',
  })
  assert.ok(closed.status < 300, closed.text)
})

test('a change that is reported while somebody decides is before the decision or after it, never passed over', async () => {
  const fileId = await newChild()
  const { id, determination } = await readyToDecide(fileId)
  const change = said({ changed: ['household'], words: 'A cousin moved in.' })
  const [reported, decided] = await atOnce(
    step('officer', 'determination', determination, 'report_change', change),
    step('lead', 'solution', id, 'decide', said({ reasons: 'x' })),
  )
  assert.equal(reported, 'done')
  const handed = await step(
    'officer',
    'solution',
    id,
    'hand_over',
    said({ place: 'p', handed_over_by: 'o', identity_seen: 'yes', asked_again: 'yes', papers: 'yes' }),
  )
  assert.equal(handed.body.code, decided === 'done' ? 'children.gate' : 'records.not_open')
})

test('a birth date that would make an adult moves nothing, and no two people take a child off the child’s path by a word', async () => {
  const fileId = await newChild()
  const { id } = await open(
    'officer',
    fileId,
    'age',
    'presume',
    said({ basis: 'declared', born_from: '2010-01-01', born_to: '2010-12-31', evidence: ['statement'] }),
  )
  const restated = await step(
    'officer',
    'age',
    id,
    'restate',
    said({ basis: 'estimated', born_from: '2000-01-01', born_to: '2001-01-01', evidence: ['appearance'] }),
  )
  assert.equal(restated.body.params?.missing, 'age_ends_childhood')
  const changeId = newId()
  const change = { to: 'adult', basis: 'documented', reasons: 'x', establishedOn: TODAY }
  const changed = await ask('officer', 'POST', `/protection/files/${fileId}/actions`, {
    actions: [
      { id: changeId, type: 'path_changed', payload: change, happenedAt: clock.now(), replaces: [], deviceTime: null },
    ],
  })
  assert.ok(changed.status < 300, changed.text)
  const confirm = () => act('lead', fileId, 'path_confirmed', { changeId })
  assert.equal((await confirm()).body.code, 'protection.child_gate')
  const document = {
    kind: 'passport',
    checked: 'genuine',
    born_on: '2001-05-05',
    gives: 'day',
    agency: 'Child Protection Office',
  }
  await done(step('officer', 'age', id, 'see_document', said(document)))
  assert.equal((await confirm()).body.code, 'protection.child_gate', 'one person of one agency')
  const second = { checked: 'genuine', agency: 'Document laboratory', ...HEARD }
  const own = await step('officer', 'age', id, 'confirm_document', said(second))
  assert.equal(own.body.code, 'records.second_person')
  await done(step('second', 'age', id, 'confirm_document', said(second)))
  assert.ok((await confirm()).status < 300)
})

test('what people say about a child is kept as the words it is', async () => {
  const hostile = `'; drop table children.request; -- <img src=x onerror=alert(1)> {{7*7}} ../../etc`
  const fileId = await newChild()
  const begun = await open('officer', fileId, 'care', 'record_irregular', {
    ...said({ ...HEARD, type: 'none', carer: hostile, agency: hostile, child_view: 'unsure', reason: hostile }),
  })
  assert.equal(begun.status, 201, begun.text)
  const incident = said({ kind: 'violence', alleged_of: 'not_known', police_told: 'yes', words: hostile })
  const { steps } = await done(step('officer', 'care', begun.id, 'incident', incident))
  assert.deepEqual(
    steps.flatMap(({ answers }) =>
      Object.values(answers).filter((answer) => 'value' in answer && answer.value === hostile),
    ).length,
    4,
  )
  const { rows } = await sql<{ sealed: boolean }>`
    select bool_and(position(convert_to('onerror', 'UTF8') in sealed_payload) = 0) as sealed from children.request_step`.execute(
    owner,
  )
  assert.equal(rows[0]!.sealed, true)
})

test('erasing a person empties what is recorded of the child, and keeps the log', async () => {
  const { rows } = await sql<{ id: string; person_id: string }>`
    select f.id, f.person_id from protection.case_file f join children.request r on r.file_id = f.id limit 1`.execute(
    owner,
  )
  const [file] = rows
  await inScope(db, systemScope(country.code), async (trx) => {
    await children.erases!.erase(trx, { personId: file!.person_id, fileIds: [file!.id], how: 'asked' })
    return { ok: true, value: undefined } as const
  })
  const left = await readInScope(db, systemScope(country.code), (trx) =>
    requestTables(trx, 'children').selectFrom('request').select('id').where('file_id', '=', file!.id).execute(),
  )
  assert.deepEqual(left, [])
})
