import { headOfRecord } from '@gloact/records/server'
import { FILE } from './file-kind.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, unwrap, type Answer } from '@gloact/kernel'
import { verifyChain } from '@gloact/ledger'
import { readInScope, systemScope } from '@gloact/postgres'
import type { Principal } from '@gloact/identity/contract/principal'

import { tables } from './file-tables.ts'
import { listCaseFiles } from '../lists/list-case-files.ts'
import { listTimeline } from '../history/list-timeline.ts'
import { openCaseFile } from './open-case-file.ts'
import { openIdentity, readCaseFile } from '../reading/read-case-file.ts'
import { LIST_OF_CARD } from '../../contract/work/tasks.ts'
import { listCaseloads } from '../lists/read-caseload.ts'
import { readNotices } from '../work/read-notices.ts'
import { fileCards, fileTasks } from '../work/read-my-work.ts'

import { searchFiles } from '../search/search-files.ts'
import { act, day, decision, identityAnswers, opening, protectionStage, STAFF, TEAM, TODAY } from '../testing/stage.ts'
import { appointed, ask, codeOf, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context } = stage
const { open, adultFile, record, read } = stepsOn(context)

test('a file goes from first contact to closure and can be reopened, each step by who is entitled to it', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  unwrap(await record(STAFF.authority, fileId, decision(STAFF.authority, 'reasonable_grounds', 'positive')))
  const reflecting = await read(STAFF.caseworker, fileId)
  const reflection = reflecting.deadlines.find((deadline) => deadline.kind === 'reflection')
  assert.ok(reflection && reflection.dueAt >= '2026-12-24', 'at least thirty days to recover and reflect')
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('plan_agreed', { agreedOn: day(TODAY), agreedWithPerson: true, reasons: null, review: false }),
      ask('conclusive_grounds'),
    ),
  )
  unwrap(await record(STAFF.authority, fileId, decision(STAFF.authority, 'conclusive_grounds', 'positive')))
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('closure_requested', { reason: 'goals_achieved', summary: 'Work and a flat were found.' }),
    ),
  )
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, act('closure_approved', { closedOn: day(TODAY) }))),
    'protection.not_allowed',
  )
  unwrap(await record(STAFF.supervisor, fileId, act('closure_approved', { closedOn: day(TODAY) })))

  const closed = await read(STAFF.caseworker, fileId)
  assert.equal(closed.status, 'closed')
  assert.deepEqual(
    closed.steps.map((step) => step.state),
    ['done', 'done', 'done', 'done', 'done', 'done'],
  )
  assert.ok(
    closed.deadlines.every((deadline) => deadline.stoppedAt !== null),
    'no clock runs in a closed file',
  )
  assert.equal(
    await codeOf(readCaseFile(context, STAFF.authority, fileId)),
    'protection.not_found',
    'the share ended with the file',
  )
  assert.equal(
    await codeOf(record(STAFF.supervisor, fileId, act('closure_approved', { closedOn: day(TODAY) }))),
    'protection.file_closed',
  )

  unwrap(
    await record(
      STAFF.supervisor,
      fileId,
      act('file_reopened', { reopenedOn: day(TODAY), reasons: 'She called again.' }),
    ),
  )
  const timeline = unwrap(await listTimeline(context, STAFF.caseworker, fileId, { limit: 100 }))
  assert.deepEqual(timeline.items.map((entry) => entry.type).toReversed(), [
    'file_opened',
    'consent_recorded',
    'answers_recorded',
    'identification_requested',
    'decision_recorded',
    'plan_agreed',
    'identification_requested',
    'decision_recorded',
    'closure_requested',
    'closure_approved',
    'file_reopened',
  ])
  assert.ok(!JSON.stringify(timeline).includes('She called'), 'a timeline never says what somebody said')
})

