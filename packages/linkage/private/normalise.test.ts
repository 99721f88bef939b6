import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomSource, unwrap } from '@gloact/kernel'
import { createRecordEncoder } from './encode-records.ts'
import { readLinkageSchema } from './linkage-schema.ts'
import { birthBand, normaliseValue } from './normalise.ts'
import { createProfileEncoder } from './profile-encoders.ts'
import { projectKey } from './project-key.ts'
import { agreementOf, people } from './testing.ts'

const ZEROS = [0x660, 0x6f0, 0x966, 0xed0]
const inDigits = (zero: number, text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))

test('digits of every script are encoded as ours', () => {
  assert.equal(normaliseValue('date', '٠٤/٠٣/١٩٩٠'), '19900304')
  assert.equal(birthBand(normaliseValue('date', '۱۹۹۰-۰۳-۰۴')), '199')
  assert.equal(normaliseValue('number', '+٩٩٦ ٧٠٠-١٢٣'), '996700123')
  assert.equal(normaliseValue('place', 'Block ١٢'), normaliseValue('place', 'Block 12'))
  for (const profile of ['strict', 'trusted-unit'] as const) {
    const agreement = agreementOf(profile)
    const encoder = createProfileEncoder(agreement, unwrap(projectKey(agreement, new Uint8Array(32).fill(7))))
    for (const [at, person] of people(8, 3).entries()) {
      const values = person.slice(1)
      const written = values.map((value) => inDigits(ZEROS[at % ZEROS.length]!, value))
      assert.notDeepEqual(written, values)
      assert.deepEqual(encoder.encode(written), encoder.encode(values))
    }
  }
})

test('a birth in any year of the calendar has its decade', () => {
  assert.deepEqual(
    ['1755-03-04', '04.03.1099', '2101/12/31', '3012-01-01', ''].map((date) => birthBand(normaliseValue('date', date))),
    ['175', '109', '210', undefined, undefined],
  )
})

test('a date is read whatever signs stand at its ends', () => {
  assert.equal(normaliseValue('date', '04.03.1990.'), '19900304')
  assert.equal(normaliseValue('date', '\u200f٠٤/٠٣/١٩٩٠\u200f'), '19900304')
})

test('under a linkage schema alone digits stay as they are written, as in clkhash', () => {
  const schema = unwrap(
    readLinkageSchema({
      version: 3,
      clkConfig: { l: 1024, kdf: { type: 'HKDF', hash: 'SHA256', keySize: 64 } },
      features: [
        {
          identifier: 'number',
          format: { type: 'string', encoding: 'utf-8' },
          hashing: { comparison: { type: 'ngram', n: 2 }, strategy: { bitsPerToken: 8 }, hash: { type: 'blakeHash' } },
        },
      ],
    }),
  )
  const number = String(10_000_000 + randomSource(1).below(89_999_999))
  const encoder = createRecordEncoder(schema, new Uint8Array([1]))
  const [ours, theirs] = [number, inDigits(0x660, number)].map((written) => unwrap(encoder.encode([written])))
  assert.notDeepEqual(ours, theirs)
})
