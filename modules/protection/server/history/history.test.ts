import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileAttachmentStore } from '@gloact/attachments'
import { asInstant, newId, unwrap } from '@gloact/kernel'
import { readAudit, type RecordedEntry } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import { readInScope, systemScope } from '@gloact/postgres'
import type { FileReading } from '../../contract/history/history.ts'
import { openAttachment } from '../attachments/open-attachment.ts'
import { compareMoments } from './compare-moments.ts'
import { addTag } from '../lists/file-tags.ts'
import { findFileForReaders, foldReadings, listReaders } from './list-readers.ts'
import { printFile } from '../reading/print-file.ts'
import { openIdentity, readCaseFile } from '../reading/read-case-file.ts'
import { readFileAt } from './read-file-at.ts'
import { attach } from '../testing/attach.ts'
import { act, consent, day, decision, opening, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { appointed, ask, codeOf, stepsOn } from '../testing/steps.ts'

const stage = await protectionStage()
const { context } = stage
const { adultFile, open, record, read } = stepsOn(context)

/** Keeps attachments in a folder of its own. */
function contextWithStore() {
  const folder = mkdtempSync(join(tmpdir(), 'history-'))
  after(() => rmSync(folder, { recursive: true }))
  return { ...context, attachments: { store: fileAttachmentStore(folder), maxBytes: 1_000 } }
}

const answer = (value: string, replaces: readonly string[] = [], reason?: string) =>
  act(
    'answers_recorded',
    {
      form: 'contact',
      version: '2',
      edits: { safe_times: { value } },
      ...(reason !== undefined && { reason }),
    },
    { replaces: replaces as never },
  )

const note = (text: string, notedOn = TODAY) => act('note_added', { kind: 'general', text, notedOn: day(notedOn) })

test('a file is shown as it was after each of its actions, replayed from its log', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, note('One.')))
  const before = await read(STAFF.caseworker, fileId)
  unwrap(await record(STAFF.caseworker, fileId, note('Two.'), ask('reasonable_grounds')))
  const past = unwrap(await readFileAt(context, STAFF.caseworker, fileId, { sequence: before.version }))
  assert.deepEqual(
    { ...past.file, may: [], changedAt: '' },
    { ...before, may: [], changedAt: '' },
    'as it was read then, and nothing to be done',
  )
  assert.equal(past.later, 2)
  assert.equal((await read(STAFF.caseworker, fileId)).notes.length, 2)
})

test('what was known by a moment goes by its recording; what had happened, by its own time', async () => {
  const fileId = await adultFile()
  const late = act(
    'note_added',
    { kind: 'visit', text: 'From paper.', notedOn: day(TODAY) },
    { happenedAt: `${TODAY}T08:30:00Z` },
  )
  stage.clock.set(asInstant(`${TODAY}T12:00:00Z`))
  unwrap(await record(STAFF.caseworker, fileId, late))
  const known = unwrap(await readFileAt(context, STAFF.caseworker, fileId, { recordedAt: `${TODAY}T10:00:00Z` }))
  const happened = unwrap(await readFileAt(context, STAFF.caseworker, fileId, { happenedAt: `${TODAY}T10:00:00Z` }))
  assert.deepEqual([known.file.notes.length, happened.file.notes.length], [0, 1])
  assert.equal(
    await codeOf(readFileAt(context, STAFF.caseworker, fileId, { recordedAt: '2020-01-01T00:00:00Z' })),
    'protection.no_such_moment',
  )
})

test('a file of the past is open to whom the file is now, and says no more than it', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, note('Ours.'), ask('reasonable_grounds')))
  const ours = unwrap(await readFileAt(context, STAFF.caseworker, fileId, { sequence: 5 }))
  assert.ok(!JSON.stringify(ours).includes('Nurgul'), 'who the person is opens with a purpose')
  const theirs = unwrap(await readFileAt(context, STAFF.authority, fileId, { sequence: 5 }))
  assert.deepEqual(theirs.file.notes, [])
  assert.deepEqual(theirs.file.consents, [])
  for (const who of [STAFF.stranger, STAFF.otherAuthority, STAFF.analyst, STAFF.administrator]) {
    assert.equal(await codeOf(readFileAt(context, who, fileId, { sequence: 5 })), 'protection.not_found')
    assert.equal(
      await codeOf(compareMoments(context, who, fileId, { from: { sequence: 1 }, to: { sequence: 5 } })),
      'protection.not_found',
    )
  }
})

