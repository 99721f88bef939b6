import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { asInstant, fixedClock, newId, ok, unwrap } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { sql } from 'kysely'
import { z } from 'zod'
import { enterPeer, officerScope, testCountry, testWire, type TestCountry } from '../testing.ts'

const clock = fixedClock('2026-11-28T09:00:00Z')
const wire = testWire()
const DL = await testCountry('DL', { clock, channel: wire.of('DL') })
const XN = await testCountry('XN', { clock, channel: wire.of('XN'), maxBytes: 4_000_000 })
for (const country of [DL, XN]) {
  wire.connect(country)
  for (const [type, takesFiles] of [
    ['trial.filed', true],
    ['trial.said', false],
  ] as const) {
    country.exchange.registerMessageType({
      type,
      schemaVersion: 1,
      schema: z.strictObject({ word: z.string() }),
      takesFiles,
      apply: async () => ok(undefined),
    })
  }
}
await enterPeer(DL, XN)
await enterPeer(XN, DL)

/** Plain text of so many bytes that nobody else wrote. */
const textOf = (bytes: number): Buffer =>
  Buffer.from(
    randomBytes(Math.ceil(bytes / 2))
      .toString('hex')
      .slice(0, bytes),
  )
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const later = (minutes: number): void => clock.set(asInstant(Date.parse(clock.now()) + minutes * 60_000))

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const add = (
  bytes: Uint8Array,
  { about = newId<string>(), id = newId<string>(), name = 'Statement of July.txt' } = {},
) =>
  DL.exchange.files.add(DL.officers[0], {
    id,
    about,
    peer: 'XN',
    agencyId: DL.agencyId,
    name,
    declared: 'text/plain',
    body: once(bytes),
  })

const send = (
  files: readonly string[],
  { type = 'trial.filed', conversationId = undefined as string | undefined } = {},
) =>
  DL.asOfficer((trx) =>
    DL.exchange.enqueueMessage(trx, {
      ...(conversationId !== undefined && { conversationId }),
      fromAuthority: 'central_authority',
      to: { country: 'XN', authority: 'central_authority' },
      type,
      schemaVersion: 1,
      handling: { tlp: 'amber', h: ['h1'], evaluation: null, text: null },
      purpose: 'trial',
      legalBasis: 'untoc-18',
      body: { word: 'enclosed' },
      files,
    }),
  )

const last = async (at: TestCountry, conversationId: string) =>
  (
    await inScope(at.database.db, at.officers[0], async (trx) =>
      ok(await at.exchange.messagesOf(trx, conversationId)),
    ).then(unwrap)
  ).at(-1)

const filesAt = (at: TestCountry, conversationId: string) =>
  at.asSystem((trx) => at.exchange.files.of(trx, { about: newId(), conversationId }))

async function bytesAt(at: TestCountry, id: string, direction: 'out' | 'in'): Promise<Buffer> {
  const { stream } = unwrap(await at.asOfficer((trx) => at.exchange.files.open(trx, { id, direction })))
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces)
}

const count = async (at: TestCountry, table: 'attachment' | 'chunk'): Promise<number> =>
  (await sql<{ count: number }>`select count(*) from ${sql.table(`exchange.${table}`)}`.execute(at.database.owner))
    .rows[0]!.count

const objectsAt = (at: TestCountry): readonly Buffer[] => {
  const folder = join(at.folder, 'attachments')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
}

