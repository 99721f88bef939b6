import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileAttachmentStore } from '@gloact/attachments'
import { newId, unwrap } from '@gloact/kernel'
import { uploadAttachment } from '../attachments/upload-attachment.ts'
import { act, day, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { stepsOn } from '../testing/steps.ts'
import { exportAgency } from './export-agency.ts'

const stage = await protectionStage()
const { adultFile, record } = stepsOn(stage.context)
const folder = mkdtempSync(join(tmpdir(), 'gloact-agency-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const store = fileAttachmentStore(join(folder, 'store'))
const context = { ...stage.context, attachments: { store, maxBytes: 1_000_000 } }

const LETTER = 'She wrote: the man at the tannery kept my passport in a biscuit tin.'
async function* bytes() {
  yield Buffer.from(LETTER)
}
const { agencyId, agencyName } = STAFF.caseworker
const options = (out: string) => ({ out: join(folder, out), agencyId, agencyName, store })

test('an agency that leaves takes everything: every file with its log, the attachments, and what the answers mean', async () => {
  const fileId = await adultFile()
  unwrap(
    await record(STAFF.caseworker, fileId, act('note_added', { kind: 'general', text: LETTER, notedOn: day(TODAY) })),
  )
  const attachmentId = newId()
  const uploaded = unwrap(
    await uploadAttachment(context, STAFF.caseworker, {
      fileId,
      attachmentId,
      part: 'content',
      declared: 'text/plain',
      body: bytes(),
    }),
  )
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('attachment_added', {
        attachmentId,
        kind: 'letter',
        title: 'A letter',
        takenOn: null,
        sensitivity: 'case',
        audience: null,
        dataGroup: null,
        consentId: null,
        content: uploaded,
      }),
    ),
  )
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
  const refused = await exportAgency(context, options('other'))
  assert.equal(refused.ok ? '' : refused.error.code, 'protection.export_folder_not_empty')
  assert.deepEqual(
    readdirSync(folder).filter((entry) => entry.endsWith('.part')),
    [],
  )
})
