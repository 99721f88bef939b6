import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipOf, type ZipPart } from './testing.ts'
import fc from 'fast-check'
import { bytesSource, openZip, ZipError, type ZipLimits, type ZipProblem } from './index.ts'

const LIMITS: ZipLimits = { entries: 10, bytes: 1_000_000, ratio: 100, ratioFrom: 50_000 }

/** What the whole archive says, or what is wrong with it: when it is opened or when it is read. */
async function readAll(bytes: Uint8Array, limits = LIMITS): Promise<Record<string, string> | ZipProblem> {
  const opened = await openZip(bytesSource(bytes), limits)
  if (!opened.ok) return opened.error
  const said: Record<string, string> = {}
  try {
    for (const { name } of opened.value.entries) {
      const pieces: Uint8Array[] = []
      for await (const piece of opened.value.read(name)) pieces.push(piece)
      said[name] = Buffer.concat(pieces).toString()
    }
  } catch (error) {
    if (error instanceof ZipError) return error.problem
    throw error
  }
  return said
}

const PARTS: readonly ZipPart[] = [
  { name: 'a.txt', content: 'the first' },
  { name: 'folder/b.txt', content: 'the second', stored: true },
  { name: 'empty', content: '' },
]
const archive = () => Buffer.from(zipOf(PARTS))
/** Where the directory's entry of a part begins. */
const entryAt = (bytes: Buffer, index: number): number => {
  let at = -1
  for (let seen = 0; seen <= index; seen += 1) at = bytes.indexOf('PK\u0001\u0002', at + 1)
  return at
}

test('parts are read in any order, packed or not', async () => {
  assert.deepEqual(await readAll(archive()), { 'a.txt': 'the first', 'folder/b.txt': 'the second', empty: '' })
})

test('what an archive says about itself is held against the limits before anything is unpacked', async () => {
  const many = Array.from({ length: 11 }, (_, index) => ({ name: `${index}`, content: '' }))
  assert.equal(await readAll(zipOf(many)), 'too_large')
  const zeros = Buffer.alloc(600_000)
  const wide = { ...LIMITS, ratio: 10_000 }
  assert.equal(await readAll(zipOf([1, 2].map((name) => ({ name: `${name}`, content: zeros }))), wide), 'too_large')
  assert.notEqual(await readAll(zipOf([{ name: 'a', content: zeros }]), wide), 'too_large')
  assert.equal(await readAll(zipOf([{ name: 'a', content: zeros }])), 'too_large')
})

test('a part that holds more than it says stops at what it says, and one that holds less is damage', async () => {
  const zeros = Buffer.alloc(500_000)
  assert.equal(await readAll(zipOf([{ name: 'a', content: zeros, claimedSize: 100 }])), 'too_large')
  assert.equal(await readAll(zipOf([{ name: 'a', content: 'short', claimedSize: 100 }])), 'damaged')
})

test('parts that lie over one another, or over the directory, are damage', async () => {
  const twice = archive()
  twice.writeUInt32LE(0, entryAt(twice, 1) + 42)
  assert.equal(await readAll(twice), 'damaged')
  const over = archive()
  over.writeUInt32LE(5_000, entryAt(over, 2) + 20)
  assert.equal(await readAll(over), 'damaged')
  // Its local header is longer than the directory says: it reaches into the next part.
  const reaching = archive()
  reaching.writeUInt16LE(200, 28)
  assert.equal(await readAll(reaching), 'damaged')
})

test('two parts of one name are damage: each reader would take another', async () => {
  assert.equal(await readAll(zipOf([...PARTS, { name: 'folder\\b.txt', content: 'another' }])), 'damaged')
})

test('archives that are encrypted, in several files, beyond 4 GB or cut off are refused', async () => {
  const locked = archive()
  locked.writeUInt16LE(1, entryAt(locked, 0) + 8)
  assert.equal(await readAll(locked), 'encrypted')
  const severalFiles = archive()
  severalFiles.writeUInt16LE(1, severalFiles.length - 22 + 4)
  assert.equal(await readAll(severalFiles), 'damaged')
  const large = archive()
  large.writeUInt32LE(0xffffffff, entryAt(large, 0) + 42)
  assert.equal(await readAll(large), 'damaged')
  for (const cut of [0, 1, 21, 22, 40, archive().length - 1]) {
    assert.equal(await readAll(archive().subarray(0, cut)), 'damaged')
  }
})

test('a part whose own header speaks of another packing is damage', async () => {
  const bytes = archive()
  bytes.writeUInt16LE(0, 8)
  assert.equal(await readAll(bytes), 'damaged')
})

test('whatever comes, reading answers or names what is wrong', async () => {
  const bytes = archive()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), { maxLength: 8 }),
      fc.nat({ max: bytes.length }),
      async (changes, cut) => {
        const changed = archive()
        for (const [at, value] of changes) changed[at] = value
        const said = await readAll(changed.subarray(0, cut))
        assert.ok(typeof said === 'object' || ['too_large', 'encrypted', 'damaged'].includes(said))
      },
    ),
    { seed: 20_261_128, numRuns: 500 },
  )
})
