import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileAttachmentStore, newObjectId, s3AttachmentStore } from '@gloact/attachments'
import { gather, loopbackS3, zipOf } from '@gloact/attachments/testing'
import { readAudit } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, newId, ok, unwrap } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type Database } from '@gloact/postgres'
import { isSealBroken } from '@gloact/vault'
import { Kysely, PostgresDialect } from 'kysely'
import type { UploadedContent } from '../../contract/attachments/attachments.ts'
import type { AttachmentAdded } from '../../domain/attachments/attachment-payloads.ts'
import { filePolicy, FILE_PERMISSIONS } from '../../domain/file/policy.ts'
import { tables } from '../file/file-tables.ts'
import { loadFile } from '../file/file-store.ts'
import { addingAttachment } from '../testing/attach.ts'
import { act, day, protectionStage, STAFF, TODAY } from '../testing/stage.ts'
import { ask, codeOf, stepsOn } from '../testing/steps.ts'
import { tablesNaming } from '../testing/tables-naming.ts'
import type { AttachmentContext } from './attachment-context.ts'
import { deleteObjects, forgetAttachmentsOf } from './forget-attachments.ts'
import { openAttachment } from './open-attachment.ts'
import { sweepAttachments } from './sweep-attachments.ts'
import { uploadAttachment } from './upload-attachment.ts'

const stage = await protectionStage()
const { adultFile, record, read } = stepsOn(stage.context)
const folder = mkdtempSync(join(tmpdir(), 'attachments-'))
after(() => rmSync(folder, { recursive: true }))
const context: AttachmentContext = {
  ...stage.context,
  attachments: { store: fileAttachmentStore(folder), maxBytes: 2_000_000 },
}

async function* pieces(...all: (string | Uint8Array)[]) {
  for (const piece of all) yield Buffer.from(piece as string)
}
const LETTER = 'She wrote: the man at the tannery kept my passport in a biscuit tin.'

/** The smallest photograph that says where it was taken. */
const photo = (place = 'GPS 41.3167 69.2667') => {
  const exif = Buffer.from(`Exif\u0000\u0000MM\u0000*\u0000\u0000\u0000\u0008\u0000\u0000 ${place}`, 'latin1')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(exif.length + 2)
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe1]),
    length,
    exif,
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
  ])
}

const upload = (
  fileId: string,
  content: string | Uint8Array,
  more: {
    readonly by?: Principal
    readonly id?: string
    readonly declared?: string
    readonly context?: AttachmentContext
  } = {},
) =>
  uploadAttachment(more.context ?? context, more.by ?? STAFF.caseworker, {
    fileId,
    attachmentId: more.id ?? newId(),
    part: 'content',
    declared: more.declared,
    body: pieces(content),
  })

const adding = (attachmentId: string, content: UploadedContent, more: Partial<AttachmentAdded> = {}) =>
  addingAttachment(attachmentId, content, { title: 'A letter in her own hand', takenOn: day(TODAY), ...more })

/** A file with one attachment in it. */
async function withAttachment(
  content: string | Uint8Array = LETTER,
  more: Partial<AttachmentAdded> = {},
  identification = true,
) {
  const fileId = await adultFile(STAFF.caseworker, identification)
  const attachmentId = newId()
  const uploaded = unwrap(await upload(fileId, content, { id: attachmentId }))
  unwrap(await record(STAFF.caseworker, fileId, adding(attachmentId, uploaded, more)))
  return { fileId, attachmentId, uploaded }
}

const opening = (fileId: string, attachmentId: string, by: Principal, purpose: 'work_on_file' | null = null) =>
  openAttachment(context, by, { fileId, attachmentId, part: 'content', purpose })

const bytesOf = async (result: Awaited<ReturnType<typeof opening>>) =>
  Buffer.concat(await gather(unwrap(result).stream))

const stored = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
const auditOf = (fileId: string) =>
  readInScope(context.db, systemScope('DL'), (trx) => readAudit(trx, { objectId: fileId }))

