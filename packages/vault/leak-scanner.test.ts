import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { encode, findLeaks, LEAK_FORMS } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-leak-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const SECRETS = [
  'Nurgul Asanova',
  'Анна Петрова',
  'فاطمة الزهراء',
  'सीता शर्मा',
  'Zoë Núñez',
  '+996 555 123 456',
  'He took my passport.\nHe said "work first" and locked the door.',
]

test('every form of every secret is found where it was planted', () => {
  for (const [index, secret] of SECRETS.entries()) {
    for (const form of LEAK_FORMS) {
      const bytes = Buffer.concat([randomBytes(1001), encode(secret, form), randomBytes(50)])
      const { leaks } = findLeaks({ secrets: SECRETS, texts: { planted: bytes } })
      // A form that coincides with another (ASCII as JSON is ASCII) is reported under the first of the two.
      assert.ok(
        leaks.some((leak) => leak.secret === index && leak.offset === 1001),
        `${form} of secret ${index}`,
      )
    }
  }
})

test('lower case, upper case and decomposed letters are found too', () => {
  for (const secret of SECRETS) {
    for (const spelling of [secret.toLowerCase(), secret.toUpperCase(), secret.normalize('NFD')]) {
      for (const form of ['utf8', 'utf16le', 'json_escaped'] as const) {
        assert.notDeepEqual(findLeaks({ secrets: [secret], texts: { planted: encode(spelling, form) } }).leaks, [])
      }
    }
  }
})

test('a secret across the border of two pieces of a large file is found, with its place', () => {
  const bytes = randomBytes((4 << 20) + 5000)
  const at = (4 << 20) - 5
  encode('Анна Петрова', 'utf16be').copy(bytes, at)
  mkdirSync(join(folder, 'pg_wal'))
  const path = join(folder, 'pg_wal', '000000010000000000000001')
  writeFileSync(path, bytes)
  const scan = findLeaks({ secrets: SECRETS, paths: [folder] })
  assert.deepEqual(scan.leaks, [{ secret: 1, form: 'utf16be', where: path, offset: at }])
  assert.deepEqual([scan.files, scan.bytes], [1, bytes.length])
})

test('what is not there is not found, and a part of a secret is not the secret', () => {
  const texts = { random: randomBytes(8 << 20), part: 'Nurgul Asanov', empty: '' }
  assert.deepEqual(findLeaks({ secrets: SECRETS, texts }).leaks, [])
})

test('a secret so short that random bytes would match it is refused, and so is a path that is not there', () => {
  assert.throws(() => findLeaks({ secrets: ['Amal'] }), RangeError)
  assert.throws(() => findLeaks({ secrets: SECRETS, paths: [join(folder, 'nowhere')] }), /ENOENT/)
})