test('the person who asked for closure cannot approve it, even where their role could', async () => {
  const fileId = await adultFile()
  unwrap(
    await record(
      STAFF.supervisor,
      fileId,
      act('closure_requested', { reason: 'other', summary: 'Asked by the supervisor.' }),
    ),
  )
  assert.equal(
    await codeOf(record(STAFF.supervisor, fileId, act('closure_approved', { closedOn: day(TODAY) }))),
    'protection.own_closure',
  )
})

test('closure is not approved by an account that the person who asked had in their hands not long ago', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, act('closure_requested', { reason: 'other', summary: 'It is done.' })))
  const notTwoPeople = stepsOn({
    ...context,
    directory: { ...context.directory, notIndependentOf: async () => new Set<string>([STAFF.caseworker.userId]) },
  })
  const approved = act('closure_approved', { closedOn: day(TODAY) })
  assert.equal(await codeOf(notTwoPeople.record(STAFF.supervisor, fileId, approved)), 'protection.not_two_people')
  assert.equal((await read(STAFF.supervisor, fileId)).status, 'closure_requested')
  assert.equal(await codeOf(record(STAFF.supervisor, fileId, approved)), 'recorded')
})

test('who a person is opens only with a purpose, and the opening is recorded', async () => {
  const fileId = await adultFile()
  const file = await read(STAFF.caseworker, fileId)
  assert.ok(!JSON.stringify(file).includes('Nurgul'))
  assert.ok(file.forms.find((form) => form.form === 'identity')?.hidden.includes('names'))
  const opened = unwrap(await openIdentity(context, STAFF.caseworker, fileId, 'contact_person'))
  assert.ok(JSON.stringify(opened).includes('Nurgul'))
  const audited = await readInScope(context.db, systemScope('DL'), (trx) =>
    trx
      .selectFrom('audit.entry')
      .select(['action', 'purpose', 'actor_id'])
      .where('object_id', '=', fileId)
      .where('action', '=', 'file.identity_opened')
      .execute(),
  )
  assert.deepEqual(audited, [
    { action: 'file.identity_opened', purpose: 'contact_person', actor_id: STAFF.caseworker.userId },
  ])
})

test('what is restricted to an audience is read and written by the people who are named, whatever their rank', async () => {
  const fileId = await adultFile()
  const health: Record<string, Answer> = { control_account: { value: 'He locked the door at night.' } }
  const write = (by: Principal) =>
    record(by, fileId, act('answers_recorded', { form: 'situation', version: '3', edits: health }))
  assert.equal(await codeOf(write(STAFF.supervisor)), 'protection.invalid_answers')
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('audience_set', { audience: 'testimony', userIds: [STAFF.caseworker.userId] }),
    ),
  )
  unwrap(await write(STAFF.caseworker))
  const answersFor = async (by: Principal) => (await read(by, fileId)).forms.find((form) => form.form === 'situation')!
  assert.deepEqual((await answersFor(STAFF.caseworker)).answers.control_account, health.control_account)
  const kept = await answersFor(STAFF.supervisor)
  assert.ok(
    !('control_account' in kept.answers) &&
      kept.hidden.includes('control_account') &&
      !('control_account' in kept.live),
  )
})

test('a body reads of a shared file what was agreed for its decision, and not who may be called or what was planned', async () => {
  const fileId = await adultFile()
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('note_added', { kind: 'general', text: 'A note of the shelter.', notedOn: day(TODAY) }),
      ask('reasonable_grounds'),
    ),
  )
  const file = await read(STAFF.authority, fileId)
  assert.deepEqual(file.forms.map((form) => form.form).toSorted(), ['identity', 'situation'])
  assert.deepEqual([file.notes, file.consents, file.plans], [[], [], []])
})