test('a difference says what was added, changed and withdrawn, with both values, who and why', async () => {
  const fileId = await adultFile()
  const first = answer('Before noon')
  unwrap(await record(STAFF.caseworker, fileId, first))
  const from = (await read(STAFF.caseworker, fileId)).version
  const slip = note('Seen on Monday.')
  unwrap(
    await record(STAFF.colleague, fileId, answer('After dark', [first.id], 'She called: noon was a mishearing.'), slip),
  )
  unwrap(
    await record(STAFF.colleague, fileId, act('entry_struck', { entryId: slip.id, reason: 'Another person’s file.' })),
  )
  const to = (await read(STAFF.caseworker, fileId)).version
  const all = unwrap(
    await compareMoments(context, STAFF.caseworker, fileId, { from: { sequence: from }, to: { sequence: to } }),
  )
  const contact = all.sections.find(({ form }) => form === 'contact')?.changes
  assert.equal(contact?.length, 1)
  assert.partialDeepStrictEqual(contact[0], {
    kind: 'changed',
    path: 'safe_times',
    was: { value: 'Before noon' },
    now: { value: 'After dark' },
    actor: STAFF.colleague.userId,
    reason: 'She called: noon was a mishearing.',
  })
  const struck = unwrap(
    await compareMoments(context, STAFF.caseworker, fileId, { from: { sequence: to - 1 }, to: { sequence: to } }),
  )
  assert.partialDeepStrictEqual(struck.sections.find(({ section }) => section === 'notes')?.changes[0], {
    kind: 'withdrawn',
    path: slip.id,
    reason: 'Another person’s file.',
  })
  assert.ok(!all.sections.some(({ section }) => section === 'notes'), 'added and struck in between: no difference')
})

test('what a reader may not read is in no difference', async () => {
  const fileId = await adultFile()
  const all = { from: { sequence: 0 }, to: { sequence: 100 } }
  const ours = unwrap(await compareMoments(context, STAFF.caseworker, fileId, all))
  assert.ok(ours.sections.some(({ section }) => section === 'consents'))
  assert.ok(!JSON.stringify(ours).includes('Nurgul'))
  unwrap(await record(STAFF.caseworker, fileId, note('Ours.'), ask('reasonable_grounds')))
  const theirs = unwrap(await compareMoments(context, STAFF.authority, fileId, all))
  const sections = theirs.sections.map(({ section, form }) => form ?? section)
  assert.ok(!sections.includes('consents') && !sections.includes('notes') && !sections.includes('contact'))
})

test('who the person was opens in the past with a purpose alone, and the opening is recorded', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, note('Ours.'), ask('reasonable_grounds')))
  const all = { from: { sequence: 0 }, to: { sequence: 100 } }
  const closed = unwrap(await readFileAt(context, STAFF.caseworker, fileId, { sequence: 5 }))
  assert.ok(closed.purposes.includes('work_on_file') && !closed.purposes.includes('supervise'))
  const opened = unwrap(await readFileAt(context, STAFF.caseworker, fileId, { sequence: 5 }, 'work_on_file'))
  assert.ok(JSON.stringify(opened).includes('Nurgul'))
  assert.ok(
    JSON.stringify(unwrap(await compareMoments(context, STAFF.caseworker, fileId, all, 'contact_person'))).includes(
      'Nurgul',
    ),
  )
  const entries = await readInScope(context.db, systemScope('DL'), (trx) =>
    readAudit(trx, { objectId: fileId, action: 'file.identity_opened' }),
  )
  assert.deepEqual(new Set(entries.map(({ purpose }) => purpose)), new Set(['contact_person', 'work_on_file']))
  assert.equal(
    await codeOf(readFileAt(context, STAFF.stranger, fileId, { sequence: 5 }, 'work_on_file')),
    'protection.not_found',
  )
})