describe('a file that goes with a message', () => {
  test('arrives whole, with the same hash and name on both sides, and lies sealed on both', async () => {
    const bytes = textOf(2_500_000)
    const { id, sha256 } = unwrap(await add(bytes))
    assert.equal(sha256, hashOf(bytes))
    const { conversationId } = unwrap(await send([id]))
    await DL.exchange.deliverDue()
    assert.equal((await last(DL, conversationId))?.state, 'delivered')
    const [[here], [there]] = [await filesAt(DL, conversationId), await filesAt(XN, conversationId)]
    assert.deepEqual(
      [here?.sha256, here?.name, here?.there, here?.messageId],
      [there?.sha256, there?.name, there?.there, there?.messageId],
    )
    assert.deepEqual([here?.name, here?.there], ['Statement of July.txt', 1])
    assert.ok((await bytesAt(XN, id, 'in')).equals(bytes))
    assert.ok((await bytesAt(DL, id, 'out')).equals(bytes))
    assert.equal(await count(XN, 'chunk'), 0)
    for (const at of [DL, XN]) {
      const { rows } = await sql<{ text: string }>`
        select coalesce(string_agg(attachment::text, ''), '') || (select string_agg(message::text, '') from exchange.message) as text
        from exchange.attachment`.execute(at.database.owner)
      const hidden = [bytes.subarray(0, 40), Buffer.from('Statement of July')]
      for (const word of hidden) {
        assert.equal(rows[0]!.text.includes(word.toString('hex')) || rows[0]!.text.includes(word.toString()), false)
        for (const object of objectsAt(at)) assert.equal(object.includes(word), false)
      }
    }
  })

  test('goes on from where it was cut, and not from the beginning', async () => {
    const { id } = unwrap(await add(textOf(3_500_000)))
    const { conversationId } = unwrap(await send([id]))
    wire.pieces = 2
    await DL.exchange.deliverDue()
    assert.equal((await last(DL, conversationId))?.state, 'queued')
    assert.equal(await count(XN, 'chunk'), 2)
    const [half] = await filesAt(DL, conversationId)
    assert.ok(half!.there > 0.5 && half!.there < 1)
    // Exactly those that are missing pass.
    wire.pieces = 2
    later(1)
    await DL.exchange.deliverDue()
    wire.pieces = Infinity
    assert.equal((await last(DL, conversationId))?.state, 'delivered')
    assert.equal((await filesAt(XN, conversationId)).length, 1)
  })

  test('whose answers are lost is brought once', async () => {
    const bytes = textOf(1_200_000)
    const { id } = unwrap(await add(bytes))
    const { conversationId } = unwrap(await send([id]))
    wire.fate = 'answer_lost'
    for (let times = 0; times < 4; times++) {
      await DL.exchange.deliverDue()
      later(20)
    }
    wire.fate = 'passes'
    await DL.exchange.deliverDue()
    assert.equal((await last(DL, conversationId))?.state, 'delivered')
    assert.ok((await bytesAt(XN, id, 'in')).equals(bytes))
  })

  test('is fetched with its message where nothing gets through to the other side', async () => {
    const bytes = textOf(2_200_000)
    const { id } = unwrap(await add(bytes))
    const { conversationId } = unwrap(await send([id]))
    await XN.exchange.pull()
    assert.equal((await last(DL, conversationId))?.state, 'delivered')
    assert.ok((await bytesAt(XN, id, 'in')).equals(bytes))
    // Nobody else's, and none that was not sent.
    assert.equal(await DL.exchange.handlers.give('XS', { id, begins: 0 }), undefined)
    const kept = unwrap(await add(textOf(10)))
    assert.equal(await DL.exchange.handlers.give('XN', { id: kept.id, begins: 0 }), undefined)
  })

  test('is sent once, by whose it is, to the country that it was added for', async () => {
    const bytes = textOf(100)
    const [id, about] = [newId<string>(), newId<string>()]
    unwrap(await add(bytes, { id, about }))
    unwrap(await add(bytes, { id, about }))
    const other = await add(textOf(100), { id, about })
    assert.equal(!other.ok && other.error.code, 'exchange.unknown_file')
    const stranger = officerScope('DL', newId())
    const seen = await inScope(DL.database.db, stranger, async (trx) =>
      ok(await DL.exchange.files.of(trx, { about, conversationId: null })),
    ).then(unwrap)
    assert.deepEqual(seen, [])
    unwrap(await send([id]))
    const again = await send([id])
    assert.equal(!again.ok && again.error.code, 'exchange.unknown_file')
    const removed = await DL.asOfficer((trx) => DL.exchange.files.remove(trx, { id, about }))
    assert.equal(!removed.ok && removed.error.code, 'exchange.unknown_file')
    await DL.exchange.deliverDue()
  })

  test('is refused here where it is no document, and taken away as long as it was not sent', async () => {
    const program = await add(Buffer.from('<svg onload="x"/>'))
    assert.equal(!program.ok && program.error.code, 'exchange.attachment_refused')
    const named = await add(textOf(10), { name: 'two\nlines' })
    assert.equal(!named.ok && named.error.code, 'exchange.attachment_refused')
    const large = await add(textOf(5_000_001))
    assert.equal(!large.ok && large.error.code, 'exchange.attachment_too_large')
    const about = newId<string>()
    const { id } = unwrap(await add(textOf(10), { about }))
    unwrap(await DL.asOfficer((trx) => DL.exchange.files.remove(trx, { id, about })))
    assert.deepEqual(await DL.asSystem((trx) => DL.exchange.files.of(trx, { about, conversationId: null })), [])
  })
})