test('a file of another agency is answered as one that does not exist, to every request', async () => {
  const fileId = await adultFile()
  for (const stranger of [STAFF.stranger, STAFF.authority, STAFF.analyst, STAFF.administrator, STAFF.otherTeam]) {
    for (const id of [fileId, newId<'file'>()]) {
      assert.equal(await codeOf(readCaseFile(context, stranger, id)), 'protection.not_found')
      assert.equal(await codeOf(openIdentity(context, stranger, id, 'work_on_file')), 'protection.not_found')
      assert.equal(await codeOf(listTimeline(context, stranger, id, { limit: 10 })), 'protection.not_found')
      assert.equal(
        await codeOf(record(stranger, id, act('note_added', { kind: 'general', text: 'x', notedOn: day(TODAY) }))),
        'protection.not_found',
      )
    }
  }
})

test('sending twice records once, and an id that was used for something else is refused', async () => {
  const fileId = newId<'file'>()
  const personId = newId<'person'>()
  const actions = [opening('child'), identityAnswers([{ given: 'Twice' }])]
  const first = unwrap(await openCaseFile(context, STAFF.frontline, { fileId, personId, actions }))
  const second = unwrap(await openCaseFile(context, STAFF.frontline, { fileId, personId, actions }))
  assert.deepEqual([second.number, second.version], [first.number, first.version])
  assert.ok(second.actions.every((action) => action.already))

  const note = act('note_added', { kind: 'general', text: 'Once.', notedOn: day(TODAY) })
  const recorded = await Promise.all([
    record(STAFF.frontline, fileId, note),
    record(STAFF.frontline, fileId, note),
    record(STAFF.frontline, fileId, note, note),
  ])
  assert.ok(recorded.every((result) => result.ok))
  assert.equal((await read(STAFF.frontline, fileId)).notes.length, 1)
  const forged = act('note_added', { kind: 'general', text: 'Something else.', notedOn: day(TODAY) }, { id: note.id })
  assert.equal(await codeOf(record(STAFF.frontline, fileId, forged)), 'protection.action_id_used')
  const elsewhere = await open(STAFF.frontline, [opening('child')])
  assert.equal(await codeOf(record(STAFF.frontline, elsewhere, note)), 'protection.action_id_used')
  assert.equal(
    await codeOf(openCaseFile(context, STAFF.colleague, { fileId, personId: newId(), actions })),
    'protection.number_taken',
  )
})

test('a file whose opening arrives twice at once is opened once, and both are answered alike', async () => {
  for (let times = 0; times < 8; times += 1) {
    const file = { fileId: newId(), personId: newId(), actions: [opening('not_sure')] }
    const [first, second] = await Promise.all([
      openCaseFile(context, STAFF.frontline, file),
      openCaseFile(context, STAFF.frontline, file),
    ])
    const [one, other] = [unwrap(first), unwrap(second)]
    assert.equal(one.number, other.number)
    assert.equal([one, other].filter(({ actions }) => actions[0]?.already).length, 1)
  }
})

test('a request of several actions is recorded whole or not at all', async () => {
  const fileId = await open(STAFF.frontline, [opening('child')])
  const failed = await record(
    STAFF.frontline,
    fileId,
    act('note_added', { kind: 'general', text: 'Kept out.', notedOn: day(TODAY) }),
    act('note_added', { kind: 'general', text: 'Of tomorrow.', notedOn: day('2026-11-25') }),
  )
  assert.deepEqual(failed, { ok: false, error: { code: 'protection.date_in_future', params: { action: 1 } } })
  assert.deepEqual((await read(STAFF.frontline, fileId)).notes, [])
})

test('two people who edit the same field lose nothing: both values are kept until somebody decides', async () => {
  const fileId = await adultFile()
  const say = (value: string, replaces: readonly never[] = []) =>
    act('answers_recorded', { form: 'identity', version: '1', edits: { marital_status: { value } } }, { replaces })
  unwrap(await record(STAFF.caseworker, fileId, say('Married')))
  unwrap(await record(STAFF.colleague, fileId, say('Separated')))
  const conflicted = await read(STAFF.caseworker, fileId)
  const form = conflicted.forms.find((each) => each.form === 'identity')!
  assert.equal(conflicted.conflicts, 1)
  assert.deepEqual(
    form.conflicts[0]!.values.map((each) => each.answer),
    [{ value: 'Married' }, { value: 'Separated' }],
  )
  assert.ok(
    (await fileTasks(context, STAFF.caseworker)).some((task) => task.kind === 'conflict' && task.file.id === fileId),
  )
  unwrap(await record(STAFF.caseworker, fileId, say('Married', form.live.marital_status as never)))
  assert.equal((await read(STAFF.caseworker, fileId)).conflicts, 0)
})