test('what was uploaded and added opens again as it was, and its opening is recorded', async () => {
  const { fileId, attachmentId } = await withAttachment()
  const answer = await opening(fileId, attachmentId, STAFF.colleague)
  assert.equal(unwrap(answer).contentType, 'text/plain; charset=utf-8')
  assert.equal((await bytesOf(answer)).toString(), LETTER)
  const [shown] = (await read(STAFF.caseworker, fileId)).attachments
  assert.deepEqual(
    [shown?.title, shown?.mayOpen, shown?.bytes],
    ['A letter in her own hand', true, Buffer.byteLength(LETTER)],
  )
  const entries = await auditOf(fileId)
  assert.deepEqual(
    entries
      .filter(({ action }) => action.startsWith('file.attachment'))
      .map(({ action, actorId }) => `${action} by ${actorId}`)
      .toSorted(),
    [`file.attachment_opened by ${STAFF.colleague.userId}`, `file.attachment_uploaded by ${STAFF.caseworker.userId}`],
  )
})

test('on the disk lies nothing of what it says, under a name that says nothing', async () => {
  const { fileId, attachmentId } = await withAttachment()
  for (const entry of stored()) {
    const path = join(entry.parentPath, entry.name)
    assert.ok(!readFileSync(path).includes('biscuit'))
    assert.ok(!path.includes(fileId) && !path.includes(attachmentId))
  }
  assert.ok(stored().length > 0)
})

test('what an attachment is said to show lies sealed: in no row and no entry of the audit, also once it was taken out', async () => {
  const { fileId, attachmentId } = await withAttachment(LETTER, { title: 'The biscuit tin of Nurgul' })
  const reason = 'It shows the neighbour of Nurgul.'
  unwrap(await record(STAFF.caseworker, fileId, act('attachment_removed', { attachmentId, reason })))
  for (const words of ['biscuit tin of', 'neighbour of']) assert.deepEqual(await tablesNaming(stage.owner, words), [])
})

test('sending the same upload twice stores it once; the id with other content is refused', async () => {
  const fileId = await adultFile()
  const id = newId()
  const before = stored().length
  const first = unwrap(await upload(fileId, LETTER, { id }))
  assert.deepEqual(unwrap(await upload(fileId, LETTER, { id })), first)
  assert.equal(stored().length, before + 1)
  assert.equal(await codeOf(upload(fileId, 'something else', { id })), 'protection.attachment_differs')
  const other = await adultFile(STAFF.otherTeam)
  assert.equal(await codeOf(upload(other, LETTER, { id, by: STAFF.otherTeam })), 'protection.attachment_differs')
  assert.equal(stored().length, before + 1)
  const action = adding(id, first)
  unwrap(await record(STAFF.caseworker, fileId, action))
  unwrap(await record(STAFF.caseworker, fileId, action))
  assert.equal((await read(STAFF.caseworker, fileId)).attachments.length, 1)
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, adding(id, first))), 'protection.attachment_there')
})

test('an action adds what was uploaded for this file and is what it says, and nothing else', async () => {
  const fileId = await adultFile()
  const id = newId()
  const content = unwrap(await upload(fileId, LETTER, { id }))
  const of = (changed: Partial<UploadedContent>) =>
    codeOf(record(STAFF.caseworker, fileId, adding(id, { ...content, ...changed })))
  assert.equal(await of({ contentType: 'image/png' }), 'protection.attachment_differs')
  assert.equal(await of({ bytes: 1 }), 'protection.attachment_differs')
  assert.equal(await of({ sha256: '0'.repeat(64) }), 'protection.attachment_differs')
  assert.equal(await of({ thumbnail: true }), 'protection.attachment_differs')
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, adding(newId(), content))),
    'protection.attachment_missing',
  )
  const other = await adultFile()
  assert.equal(await codeOf(record(STAFF.caseworker, other, adding(id, content))), 'protection.attachment_missing')
  const future = adding(id, content, { takenOn: day('2030-01-01') })
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, future)), 'protection.date_in_future')
  const nobody = adding(id, content, { sensitivity: 'restricted' })
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, nobody)), 'protection.attachment_audience')
  assert.equal(
    await codeOf(record(STAFF.caseworker, fileId, adding(id, content, { kind: 'consent_form', consentId: newId() }))),
    'protection.attachment_consent_unknown',
  )
})