test('attachments and tags of a file are in its past and in its differences', async () => {
  const fileId = await adultFile()
  const from = (await read(STAFF.caseworker, fileId)).version
  const { id: tagId } = unwrap(
    await addTag(context, STAFF.supervisor, {
      id: newId<'tag'>(),
      ofCountry: false,
      names: { en: 'Needs an interpreter' },
    }),
  )
  const letter = await attach(contextWithStore(), fileId, 'A letter.')
  unwrap(await record(STAFF.caseworker, fileId, act('tagged', { add: [tagId], remove: [] })))
  const middle = (await read(STAFF.caseworker, fileId)).version
  const removed = act('attachment_removed', { attachmentId: letter.attachmentId, reason: 'Another person’s letter.' })
  unwrap(await record(STAFF.colleague, fileId, removed, act('tagged', { add: [], remove: [tagId] })))
  const past = unwrap(await readFileAt(context, STAFF.caseworker, fileId, { sequence: middle })).file
  assert.deepEqual(past.tags, [tagId])
  assert.partialDeepStrictEqual(past.attachments, [{ title: 'A letter', removed: null, mayOpen: false }])
  assert.deepEqual(unwrap(await readFileAt(context, STAFF.caseworker, fileId, { sequence: from })).file.attachments, [])
  const between = async (a: number, b: number, section: string) =>
    unwrap(
      await compareMoments(context, STAFF.caseworker, fileId, { from: { sequence: a }, to: { sequence: b } }),
    ).sections.find((each) => each.section === section)?.changes
  assert.partialDeepStrictEqual(await between(from, middle, 'attachments'), [{ kind: 'added', path: letter.actionId }])
  assert.partialDeepStrictEqual(await between(from, middle, 'file'), [{ path: 'tags', was: null, now: [tagId] }])
  assert.partialDeepStrictEqual(await between(middle, middle + 2, 'attachments'), [
    { kind: 'withdrawn', path: letter.actionId, actor: STAFF.colleague.userId },
  ])
})

/** What somebody did with a file, of all their lines together: the hour may turn while they do it. */
function doneBy(items: readonly FileReading[], { userId }: Principal) {
  const lines = items.filter(({ actorId }) => actorId === userId)
  const did = new Map<string, FileReading['did'][number]>()
  for (const one of lines.flatMap((line) => line.did)) {
    const key = `${one.action} ${one.purpose}`
    did.set(key, { ...one, times: one.times + (did.get(key)?.times ?? 0) })
  }
  return {
    called: new Set(lines.map(({ name, agency }) => `${name}, ${agency}`)),
    times: lines.reduce((sum, { times }) => sum + times, 0),
    did: [...did.values()].toSorted((a, b) => (a.action < b.action ? -1 : 1)),
  }
}

test('who has read a file is told to those who work on it and to the data-protection officer', async () => {
  const fileId = await adultFile()
  for (let time = 0; time < 4; time += 1) await read(STAFF.caseworker, fileId)
  unwrap(await openIdentity(context, STAFF.supervisor, fileId, 'supervise'))
  unwrap(await printFile(context, STAFF.caseworker, fileId, PRINT))
  const { items, number } = unwrap(await listReaders(context, STAFF.caseworker, fileId, {}))
  assert.match(number, /^DL-/)
  assert.deepEqual(doneBy(items, STAFF.caseworker), {
    called: new Set(['Person 12, Agency a1']),
    times: 5,
    did: [
      { action: 'file.printed', purpose: 'person_asks', times: 1 },
      { action: 'file.read', purpose: null, times: 4 },
    ],
  })
  assert.deepEqual(doneBy(items, STAFF.supervisor).did, [
    { action: 'file.identity_opened', purpose: 'supervise', times: 1 },
  ])
  // An officer answers for the country, wherever they sit: the person tells them the number.
  const officer = { ...STAFF.dataProtection, agencyId: STAFF.authority.agencyId }
  assert.deepEqual(unwrap(await findFileForReaders(context, officer, { number: ` ${number.toLowerCase()}` })), {
    fileId,
  })
  assert.equal(unwrap(await listReaders(context, officer, fileId, {})).number, number)
  assert.equal(await codeOf(findFileForReaders(context, officer, { number: 'DL-AAAAAA-A' })), 'protection.not_found')
  const abroad = { ...officer, country: 'XL' }
  for (const who of [STAFF.stranger, STAFF.otherTeam, STAFF.authority, STAFF.analyst, STAFF.administrator, abroad]) {
    assert.equal(await codeOf(listReaders(context, who, fileId, {})), 'protection.not_found')
    assert.equal(await codeOf(findFileForReaders(context, who, { number })), 'protection.not_found')
  }
  const asked = unwrap(await listReaders(context, STAFF.supervisor, fileId, {})).items.flatMap(({ did }) => did)
  assert.ok(
    asked.some(({ action }) => action === 'file.readers_read'),
    'that somebody asked is told too',
  )
})

