import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, newRandomId, unwrap } from '@gloact/kernel'

import { readInScope, systemScope } from '@gloact/postgres'

import { tables } from './file-tables.ts'

import { openCaseFile } from './open-case-file.ts'
import { readCaseFile } from '../reading/read-case-file.ts'

import { workOf } from '../../contract/work/tasks.ts'
import { fileTasks } from '../work/read-my-work.ts'
import { recordRefusal } from './record-refusal.ts'

import { act, consent, day, decision, opening, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { ask, codeOf, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context } = stage
const { open, adultFile, record, read } = stepsOn(context)

test("an adult's file begins with consent to be recorded; a child's or that of a person whose age is in doubt does not wait for it", async () => {
  const refused = await openCaseFile(context, STAFF.frontline, {
    fileId: newId(),
    personId: newId(),
    actions: [opening('adult')],
  })
  assert.ok(!refused.ok && refused.error.code === 'protection.consent_missing')
  const unsure = await read(STAFF.frontline, await open(STAFF.frontline, [opening('not_sure')]))
  assert.equal(unsure.path, 'child')
  assert.equal((await read(STAFF.frontline, await open(STAFF.frontline, [opening('child')]))).path, 'child')
})

test('a child on the path is referred without consent, cannot be made to decline, and leaves the path only on a basis', async () => {
  const fileId = await open(STAFF.caseworker, [opening('not_sure')])
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  const decline = act('refusal_recorded', { kind: 'identification', declinedOn: day(TODAY), explained: null })
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, decline)), 'protection.child_cannot_decline')
  const change = (basis: 'documented' | 'disputed' | 'declared') =>
    act('path_changed', { to: 'adult', basis, reasons: 'A passport was found.', establishedOn: day(TODAY) })
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, change('disputed'))), 'protection.path_unchanged')
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, change('declared'))), 'protection.path_unchanged')
  unwrap(await record(STAFF.caseworker, fileId, change('documented')))
  const waiting = await read(STAFF.caseworker, fileId)
  assert.equal(waiting.path, 'child')
  const confirm = () => act('path_confirmed', { changeId: waiting.pathWaits!.actionId })
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, confirm())), 'protection.not_allowed')
  unwrap(await record(STAFF.supervisor, fileId, confirm()))
  assert.equal((await read(STAFF.caseworker, fileId)).path, 'adult')
})

test("nothing goes to a body without the adult's consent, for that body, in force today", async () => {
  const without = await adultFile(STAFF.caseworker, false)
  const refused = await record(STAFF.caseworker, without, ask('reasonable_grounds'))
  assert.ok(!refused.ok && refused.error.code === 'protection.consent_missing')
  const fileId = await adultFile()
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, ask('reasonable_grounds', STAFF.otherAuthority.agencyId))),
    'protection.consent_missing',
  )
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, ask('reasonable_grounds', STAFF.stranger.agencyId))),
    'protection.body_unknown',
  )
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  assert.equal((await read(STAFF.authority, fileId)).decisionAwaited, 'reasonable_grounds')
})

test('withdrawing consent ends what it allowed: the body no longer finds the file', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  const { grants } = await read(STAFF.caseworker, fileId)
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('consent_withdrawn', { withdrawnOn: day(TODAY), grantIds: [grants[0]!.id], reason: 'They moved on.' }),
    ),
  )
  const [withdrawal] = (await read(STAFF.caseworker, fileId)).withdrawals
  assert.deepEqual(withdrawal?.payload, {
    withdrawnOn: day(TODAY),
    grantIds: [grants[0]!.id],
    reason: 'They moved on.',
  })
  assert.equal(await codeOf(readCaseFile(context, STAFF.authority, fileId)), 'protection.not_found')
  assert.ok(stage.events.some(({ event, ids }) => event === 'protection.consent_withdrawn' && ids.fileId === fileId))
  const again = act('consent_withdrawn', { withdrawnOn: day(TODAY), grantIds: [grants[0]!.id], reason: null })
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, again)), 'protection.grant_unknown')
})

test('an adult who declines identification keeps the file and its services; asking a body is refused until they consent again and a second person confirms it', async () => {
  const fileId = await adultFile()
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('refusal_recorded', { kind: 'identification', declinedOn: day(TODAY), explained: 'Services go on.' }),
    ),
  )
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, ask('reasonable_grounds'))),
    'protection.identification_declined',
  )
  const file = await read(STAFF.caseworker, fileId)
  assert.equal(file.steps.find((step) => step.stage === 'reasonable_grounds')?.state, 'declined')
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('plan_agreed', { agreedOn: day(TODAY), agreedWithPerson: true, reasons: null, review: false }),
    ),
  )
  unwrap(await record(STAFF.caseworker, fileId, act('consent_recorded', consent({ identification: true }))))
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, ask('reasonable_grounds'))),
    'protection.second_person_awaited',
  )
  assert.deepEqual(await grantRows(fileId), [], 'it is no grant before')
  const task = async () =>
    (await fileTasks(context, STAFF.supervisor)).filter(
      ({ kind, file }) => kind === 'confirm_consent' && file.id === fileId,
    )
  assert.deepEqual(
    workOf(await task()).map(({ presses }) => presses),
    ['today'],
  )
  const consentId = (await read(STAFF.supervisor, fileId)).consents.at(-1)!.actionId
  unwrap(await record(STAFF.supervisor, fileId, act('consent_confirmed', { consentId })))
  assert.deepEqual(await task(), [])
  assert.equal((await grantRows(fileId)).length, 3)
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
})