test('a paper consent that was scanned stands with the consent that it is of', async () => {
  const fileId = await adultFile()
  const id = newId()
  const content = unwrap(await upload(fileId, '%PDF-1.7 a scan', { id, declared: 'application/pdf' }))
  const consentId = (await read(STAFF.caseworker, fileId)).consents[0]!.actionId as never
  unwrap(await record(STAFF.caseworker, fileId, adding(id, content, { kind: 'consent_form', consentId })))
  assert.equal((await read(STAFF.caseworker, fileId)).attachments[0]?.consentId, consentId)
})

test('an upload that lies about its type, that can act, that swells or that is too large is refused, and nothing is stored', async () => {
  const fileId = await adultFile()
  const before = stored().length
  const of = (content: string | Uint8Array, declared?: string) =>
    codeOf(upload(fileId, content, declared === undefined ? {} : { declared }))
  assert.equal(await of(LETTER, 'image/jpeg'), 'protection.attachment_lies')
  assert.equal(await of('<svg onload=alert(1)>', 'text/plain'), 'protection.attachment_refused')
  assert.equal(await of('<html></html>', 'text/html'), 'protection.attachment_refused')
  const bomb = zipOf([
    { name: '[Content_Types].xml', content: 'x' },
    { name: 'xl/workbook.xml', content: 'x' },
    { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(60_000_000) },
  ])
  assert.ok(bomb.length < 200_000)
  assert.equal(await of(bomb), 'protection.attachment_bomb')
  assert.equal(
    await of('%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>'),
    'protection.attachment_acts',
  )
  assert.equal(await of('%PDF-1.7\ntrailer << /Encrypt 4 0 R >>'), 'protection.attachment_locked')
  assert.equal(await of(photo().subarray(0, 20), 'image/jpeg'), 'protection.attachment_damaged')
  assert.equal(await of(''), 'protection.attachment_empty')
  let asked = 0
  async function* endless() {
    for (;;) {
      asked += 1
      yield randomBytes(100_000)
    }
  }
  const large = uploadAttachment(context, STAFF.caseworker, {
    fileId,
    attachmentId: newId(),
    part: 'content',
    body: endless(),
  })
  assert.equal(await codeOf(large), 'protection.attachment_too_large')
  assert.ok(asked <= 21, 'it stops as soon as it is too large')
  assert.equal(stored().length, before)
})

test('a photograph loses where it was taken before it is kept', async () => {
  const { fileId, attachmentId, uploaded } = await withAttachment(photo(), { kind: 'photo' })
  const kept = await bytesOf(await opening(fileId, attachmentId, STAFF.caseworker))
  assert.ok(photo().includes('GPS') && !kept.includes('GPS') && !kept.includes('Exif'))
  assert.equal(kept.length, uploaded.bytes)
  assert.equal(createHash('sha256').update(kept).digest('hex'), uploaded.sha256)
})

test('a small picture is taken once, from the person who uploaded, before the attachment is added', async () => {
  const fileId = await adultFile()
  const attachmentId = newId()
  unwrap(await upload(fileId, photo(), { id: attachmentId }))
  const small = (by: Principal, content: Uint8Array | string) =>
    uploadAttachment(context, by, { fileId, attachmentId, part: 'thumbnail', body: pieces(content) })
  assert.equal(await codeOf(small(STAFF.colleague, photo())), 'protection.attachment_missing')
  assert.equal(await codeOf(small(STAFF.caseworker, LETTER)), 'protection.attachment_refused')
  assert.equal(await codeOf(small(STAFF.caseworker, Buffer.alloc(200_000, 65))), 'protection.attachment_too_large')
  const content = unwrap(await small(STAFF.caseworker, photo('small')))
  assert.equal(content.thumbnail, true)
  const before = stored().length
  unwrap(await small(STAFF.caseworker, photo('another')))
  assert.equal(stored().length, before)
  unwrap(await record(STAFF.caseworker, fileId, adding(attachmentId, content, { kind: 'photo' })))
  const shown = await openAttachment(context, STAFF.colleague, {
    fileId,
    attachmentId,
    part: 'thumbnail',
    purpose: null,
  })
  assert.equal(unwrap(shown).contentType, 'image/jpeg')
  await gather(unwrap(shown).stream)
  const opened = (await auditOf(fileId)).filter(({ action }) => action === 'file.attachment_opened')
  assert.equal(opened.length, 0, 'reading the file says it')
})