test('what a person did within one hour is one line, and the next hour begins another', () => {
  const at = (time: string) => asInstant(`${TODAY}T${time}:00Z`)
  const reading = (time: string, { userId, agencyId }: Principal, times = 1): RecordedEntry => ({
    sequence: 1,
    id: newId(),
    at: at(time),
    actorId: userId,
    agencyId,
    country: 'DL',
    action: 'file.read',
    objectKind: 'protection.case_file',
    objectId: newId(),
    purpose: null,
    detail: {},
    times,
    lastAt: at(time),
  })
  const lines = foldReadings([
    reading('11:01', STAFF.caseworker),
    reading('10:59', STAFF.caseworker, 3),
    reading('10:58', STAFF.colleague),
    reading('10:00', STAFF.caseworker),
  ])
  assert.deepEqual(
    lines.map(({ actorId, firstAt, lastAt, times, did }) => [actorId, firstAt, lastAt, times, did.length]),
    [
      [STAFF.caseworker.userId, at('11:01'), at('11:01'), 1, 1],
      [STAFF.caseworker.userId, at('10:00'), at('10:59'), 4, 1],
      [STAFF.colleague.userId, at('10:58'), at('10:58'), 1, 1],
    ],
  )
})

test('who opened an attachment is among the readers, with the purpose', async () => {
  const fileId = await adultFile()
  const withStore = contextWithStore()
  const passport = { kind: 'identity_document', title: 'A passport', sensitivity: 'identifying' } as const
  const { attachmentId } = await attach(withStore, fileId, 'A passport, in words.', passport)
  const opening = { fileId, attachmentId, part: 'content', purpose: 'work_on_file' } as const
  unwrap(await openAttachment(withStore, STAFF.colleague, opening))
  const { items } = unwrap(await listReaders(context, STAFF.caseworker, fileId, {}))
  assert.deepEqual(items.find(({ actorId }) => actorId === STAFF.colleague.userId)?.did, [
    { action: 'file.attachment_opened', purpose: 'work_on_file', times: 1 },
  ])
})

const PRINT = { purpose: 'person_asks', identity: true, copy: 'person', language: 'en' } as const

test('a document of a file is recorded before it is printed, with its purpose', async () => {
  const fileId = await adultFile()
  unwrap(await printFile(context, STAFF.caseworker, fileId, PRINT))
  const [entry] = await readInScope(context.db, systemScope('DL'), (trx) =>
    readAudit(trx, { objectId: fileId, action: 'file.printed' }),
  )
  assert.partialDeepStrictEqual(entry, {
    actorId: STAFF.caseworker.userId,
    purpose: 'person_asks',
    detail: { identity: true, copy: 'person', language: 'en' },
  })
  assert.equal(await codeOf(printFile(context, STAFF.stranger, fileId, PRINT)), 'protection.not_found')
  // Nobody supervises or decides by saying so, with who the person is or without.
  for (const purpose of ['supervise', 'decide'] as const)
    for (const identity of [true, false]) {
      const asked = { ...PRINT, purpose, identity }
      assert.equal(await codeOf(printFile(context, STAFF.caseworker, fileId, asked)), 'protection.not_allowed')
    }
})

test('a file that is read again and again while it is open is one entry of the audit, with a count', async () => {
  const fileId = await adultFile()
  for (let time = 0; time < 6; time += 1) unwrap(await readCaseFile(context, STAFF.caseworker, fileId))
  const entries = await readInScope(context.db, systemScope('DL'), (trx) =>
    readAudit(trx, { objectId: fileId, action: 'file.read' }),
  )
  assert.deepEqual(
    entries.map(({ times }) => times),
    [6],
  )
})