describe('a file that does not belong here', () => {
  test('is refused with a signed reason before a byte of it crosses where it is too large, and the conversation goes on', async () => {
    const { id } = unwrap(await add(textOf(4_500_000)))
    const { conversationId } = unwrap(await send([id]))
    const before = [await count(XN, 'attachment'), objectsAt(XN).length]
    await DL.exchange.deliverDue()
    const refused = await last(DL, conversationId)
    assert.deepEqual([refused?.state, refused?.reason], ['refused', 'exchange.attachment_too_large'])
    assert.deepEqual(
      refused?.receipts.map(({ kind, reason }) => [kind, reason]),
      [['refused', 'exchange.attachment_too_large']],
    )
    assert.deepEqual([await count(XN, 'attachment'), objectsAt(XN).length, await count(XN, 'chunk')], [...before, 0])
    unwrap(await send([], { conversationId }))
    await DL.exchange.deliverDue()
    assert.equal((await last(DL, conversationId))?.state, 'delivered')
  })

  test('is refused with a signed reason where a byte of it was changed, and nothing of it stays', async () => {
    const { id } = unwrap(await add(textOf(1_500_000)))
    const { conversationId } = unwrap(await send([id]))
    wire.pieces = 1
    await DL.exchange.deliverDue()
    const { rows } = await sql<{ object_id: string }>`select object_id from exchange.chunk`.execute(XN.database.owner)
    const [chunk] = readdirSync(join(XN.folder, 'attachments'), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.name.startsWith(rows[0]!.object_id),
    )
    const path = join(chunk!.parentPath, chunk!.name)
    const changed = readFileSync(path)
    changed[70_000]! ^= 1
    chmodSync(path, 0o600)
    writeFileSync(path, changed)
    wire.pieces = Infinity
    later(1)
    await DL.exchange.deliverDue()
    const refused = await last(DL, conversationId)
    assert.deepEqual([refused?.state, refused?.reason], ['refused', 'exchange.attachment_changed'])
    assert.deepEqual([(await filesAt(XN, conversationId)).length, await count(XN, 'chunk')], [0, 0])
  })

  test('is refused with a message that takes none', async () => {
    const { id } = unwrap(await add(textOf(10)))
    const { conversationId } = unwrap(await send([id], { type: 'trial.said' }))
    await DL.exchange.deliverDue()
    const refused = await last(DL, conversationId)
    assert.deepEqual([refused?.state, refused?.reason], ['refused', 'exchange.files_not_expected'])
  })

  test('is not held without end, nor for longer than a week', async () => {
    const { piece } = XN.exchange.handlers
    const id = newId<string>()
    assert.deepEqual(await piece('DL', { id, begins: 5, bytes: Buffer.from('gap') }), { held: 0 })
    assert.deepEqual(await piece('DL', { id, begins: 0, bytes: Buffer.from('begins') }), { held: 6 })
    assert.deepEqual(await piece('DL', { id, begins: 0, bytes: Buffer.from('again') }), { held: 6 })
    for (let begins = 6; ; begins += 1_000_000) {
      const taken = await piece('DL', { id, begins, bytes: new Uint8Array(1_000_000) })
      if ('held' in taken) continue
      assert.deepEqual([taken, begins], [{ refused: 'too_large' }, 4_000_006])
      break
    }
    await sql`update exchange.chunk set received_at = received_at - interval '8 days'`.execute(XN.database.owner)
    await XN.exchange.forgetChunks()
    assert.equal(await count(XN, 'chunk'), 0)
  })
})

test('the key of a file is destroyed with its conversation, and its object goes with the sweep', async () => {
  const { id } = unwrap(await add(textOf(10)))
  const { conversationId } = unwrap(await send([id]))
  await DL.exchange.deliverDue()
  const { rows } = await sql<{ objects: string[] }>`select objects from exchange.attachment where id = ${id}`.execute(
    XN.database.owner,
  )
  const { objects } = rows[0]!
  assert.deepEqual([...(await XN.exchange.files.kept(objects))], objects)
  await XN.asSystem((trx) => XN.exchange.eraseConversation(trx, conversationId))
  assert.deepEqual([...(await XN.exchange.files.kept(objects))], [])
  const opened = await XN.asOfficer((trx) => XN.exchange.files.open(trx, { id, direction: 'in' }))
  assert.equal(!opened.ok && opened.error.code, 'exchange.unknown_file')
})