test('what says who the person is opens with a purpose, which is recorded', async () => {
  const { fileId, attachmentId } = await withAttachment(photo(), { kind: 'photo', sensitivity: 'identifying' })
  assert.equal(await codeOf(opening(fileId, attachmentId, STAFF.colleague)), 'protection.attachment_purpose_missing')
  await bytesOf(await opening(fileId, attachmentId, STAFF.colleague, 'work_on_file'))
  const entry = (await auditOf(fileId)).find(({ action }) => action === 'file.attachment_opened')
  assert.equal(entry?.purpose, 'work_on_file')
})

test('what is restricted opens for its audience alone, and shows others only that it is there', async () => {
  const { fileId, attachmentId } = await withAttachment('An account of the examination', {
    kind: 'medical_document',
    sensitivity: 'restricted',
    audience: 'medical',
    title: 'The examination',
  })
  unwrap(
    await record(
      STAFF.caseworker,
      fileId,
      act('audience_set', { audience: 'medical', userIds: [STAFF.colleague.userId] }),
    ),
  )
  assert.equal(await codeOf(opening(fileId, attachmentId, STAFF.supervisor, 'work_on_file')), 'protection.not_allowed')
  const hidden = (await read(STAFF.supervisor, fileId)).attachments[0]
  assert.deepEqual([hidden?.title, hidden?.mayOpen], [null, false])
  assert.ok(!JSON.stringify(await read(STAFF.supervisor, fileId)).includes('The examination'))
  assert.equal((await read(STAFF.colleague, fileId)).attachments[0]?.title, 'The examination')
  await bytesOf(await opening(fileId, attachmentId, STAFF.colleague, 'work_on_file'))
})

test('another agency knows of an attachment only where the file is shared and its data group was agreed', async () => {
  const unshared = await withAttachment()
  const agreed = await withAttachment('Of exploitation', { dataGroup: 'exploitation', title: 'Shared' })
  for (const { fileId, attachmentId } of [unshared, agreed]) {
    assert.equal(await codeOf(opening(fileId, attachmentId, STAFF.authority)), 'protection.not_found')
    assert.equal(await codeOf(opening(fileId, attachmentId, STAFF.stranger)), 'protection.not_found')
    unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  }
  assert.deepEqual((await read(STAFF.authority, unshared.fileId)).attachments, [])
  assert.equal(
    await codeOf(opening(unshared.fileId, unshared.attachmentId, STAFF.authority, 'work_on_file')),
    'protection.not_found',
  )
  assert.deepEqual(
    (await read(STAFF.authority, agreed.fileId)).attachments.map(({ title }) => title),
    ['Shared'],
  )
  await bytesOf(await opening(agreed.fileId, agreed.attachmentId, STAFF.authority))
  assert.equal(await codeOf(opening(agreed.fileId, agreed.attachmentId, STAFF.stranger)), 'protection.not_found')
})

test('who may not add to a file may not upload for it either, and a stranger is told that there is none', async () => {
  const fileId = await adultFile()
  const before = stored().length
  assert.equal(await codeOf(upload(fileId, LETTER, { by: STAFF.stranger })), 'protection.not_found')
  assert.equal(await codeOf(upload(fileId, LETTER, { by: STAFF.administrator })), 'protection.not_found')
  unwrap(await record(STAFF.caseworker, fileId, ask('reasonable_grounds')))
  assert.equal(await codeOf(upload(fileId, LETTER, { by: STAFF.authority })), 'protection.not_allowed')
  assert.equal(await codeOf(upload(newId(), LETTER)), 'protection.not_found')
  assert.equal(stored().length, before)
})

