import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileAttachmentStore } from '@gloact/attachments'
import type { Principal } from '@gloact/identity/contract/principal'
import { newId, newRandomId, unwrap } from '@gloact/kernel'
import { fileErasureList } from '@gloact/vault'
import type { NewAction } from '../../../contract/file/actions.ts'
import { askErasure } from '../../erasure/ask-erasure.ts'
import { protectionErases } from '../../erasure/erase-person.ts'
import { confirmErasure } from '../../erasure/confirm-erasure.ts'
import type { ErasureContext } from '../../erasure/erasure-context.ts'
import { addTag } from '../../lists/file-tags.ts'
import { readCaseFile } from '../../reading/read-case-file.ts'
import { recordRefusal } from '../../file/record-refusal.ts'
import { attach } from '../../testing/attach.ts'
import { act, day, protectionStage, STAFF, TEAM, TODAY } from '../../testing/stage.ts'
import { stepsOn } from '../../testing/steps.ts'
import { exportAgency } from './export-agency.ts'

const stage = await protectionStage()
const { adultFile, record } = stepsOn(stage.context)
const folder = mkdtempSync(join(tmpdir(), 'gloact-agency-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const store = fileAttachmentStore(join(folder, 'store'))
const context = { ...stage.context, attachments: { store, maxBytes: 1_000_000 } }

const LETTER = 'She wrote: the man at the tannery kept my passport in a biscuit tin.'
const { agencyId, agencyName } = STAFF.caseworker
const options = (out: string) => ({ out: join(folder, out), agencyId, agencyName, store })

test('an agency that leaves takes everything: every file with its log, the attachments, and what the answers mean', async () => {
  const fileId = await adultFile()
  unwrap(
    await record(STAFF.caseworker, fileId, act('note_added', { kind: 'general', text: LETTER, notedOn: day(TODAY) })),
  )
  const { attachmentId } = await attach(context, fileId, LETTER)
  const result = unwrap(await exportAgency(context, options('leaves')))
  assert.deepEqual([result.files, result.attachments], [1, 1])
  const at = (name: string) => readFileSync(join(folder, 'leaves', name))
  const [line] = at('files.jsonl').toString('utf8').trim().split('\n')
  const file = JSON.parse(line!) as {
    id: string
    state: { notes: { text: string }[] }
    actions: { type: string; payload: unknown; sequence: number }[]
  }
  assert.equal(file.id, fileId)
  assert.equal(file.state.notes[0]?.text, LETTER)
  assert.deepEqual(
    file.actions.map(({ sequence }) => sequence),
    file.actions.map((_, index) => index + 1),
  )
  assert.ok(
    file.actions.some(({ type, payload }) => type === 'note_added' && JSON.stringify(payload).includes('tannery')),
  )
  assert.equal(at(`attachments/${attachmentId}`).toString('utf8'), LETTER)
  const staff = JSON.parse(at('staff.json').toString('utf8')) as Record<string, string>
  assert.equal(staff[STAFF.caseworker.userId], STAFF.caseworker.displayName)
  const manifest = JSON.parse(at('manifest.json').toString('utf8')) as { sha256: Record<string, string> }
  for (const [name, digest] of Object.entries(manifest.sha256)) {
    assert.equal(createHash('sha256').update(at(name)).digest('hex'), digest, name)
  }
  assert.equal(statSync(join(folder, 'leaves')).mode & 0o777, 0o700)
  assert.equal(statSync(join(folder, 'leaves', 'files.jsonl')).mode & 0o777, 0o600)
})

test('attachments that cannot be read end the export; those that are lost are counted', async () => {
  const away = { ...store, get: async () => ({ ok: false, error: { code: 'attachments.unreachable' } }) as const }
  const ended = await exportAgency(context, { ...options('away'), store: away })
  assert.equal(ended.ok ? '' : ended.error.code, 'protection.attachment_store_away')
  assert.ok(!readdirSync(folder).some((entry) => entry.startsWith('away')), 'nothing half-written stays')
  const gone = { ...store, get: async () => ({ ok: false, error: { code: 'attachments.missing' } }) as const }
  const made = unwrap(await exportAgency(context, { ...options('gone'), store: gone }))
  assert.deepEqual([made.attachments, made.lost], [0, 1])
  const manifest = JSON.parse(readFileSync(join(folder, 'gone', 'manifest.json'), 'utf8')) as { lost: number }
  assert.equal(manifest.lost, 1)
})

test('another agency’s records stay out, and a folder that holds something is not written into', async () => {
  const { agencyId: other, agencyName: name } = STAFF.authority
  const result = unwrap(await exportAgency(context, { ...options('other'), agencyId: other, agencyName: name }))
  assert.deepEqual([result.files, result.actions, result.attachments], [0, 0, 0])
  assert.deepEqual([result.readings, result.refusals, result.erasures], [0, 0, 0])
  const refused = await exportAgency(context, options('other'))
  assert.equal(refused.ok ? '' : refused.error.code, 'protection.export_folder_not_empty')
  assert.deepEqual(
    readdirSync(folder).filter((entry) => entry.endsWith('.part')),
    [],
  )
})

test('it explains itself: whom and what every id stands for, who read the files, who declined, what was erased', async () => {
  const { caseworker, supervisor, colleague, otherTeam, childProtection, stranger, dataProtection } = STAFF
  const tag = unwrap(
    await addTag(context, supervisor, { id: newId<'tag'>(), ofCountry: false, names: { en: 'Marked' } }),
  )
  unwrap(await addTag(context, stranger, { id: newId<'tag'>(), ofCountry: false, names: { en: 'Of another agency' } }))
  const fileId = await adultFile()
  const onFile = (by: Principal, ...actions: NewAction[]) => record(by, fileId, ...actions).then(unwrap)
  await onFile(
    supervisor,
    act('assigned', { teamId: TEAM, userId: colleague.userId }),
    act('audience_set', { audience: 'testimony', userIds: [childProtection.userId] }),
    act('tagged', { add: [tag.id], remove: [] }),
    act('service_recorded', {
      type: 'shelter',
      providerAgencyId: stranger.agencyId,
      provider: null,
      plannedOn: null,
      startedOn: day(TODAY),
      endedOn: null,
      goalId: null,
      note: null,
      corrects: null,
    }),
    act('appointment_made', {
      kind: 'medical',
      when: { on: day(TODAY) },
      minutes: 60,
      place: null,
      with: null,
      goingWith: [otherTeam.userId],
      safeContactRead: true,
      remindOn: null,
      serviceId: null,
    }),
  )
  unwrap(await readCaseFile(context, colleague, fileId))
  const refusal = (id: string, by: Principal, nationality: string) =>
    recordRefusal(context, by, { id, sex: 'female', ageBand: '24_26', nationality }).then(unwrap)
  await refusal(newRandomId(), caseworker, 'KG')
  await refusal(newRandomId(), stranger, 'UZ')
  const { number } = unwrap(await readCaseFile(context, supervisor, fileId))
  const erasures: ErasureContext = {
    ...context,
    erasures: {
      list: fileErasureList(join(folder, 'erasures.jsonl')),
      backupDays: 90,
      store,
      everywhere: () => [protectionErases(context)],
    },
  }
  const gone = await adultFile()
  await record(caseworker, gone, act('closure_requested', { reason: 'goals_achieved', summary: 'A flat.' })).then(
    unwrap,
  )
  await record(supervisor, gone, act('closure_approved', { closedOn: day(TODAY) })).then(unwrap)
  const goneNumber = unwrap(await readCaseFile(context, supervisor, gone)).number
  const asked = unwrap(
    await askErasure(erasures, dataProtection, { id: newId(), number: goneNumber, basis: 'person_asked' }),
  )
  unwrap(await confirmErasure(erasures, supervisor, asked.id, { number: goneNumber }))

  const modules = [
    { id: 'work' },
    {
      id: 'training',
      async *exportOf(_trx: unknown, of: string) {
        yield {
          name: 'courses',
          about: 'One course a line.',
          lines: [{ course: 'Interviewing', of, led: colleague.userId }],
        }
      },
    },
  ]
  const result = unwrap(await exportAgency(context, { ...options('explained'), others: modules }))
  const text = (name: string) => readFileSync(join(folder, 'explained', name), 'utf8')
  const json = (name: string) => JSON.parse(text(name)) as Record<string, unknown>
  const lines = (name: string) =>
    text(name)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>)

  const staff = json('staff.json')
  for (const { userId, displayName } of [supervisor, colleague, childProtection, otherTeam, caseworker, dataProtection])
    assert.equal(staff[userId], displayName)
  assert.equal(staff[STAFF.analyst.userId], undefined, 'who is named nowhere is not told')
  assert.deepEqual(json('teams.json'), { [TEAM]: 'Team b1' })
  const agencies = json('agencies.json')
  assert.equal(agencies[agencyId], agencyName)
  assert.equal(agencies[stranger.agencyId], stranger.agencyName)
  assert.deepEqual(json('tags.json'), { [tag.id]: { en: 'Marked' } })

  assert.deepEqual(lines('training-courses.jsonl'), [{ course: 'Interviewing', of: agencyId, led: colleague.userId }])

  assert.deepEqual(lines('refusals.jsonl'), [
    { month: '2026-11-01', sex: 'female', age_band: '24_26', nationality: 'KG' },
  ])
  const [erased, ...others] = lines('erasures.jsonl')
  assert.deepEqual([erased?.['file_id'], erased?.['confirmed_by'], others.length], [gone, supervisor.userId, 0])
  assert.ok(!text('files.jsonl').includes(gone) && !text('erasures.jsonl').includes(goneNumber))

  const readings = lines('readings.jsonl')
  assert.ok(
    readings.some(
      (one) => one['fileId'] === fileId && one['actorId'] === colleague.userId && one['action'] === 'file.read',
    ),
  )
  const own = new Set([...lines('files.jsonl').map(({ id }) => id), gone])
  assert.ok(readings.every((one) => own.has(one['fileId'])))
  assert.ok(lines('files.jsonl').some((file) => file['number'] === number))

  const manifest = json('manifest.json') as { sha256: Record<string, string>; readings: number; erasures: number }
  assert.deepEqual([manifest.readings, manifest.erasures, result.refusals], [readings.length, 1, 1])
  const written = readdirSync(join(folder, 'explained')).filter(
    (name) => !['manifest.json', 'attachments'].includes(name),
  )
  assert.deepEqual(
    Object.keys(manifest.sha256)
      .filter((name) => !name.startsWith('attachments/'))
      .toSorted(),
    written.toSorted(),
  )
  for (const name of written.filter((each) => each !== 'README.txt')) assert.ok(text('README.txt').includes(name), name)
})