test('an edit made before the file was closed is merged when it arrives late; one made after is refused', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, act('closure_requested', { reason: 'other', summary: 'Done.' })))
  unwrap(await record(STAFF.supervisor, fileId, act('closure_approved', { closedOn: day(TODAY) })))
  const edit = (happenedAt: string) =>
    act(
      'answers_recorded',
      { form: 'identity', version: '1', edits: { education: { absent: 'declined' } } },
      { happenedAt },
    )
  unwrap(await record(STAFF.supervisor, fileId, edit(`${TODAY}T07:00:00Z`)))
  assert.equal(await codeOf(record(STAFF.supervisor, fileId, edit(`${TODAY}T08:30:00Z`))), 'protection.file_closed')
})

test('answers that the form does not take are refused with their places, and nothing is repeated in the failure', async () => {
  const fileId = await adultFile()
  const edits: Record<string, Answer> = {
    gender: { value: 'Amina' },
    nowhere: { value: 1 },
    birth_date: { value: '2027-01-01' },
  }
  const failed = await record(
    STAFF.caseworker,
    fileId,
    act('answers_recorded', { form: 'identity', version: '1', edits }),
  )
  assert.ok(!failed.ok && failed.error.code === 'protection.invalid_answers')
  assert.deepEqual(failed.error.fields?.map((field) => field.pointer).toSorted(), [
    '/payload/edits/birth_date',
    '/payload/edits/gender',
    '/payload/edits/nowhere',
  ])
  assert.ok(!JSON.stringify(failed).includes('Amina'))
  assert.equal(
    await codeOf(
      record(STAFF.caseworker, fileId, act('answers_recorded', { form: 'identity', version: '0', edits: {} })),
    ),
    'protection.unknown_form',
  )
})

test('an end before its beginning is refused at its place; where somebody else said the beginning meanwhile, it is kept', async () => {
  const fileId = await adultFile()
  const plan = (edits: Record<string, Answer>) => act('answers_recorded', { form: 'plan', version: '1', edits })
  const late = plan({ planned_end: { value: '2026-01' } })
  unwrap(await record(STAFF.caseworker, fileId, plan({ begins_on: { value: '2026-03' } })))
  const seen = await record(STAFF.caseworker, fileId, plan({ planned_end: { value: '2025' } }))
  assert.ok(!seen.ok && seen.error.code === 'protection.invalid_answers')
  assert.deepEqual(seen.error.fields, [
    { pointer: '/payload/edits/planned_end', code: 'forms.before_other', params: { other: 'begins_on' } },
  ])
  // Typed out of reach before the other was recorded: no word is lost, and both show that they do not fit.
  unwrap(await record(STAFF.caseworker, fileId, late))
})

test('a name is found in another script and a number as it is spoken, only within what the searcher may see', async () => {
  const fileId = await open(STAFF.frontline, [opening('child'), identityAnswers([{ given: 'يوسف', family: 'القاسم' }])])
  await stage.names.catchUp()
  const find = async (by: Principal, text: string) => unwrap(await searchFiles(context, by, { text, limit: 20 }))
  const found = await find(STAFF.caseworker, 'Yusuf al-Qasim')
  assert.equal(found.matches[0]?.file.id, fileId)
  assert.ok(found.matches[0].reasons.some((reason) => reason.kind === 'other_script'))
  assert.deepEqual((await find(STAFF.stranger, 'Yusuf al-Qasim')).matches, [])
  assert.deepEqual((await find(STAFF.otherTeam, 'Yusuf al-Qasim')).matches, [])
  const { number } = await read(STAFF.frontline, fileId)
  assert.equal((await find(STAFF.caseworker, ` ${number.toLowerCase().replaceAll('-', ' ')} `)).byNumber?.id, fileId)
  assert.equal((await find(STAFF.stranger, number)).byNumber, null)
  assert.equal(await codeOf(searchFiles(context, STAFF.analyst, { text: 'Yusuf', limit: 5 })), 'protection.not_allowed')
  unwrap(await record(STAFF.supervisor, fileId, act('assigned', { teamId: null, userId: STAFF.otherTeam.userId })))
  await stage.names.catchUp()
  assert.equal((await find(STAFF.otherTeam, 'Yusuf al-Qasim')).matches.length, 1)
  assert.equal((await find(STAFF.colleague, 'Yusuf al-Qasim')).matches.length, 0)
})