test('an attachment that was removed is shown and opened no more; the record of it stays', async () => {
  const { fileId, attachmentId } = await withAttachment()
  const removing = act('attachment_removed', { attachmentId, reason: "It is another person's." })
  unwrap(await record(STAFF.caseworker, fileId, removing))
  assert.equal(await codeOf(opening(fileId, attachmentId, STAFF.caseworker)), 'protection.not_found')
  const [shown] = (await read(STAFF.caseworker, fileId)).attachments
  assert.deepEqual([shown?.mayOpen, shown?.removed?.reason], [false, "It is another person's."])
  const again = act('attachment_removed', { attachmentId, reason: 'again' })
  assert.equal(await codeOf(record(STAFF.caseworker, fileId, again)), 'protection.attachment_missing')
})

test(
  'a disk that is full is said plainly, nothing half-written stays, and the file goes on',
  { skip: !existsSync('/dev/full') },
  async () => {
    const fileId = await adultFile()
    const before = stored().length
    const full: AttachmentContext = {
      ...context,
      attachments: {
        ...context.attachments,
        store: fileAttachmentStore(folder, { openForWriting: () => open('/dev/full', 'w') }),
      },
    }
    const id = newId()
    assert.equal(await codeOf(upload(fileId, LETTER, { id, context: full })), 'protection.attachment_no_room')
    assert.equal(stored().length, before)
    const rows = await readInScope(context.db, systemScope('DL'), (trx) =>
      tables(trx).selectFrom('protection.attachment').select('id').where('id', '=', id).execute(),
    )
    assert.deepEqual(rows, [])
    // Once there is room again, the same sending goes through.
    unwrap(await upload(fileId, LETTER, { id }))
  },
)

/** The stage's database, over a connection that breaks off, once armed, when a commit is through and before it is answered. */
function breakingOff() {
  const dialect = new PostgresDialect({ pool: stage.db.pool })
  const driver = dialect.createDriver()
  const commit = driver.commitTransaction.bind(driver)
  let armed = false
  driver.commitTransaction = async (connection) => {
    await commit(connection)
    if (armed) throw new Error('Connection terminated unexpectedly')
  }
  const db: Database = new Kysely({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => dialect.createAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (over) => dialect.createIntrospector(over),
    },
  })
  return { db, arm: () => (armed = true) }
}

test('an upload whose connection breaks off while it is committed keeps its object, and sending it again says the truth', async () => {
  const fileId = await adultFile()
  const attachmentId = newId()
  const unsure = async (part: 'content' | 'thumbnail', content: Uint8Array) => {
    const { db, arm } = breakingOff()
    const body = (async function* armed() {
      yield content
      arm()
    })()
    const sending = uploadAttachment({ ...context, db }, STAFF.caseworker, { fileId, attachmentId, part, body })
    await assert.rejects(sending, /Connection terminated/)
  }
  await unsure('content', photo())
  unwrap(await upload(fileId, photo(), { id: attachmentId }))
  await unsure('thumbnail', photo('small'))
  const again = { fileId, attachmentId, part: 'thumbnail', body: pieces(photo('small')) } as const
  const content = unwrap(await uploadAttachment(context, STAFF.caseworker, again))
  assert.equal(content.thumbnail, true)
  unwrap(await record(STAFF.caseworker, fileId, adding(attachmentId, content, { kind: 'photo' })))
  for (const part of ['content', 'thumbnail'] as const) {
    const opened = await openAttachment(context, STAFF.caseworker, { fileId, attachmentId, part, purpose: null })
    assert.ok((await bytesOf(opened)).length > 0)
  }
})