/** What the database holds of a file that may be passed on and was not withdrawn. */
const grantRows = (fileId: string) =>
  readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx)
      .selectFrom('protection.consent_grant')
      .select('id')
      .where('file_id', '=', fileId)
      .where('withdrawn_on', 'is', null)
      .execute(),
  )

test('a change of path that waits is a task for those who may confirm it, not for the person who asked, until it is dealt with or the file closes', async () => {
  const fileId = await adultFile()
  const change = act('path_changed', {
    to: 'child',
    basis: 'disputed',
    reasons: 'Looks younger.',
    establishedOn: day(TODAY),
  })
  unwrap(await record(STAFF.supervisor, fileId, change))
  const tasks = async (who: typeof STAFF.supervisor) =>
    (await fileTasks(context, who)).filter(({ kind, file }) => kind === 'confirm_path' && file.id === fileId).length
  assert.deepEqual([await tasks(STAFF.supervisor), await tasks(STAFF.childProtection)], [0, 1])
  assert.equal(
    await codeOf(record(STAFF.supervisor, fileId, act('path_confirmed', { changeId: change.id }))),
    'protection.own_request',
  )
  unwrap(await record(STAFF.childProtection, fileId, act('path_confirmed', { changeId: change.id })))
  assert.equal(await tasks(STAFF.childProtection), 0)
})

test('declining to be recorded leaves one anonymous row, without actor or time', async () => {
  const id = newRandomId()
  for (let sending = 0; sending < 2; sending++) {
    unwrap(await recordRefusal(context, STAFF.frontline, { id, sex: 'female', ageBand: '24_26', nationality: 'NA' }))
  }
  const rows = await readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx).selectFrom('protection.refusal').selectAll().execute(),
  )
  assert.deepEqual(rows, [
    {
      id,
      country: 'DL',
      agency_id: STAFF.frontline.agencyId,
      month: '2026-11-01',
      sex: 'female',
      age_band: '24_26',
      nationality: 'NA',
    },
  ])
  assert.equal(
    await codeOf(
      recordRefusal(context, STAFF.frontline, {
        id: newRandomId(),
        sex: 'female',
        ageBand: 'Amina',
        nationality: 'NA',
      }),
    ),
    'protection.unknown_code',
  )
})

test('identification is two decisions by the body that was asked, the second after the first', async () => {
  const fileId = await adultFile()
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, ask('conclusive_grounds'))),
    'protection.reasonable_grounds_missing',
  )
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, decision(STAFF.authority, 'reasonable_grounds', 'positive'))),
    'protection.not_allowed',
  )
  assert.equal(
    await codeOf(
      record(STAFF.otherAuthority, fileId, decision(STAFF.otherAuthority, 'reasonable_grounds', 'positive')),
    ),
    'protection.not_found',
  )
  unwrap(await record(STAFF.authority, fileId, decision(STAFF.authority, 'reasonable_grounds', 'negative')))
  assert.equal(
    await codeOf(record(STAFF.authority, fileId, decision(STAFF.authority, 'reasonable_grounds', 'positive'))),
    'protection.decision_not_awaited',
  )
})

test('a letter to the person with ids of sentences instead of words is not signed, nor written so by a correction', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  const signed = (notice: string) => decision(STAFF.authority, 'reasonable_grounds', 'positive', { notice })
  const ids = 'protection.decision.letter.number\n\nprotection.decision.letter.support'
  assert.equal(await codeOf(record(STAFF.authority, fileId, signed(ids))), 'protection.letter_incomplete')
  unwrap(await record(STAFF.authority, fileId, signed('You have time to recover.')))
  const { actionId } = (await read(STAFF.authority, fileId)).decisions[0]!
  const corrected = act('entry_corrected', {
    kind: 'decision_recorded',
    entryId: actionId,
    changes: { notice: ids },
    reason: 'The wrong language.',
  })
  assert.equal(await codeOf(record(STAFF.authority, fileId, corrected)), 'protection.letter_incomplete')
  assert.equal((await read(STAFF.authority, fileId)).decisions[0]!.payload.notice, 'You have time to recover.')
})

test('a negative decision is reconsidered on request, and both stay in the history', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  unwrap(await record(STAFF.authority, fileId, decision(STAFF.authority, 'reasonable_grounds', 'negative')))
  const first = (await read(STAFF.caseworker, fileId)).decisions[0]!
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('reconsideration_requested', {
        decisionId: first.actionId,
        requestedOn: day(TODAY),
        requestedBy: 'person',
        reasons: 'A witness was found.',
      }),
    ),
  )
  const withoutNaming = decision(STAFF.authority, 'reasonable_grounds', 'positive')
  assert.equal(await codeOf(record(STAFF.authority, fileId, withoutNaming)), 'protection.decision_unknown')
  unwrap(
    await record(
      STAFF.authority,
      fileId,
      decision(STAFF.authority, 'reasonable_grounds', 'positive', { reconsiders: first.actionId }),
    ),
  )
  assert.deepEqual(
    (await read(STAFF.caseworker, fileId)).decisions.map((each) => each.payload.outcome),
    ['negative', 'positive'],
  )
})

test('a child whose age was in doubt is established as a child, and stays on the path', async () => {
  const fileId = await open(STAFF.caseworker, [opening('not_sure')])
  const established = () =>
    act('path_changed', {
      to: 'child',
      basis: 'documented',
      reasons: 'A birth certificate.',
      establishedOn: day(TODAY),
    })
  unwrap(await record(STAFF.caseworker, fileId, established()))
  const file = await read(STAFF.caseworker, fileId)
  assert.deepEqual([file.path, file.ageStatement, file.ageBasis], ['child', 'child', 'documented'])
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, established())), 'protection.path_unchanged')
})