test('a list goes page by page through the files that one may see, and no further', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = unwrap(await listCaseFiles(context, STAFF.supervisor, { limit: 3, cursor }))
    seen.push(...page.items.map((file) => file.id))
    cursor = page.next ?? undefined
  } while (cursor)
  assert.equal(new Set(seen).size, seen.length)
  const all = await readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx).selectFrom('protection.case_file').select('id').execute(),
  )
  assert.equal(seen.length, all.length)
  assert.deepEqual(unwrap(await listCaseFiles(context, STAFF.stranger, { limit: 50 })), { items: [], next: null })
  assert.ok(!(await listCaseFiles(context, STAFF.supervisor, { limit: 3, cursor: 'nonsense' })).ok)
})

test('a file that was opened while nobody could search is a task until the search is made, and then no more', async () => {
  const fileId = await open(STAFF.frontline, [
    opening('child', { assignedTo: STAFF.frontline.userId, searchOwed: true }),
  ])
  const owed = async (who: Principal) =>
    (await fileTasks(context, who)).filter((task) => task.kind === 'search_owed' && task.file.id === fileId).length
  assert.equal(await owed(STAFF.frontline), 1)
  assert.equal(await owed(STAFF.childProtection), 1)
  assert.equal(await owed(STAFF.colleague), 0)
  assert.equal((await read(STAFF.frontline, fileId)).searchOwed, true)
  unwrap(await record(STAFF.frontline, fileId, act('earlier_file_sought', { result: 'none' })))
  assert.equal(await owed(STAFF.frontline), 0)
  assert.equal((await read(STAFF.frontline, fileId)).searchOwed, false)
})

test('a file that no worker has is the supervisor’s to assign, with no team, with any team, and of no other agency', async () => {
  const ids = {
    none: await open(STAFF.frontline, [opening('child', { teamId: null })]),
    team: await open(STAFF.frontline, [opening('child')]),
    held: await open(STAFF.frontline, [opening('child', { assignedTo: STAFF.frontline.userId })]),
  }
  const listed = async (who: Principal) =>
    unwrap(await listCaseFiles(context, who, { unassigned: 'true', status: 'open', limit: 200 })).items.map(
      ({ id }) => id,
    )
  const tasks = async (who: Principal) =>
    (await fileTasks(context, who))
      .filter(({ kind }) => kind === 'unassigned')
      .map(({ file, about }) => [file.id, about])
  const mine = await listed(STAFF.supervisor)
  assert.deepEqual([mine.includes(ids.none), mine.includes(ids.team), mine.includes(ids.held)], [true, true, false])
  const asked = new Map((await tasks(STAFF.supervisor)).map(([id, about]) => [id, about]))
  assert.deepEqual([asked.get(ids.none), asked.get(ids.team), asked.has(ids.held)], ['child', 'child', false])
  const told = (await readNotices(context, STAFF.supervisor)).items.filter(({ kind }) => kind === 'file_opened')
  const toldOf = told.map(({ file }) => file?.id)
  assert.deepEqual(
    [ids.none, ids.team, ids.held].map((id) => toldOf.includes(id)),
    [true, true, false],
  )
  assert.deepEqual(await listed(STAFF.stranger), [])
  assert.deepEqual(await tasks(STAFF.colleague), [])
})