test('objects that change places, were changed or are gone do not open', async () => {
  const [one, two] = [await withAttachment('the first letter'), await withAttachment('the other letter')]
  const rows = await readInScope(context.db, systemScope('DL'), (trx) =>
    tables(trx)
      .selectFrom('protection.attachment')
      .selectAll()
      .where('id', 'in', [one.attachmentId, two.attachmentId])
      .execute(),
  )
  const [a, b] = [one, two].map(({ attachmentId }) => rows.find(({ id }) => id === attachmentId)!.object_id)
  const path = (id: string) => join(folder, id.slice(0, 2), id)
  const [first, second] = [readFileSync(path(a!)), readFileSync(path(b!))]
  writeFileSync(path(a!), second)
  await assert.rejects(opening(one.fileId, one.attachmentId, STAFF.caseworker), isSealBroken)
  writeFileSync(path(a!), first.subarray(0, first.length - 1))
  await assert.rejects(opening(one.fileId, one.attachmentId, STAFF.caseworker), isSealBroken)
  rmSync(path(a!))
  assert.equal(await codeOf(opening(one.fileId, one.attachmentId, STAFF.caseworker)), 'protection.attachment_lost')
})

test('one person sends three at once and no more; the next goes through when one has ended', async () => {
  const fileId = await adultFile()
  const release: (() => void)[] = []
  const slow = () =>
    uploadAttachment(context, STAFF.caseworker, {
      fileId,
      attachmentId: newId(),
      part: 'content',
      body: (async function* () {
        yield Buffer.from('slow')
        await new Promise<void>((resolve) => release.push(resolve))
      })(),
    })
  const running = [slow(), slow(), slow()]
  while (release.length < 3) await new Promise((resolve) => setImmediate(resolve))
  assert.equal(await codeOf(upload(fileId, LETTER)), 'protection.attachment_busy')
  for (const go of release) go()
  for (const result of await Promise.all(running)) unwrap(result)
  unwrap(await upload(fileId, LETTER))
})

test('uploads that nothing refers to and objects that no row knows are swept after a day, and nothing else', async () => {
  const kept = await withAttachment('kept for good')
  const fileId = await adultFile()
  const forgotten = newId()
  unwrap(await upload(fileId, 'never added', { id: forgotten }))
  const orphans = [newObjectId(), newObjectId()]
  for (const id of orphans) unwrap(await context.attachments.store.put(id, pieces('of nobody')))
  const path = (id: string) => join(folder, id.slice(0, 2), id)
  utimesSync(path(orphans[0]!), new Date('2020-01-01'), new Date('2020-01-01'))
  utimesSync(path(orphans[1]!), new Date('2099-01-01'), new Date('2099-01-01'))
  stage.clock.set('2026-11-26T10:00:00Z')
  try {
    const young = newId()
    unwrap(await upload(fileId, 'on its way', { id: young }))
    const swept = await sweepAttachments(context)
    assert.ok(swept.uploads >= 1)
    assert.deepEqual(
      orphans.map((id) => existsSync(path(id))),
      [false, true],
    )
    const ids = await readInScope(context.db, systemScope('DL'), (trx) =>
      tables(trx).selectFrom('protection.attachment').select('id').execute(),
    )
    const there = new Set(ids.map(({ id }) => id))
    assert.deepEqual(
      [forgotten, young, kept.attachmentId].map((id) => there.has(id)),
      [false, true, true],
    )
    await bytesOf(await opening(kept.fileId, kept.attachmentId, STAFF.caseworker))
    assert.equal(
      await codeOf(
        record(
          STAFF.caseworker,
          fileId,
          adding(forgotten, { contentType: 'text/plain', bytes: 11, sha256: '0'.repeat(64), thumbnail: false }),
        ),
      ),
      'protection.attachment_missing',
    )
  } finally {
    stage.clock.set(`${TODAY}T09:00:00Z`)
  }
})

