import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { unwrap } from '@gloact/kernel'
import fc from 'fast-check'
import { readCsv } from './read-csv.ts'
import { spoolUpload } from './upload-spool.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-spool-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test('any part of an upload reads as it was sent, however it came', async () => {
  const whole = Buffer.from(Array.from({ length: 200_000 }, (_, index) => index % 251))
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 997, max: 90_000 }),
      fc.nat(200_000),
      fc.nat(200_000),
      async (length, piece, position, part) => {
        const bytes = whole.subarray(0, length)
        const spool = unwrap(await spoolUpload(inPieces(bytes, piece), { name: 'a.csv', limit: 200_000, folder }))
        assert.equal(await spool.size(), length)
        assert.ok((await spool.read(position, part)).equals(bytes.subarray(position, position + part)))
        await spool.close()
      },
    ),
    { numRuns: 40 },
  )
  assert.deepEqual(readdirSync(folder), [])
})

test('what was uploaded lies on the disk sealed, is read by the importers, and goes when it is done with', async () => {
  const bytes = Buffer.from('prs_FirstName,prs_SecondName\nSelma,Nangolo\n')
  const spool = unwrap(await spoolUpload(inPieces(bytes, 7), { name: 'people.csv', limit: 1_000, folder }))
  const [stored] = readdirSync(folder)
  assert.ok(stored && !stored.includes('people'))
  assert.ok(!readFileSync(join(folder, stored)).includes('Selma'))
  const rows: (readonly string[])[] = []
  for await (const { cells } of readCsv(spool)) rows.push(cells)
  assert.deepEqual(rows[1], ['Selma', 'Nangolo'])
  await spool.close()
  assert.deepEqual(readdirSync(folder), [])
})

test('an upload beyond the limit is refused, and so is one that the disk has no room for; nothing of either stays', async () => {
  const refused = await spoolUpload(inPieces(Buffer.alloc(2_000), 500), { name: 'a', limit: 1_999, folder })
  assert.equal(refused.ok ? '' : refused.error.code, 'protection.import_too_large')
  async function* full(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(10)
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  const without = await spoolUpload(full(), { name: 'a', limit: 1_999, folder })
  assert.equal(without.ok ? '' : without.error.code, 'protection.import_no_room')
  assert.deepEqual(readdirSync(folder), [])
})