test('each number on My work is as long as the list that it leads to, for every role', async () => {
  for (const [role, who] of Object.entries(STAFF)) {
    if (who.scope === 'none') continue
    const cards = new Map((await fileCards(context, who)).map(({ kind, count }) => [kind, count]))
    for (const [card, filter] of Object.entries(LIST_OF_CARD)) {
      if (card === 'backlog_unassigned' && !who.roles.includes('supervisor')) continue
      const list = unwrap(await listCaseFiles(context, who, { ...filter, limit: 200 }))
      assert.equal(cards.get(card), list.items.length, `${role} ${card}`)
    }
    // Whoever supervises sees of each colleague as many as the colleague does.
    const caseloads = await listCaseloads(context, STAFF.supervisor)
    const held = unwrap(caseloads).items.find(({ userId }) => userId === who.userId)
    if (who.agencyId === STAFF.supervisor.agencyId) assert.equal(cards.get('open_files'), held?.open ?? 0, role)
  }
})

test('my work tells what is due, and a competent body what it was asked for', async () => {
  const fileId = await open(STAFF.childProtection, [
    opening('not_sure', { teamId: null, assignedTo: STAFF.childProtection.userId, contactOn: day('2026-11-22') }),
  ])
  const guardian = (await fileTasks(context, STAFF.childProtection)).find(
    (task) => task.file.id === fileId && task.about === 'guardian',
  )
  assert.ok(guardian?.dueAt && guardian.dueAt < context.clock.now(), 'it is overdue')
  unwrap(await record(STAFF.childProtection, fileId, ask('reasonable_grounds')))
  assert.ok(
    (await fileTasks(context, STAFF.authority)).some((task) => task.kind === 'decide' && task.file.id === fileId),
  )
  const appoint = (noConflictOfInterest: boolean) =>
    act('guardian_appointed', { appointedOn: day(TODAY), guardian: 'A lawyer', noConflictOfInterest })
  assert.equal(await codeOf(record(STAFF.childProtection, fileId, appoint(false))), 'protection.guardian_conflict')
  const isAsked = async () =>
    (await fileTasks(context, STAFF.childProtection)).some(
      (task) => task.about === 'guardian' && task.file.id === fileId,
    )
  unwrap(await record(STAFF.childProtection, fileId, appoint(true)))
  assert.ok(await isAsked(), 'one who was written down is checked by nobody')
  await appointed(context, fileId)
  assert.ok(!(await isAsked()))
})

test('a team or a colleague of another agency cannot be given a file', async () => {
  const fileId = await adultFile()
  const give = (teamId: string | null, userId: string | null) =>
    record(STAFF.supervisor, fileId, act('assigned', { teamId, userId }))
  assert.equal(await codeOf(give(null, STAFF.stranger.userId)), 'protection.assignee_unknown')
  assert.equal(await codeOf(give(newId(), null)), 'protection.assignee_unknown')
  unwrap(await give(TEAM, STAFF.colleague.userId))
})

test('every chain is whole, and what is recorded cannot be changed', async () => {
  const rows = await readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx).selectFrom('protection.case_file').selectAll().execute(),
  )
  assert.ok(rows.length > 10)
  for (const row of rows) {
    const actions = await readInScope(context.db, systemScope('DL'), (trx) =>
      tables(trx)
        .selectFrom('protection.file_action')
        .selectAll()
        .where('file_id', '=', row.id)
        .orderBy('sequence')
        .execute(),
    )
    assert.ok(verifyChain(actions.map(FILE.toStored), headOfRecord(row)).ok)
  }
  await assert.rejects(
    stage.owner.updateTable('protection.file_action').set({ type: 'note_added' }).execute(),
    /what is recorded is not changed/,
  )
  await assert.rejects(stage.db.deleteFrom('protection.file_action').execute(), /permission denied/)
})