test('a decision whose date was mistyped is put right by its body alone, and its clocks follow', async () => {
  const fileId = await adultFile()
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  const decided = decision(STAFF.authority, 'reasonable_grounds', 'positive')
  unwrap(await record(STAFF.authority, fileId, decided))
  const due = async () =>
    (await read(STAFF.caseworker, fileId)).deadlines.find(({ kind }) => kind === 'reflection')?.dueAt
  const slip = act('entry_corrected', {
    kind: 'decision_recorded',
    entryId: decided.id,
    changes: { legalBasis: 'Section 13' },
    reason: 'The section was mistyped.',
  })
  assert.equal(await codeOf(record(STAFF.supervisor, fileId, slip)), 'protection.not_allowed')
  const before = await due()
  unwrap(await record(STAFF.authority, fileId, slip))
  assert.equal(await due(), before)
  const file = await read(STAFF.caseworker, fileId)
  assert.equal(file.decisions[0]?.payload.legalBasis, 'Section 13')
  assert.equal(file.mistakes[0]?.was['legalBasis'], 'Section 12')
  const struck = act('entry_struck', { entryId: decided.id, reason: 'It was wrong.' })
  assert.equal(await codeOf(record(STAFF.authority, fileId, struck)), 'protection.entry_not_strikable')
})

test('a consent recorded in error allows nothing, ends the share, and calls back what was passed on', async () => {
  const fileId = await adultFile(STAFF.caseworker, false)
  const wrong = act('consent_recorded', consent({ identification: true }))
  unwrap(await record(STAFF.caseworker, fileId, wrong, ask('reasonable_grounds')))
  assert.equal(await codeOf(readCaseFile(context, STAFF.authority, fileId)), 'recorded')
  unwrap(
    await record(STAFF.caseworker, fileId, act('entry_struck', { entryId: wrong.id, reason: 'Of another person.' })),
  )
  assert.equal(await codeOf(readCaseFile(context, STAFF.authority, fileId)), 'protection.not_found')
  assert.ok(stage.events.some(({ event, ids }) => event === 'protection.consent_withdrawn' && ids.fileId === fileId))
  const file = await read(STAFF.caseworker, fileId)
  assert.equal(file.consents.length, 1)
  assert.partialDeepStrictEqual(file.mistakes[0], { struck: true, entryId: wrong.id, reason: 'Of another person.' })
  const last = file.consents[0]!.actionId
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, act('entry_struck', { entryId: last, reason: 'Also wrong.' }))),
    'protection.last_consent',
  )
})

test('a body corrects what it recorded itself, and not what it cannot see', async () => {
  const fileId = await adultFile()
  const ours = note('Ours.')
  unwrap(await record(STAFF.caseworker, fileId, ours, ask('reasonable_grounds')))
  const theirs = note('Theirs.')
  unwrap(await record(STAFF.authority, fileId, theirs))
  const strike = (entryId: string) => act('entry_struck', { entryId, reason: 'Wrong file.' })
  assert.equal(await codeOf(record(STAFF.authority, fileId, strike(ours.id))), 'protection.entry_unknown')
  assert.equal(await codeOf(record(STAFF.authority, fileId, strike(newId()))), 'protection.entry_unknown')
  unwrap(await record(STAFF.authority, fileId, strike(theirs.id)))
  const shown = unwrap(await readCaseFile(context, STAFF.authority, fileId))
  assert.deepEqual(
    shown.mistakes.map(({ entryId }) => entryId),
    [theirs.id],
  )
})

test('the guardian’s clock runs from the moment of first contact, and from the day’s beginning where only that is known', async () => {
  const dueOf = async (...actions: Parameters<typeof open>[1]) => {
    const file = await read(STAFF.childProtection, await open(STAFF.childProtection, actions))
    return file.deadlines.find(({ kind }) => kind === 'guardian')
  }
  const moment = await dueOf(opening('child'))
  assert.equal(moment?.startedAt, `${TODAY}T08:00:00.000Z`)
  assert.equal(Date.parse(moment.dueAt) - Date.parse(moment.startedAt), 24 * 3_600_000)
  const fromPaper = await dueOf(opening('child', { backlog: true }))
  const earlierDay = await dueOf(opening('child', { contactOn: day('2026-11-23') }))
  for (const clock of [fromPaper, earlierDay]) assert.ok(clock && clock.startedAt < moment.startedAt)
})

test('a guardian appointed on the day of contact stops the clock, and not before it started', async () => {
  const fileId = await open(STAFF.childProtection, [opening('child')])
  await appointed(context, fileId)
  const clock = (await read(STAFF.childProtection, fileId)).deadlines.find(({ kind }) => kind === 'guardian')
  assert.ok(clock?.stoppedAt && clock.stoppedAt >= clock.startedAt && clock.stoppedAt < clock.dueAt)
})