test("erasing a person's key leaves nothing that opens, and their objects are deleted", async () => {
  const { fileId, attachmentId } = await withAttachment('to be erased')
  const file = unwrap(
    await inScope(context.db, systemScope('DL'), (trx) =>
      loadFile(trx, context.vault, fileId, STAFF.caseworker.agencyId),
    ),
  )
  const personId = file.row.person_id
  const before = stored().length
  const objects = unwrap(
    await inScope(context.db, systemScope('DL'), async (trx) => {
      unwrap(await context.vault.destroyPersonKey(trx, personId))
      return ok(await forgetAttachmentsOf(trx, personId))
    }),
  )
  assert.equal(objects.length, 1)
  assert.deepEqual(await deleteObjects(context.attachments.store, objects), { left: 0 })
  assert.equal(stored().length, before - 1)
  assert.equal(await codeOf(opening(fileId, attachmentId, STAFF.caseworker)), 'protection.not_found')
})

test('attachments are kept in a bucket as on a disk', async () => {
  const credentials = { accessKey: 'TEST', secretKey: 'of nobody', region: 'eu-central-1' }
  const server = await loopbackS3('files', credentials)
  try {
    const s3: AttachmentContext = {
      ...context,
      attachments: {
        maxBytes: 2_000_000,
        store: s3AttachmentStore({ ...credentials, endpoint: server.endpoint, bucket: 'files', waits: [] }),
      },
    }
    const fileId = await adultFile()
    const attachmentId = newId()
    const content = unwrap(await upload(fileId, LETTER, { id: attachmentId, context: s3 }))
    unwrap(await record(STAFF.caseworker, fileId, adding(attachmentId, content)))
    const answer = await openAttachment(s3, STAFF.caseworker, { fileId, attachmentId, part: 'content', purpose: null })
    assert.equal((await bytesOf(answer)).toString(), LETTER)
    assert.ok([...server.objects.values()].every(({ bytes }) => !bytes.includes('biscuit')))
    server.failNext(507)
    assert.equal(await codeOf(upload(fileId, LETTER, { context: s3 })), 'protection.attachment_no_room')
  } finally {
    await server.close()
  }
})

test('anyone who may add an attachment may read the file that it is added to', () => {
  assert.ok(FILE_PERMISSIONS.includes('action.attachment_added'))
  const file = {
    agencyId: STAFF.caseworker.agencyId,
    teamId: null,
    assignedTo: null,
    openedBy: null,
    path: 'adult',
    status: 'open',
    sharedWithAgency: false,
    openedInEmergency: false,
  } as const
  for (const who of Object.values(STAFF)) {
    for (const assignedTo of [null, who.userId]) {
      const resource = { ...file, assignedTo, agencyId: who.agencyId }
      if (!filePolicy.decide(who, 'action.attachment_added', resource).allowed) continue
      assert.ok(filePolicy.decide(who, 'file.read', resource).allowed, who.displayName)
    }
  }
})

test('where there is a virus scanner nothing is stored that it has not called clean; what it finds is recorded, what it does not answer is not taken', async () => {
  const fileId = await adultFile()
  const seen: Buffer[] = []
  const scanner = {
    name: 'invented',
    scan: async (bytes: Uint8Array) => {
      seen.push(Buffer.from(bytes))
      if (Buffer.from(bytes).includes('AWAY')) return err('unreachable' as const)
      return ok(Buffer.from(bytes).includes('VIRUS') ? ('infected' as const) : ('clean' as const))
    },
    ping: async () => true,
  }
  const scanning = { ...context, attachments: { ...context.attachments, scanner } }
  const sent = (content: string) =>
    uploadAttachment(scanning, STAFF.caseworker, {
      fileId,
      attachmentId: newId(),
      part: 'content',
      body: pieces(content),
    })
  const before = stored().length
  assert.equal(await codeOf(sent('A letter with VIRUS.')), 'protection.attachment_infected')
  assert.equal(await codeOf(sent('AWAY')), 'protection.attachment_unscanned')
  assert.equal(stored().length, before)
  assert.equal((await auditOf(fileId)).filter(({ action }) => action === 'file.attachment_infected').length, 1)
  unwrap(await sent('A letter.'))
  assert.equal(stored().length, before + 1)
  assert.deepEqual(
    seen.map(String),
    ['A letter with VIRUS.', 'AWAY', 'A letter.'],
    'as it came, before it is changed or sealed',
  )
})
