import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { fromBase64, toBase64 } from './base64.ts'
import { readEncodings, writeEncodings, type EncodedList } from './encodings.ts'

/** The text in pieces that end anywhere. */
const cut = (text: string, lengths: readonly number[]): string[] => {
  const pieces: string[] = []
  let from = 0
  for (const length of lengths) {
    pieces.push(text.slice(from, from + length))
    from += length
  }
  return [...pieces, text.slice(from)]
}

test('a file of others is read the same however its pieces are cut and whatever stands around its encodings', () => {
  const filters = fc.array(fc.uint8Array({ minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 9 })
  const around = fc.record({
    'a"\\b': fc.string(),
    other: fc.array(fc.string()),
    deep: fc.constant({ clks: ['not these'] }),
    z: fc.constantFrom('"clks":[', null, 3),
  })
  fc.assert(
    fc.property(
      filters,
      around,
      around,
      fc.array(fc.nat(20)),
      fc.constantFrom(undefined, 1),
      (rows, before, after, lengths, indent) => {
        const behind = Object.fromEntries(Object.entries(after).map(([name, value]) => [`behind ${name}`, value]))
        const text = JSON.stringify({ ...before, clks: rows.map(toBase64), ...behind }, null, indent)
        const { rows: read } = unwrap(readEncodings(cut(text, lengths)))
        assert.deepEqual([read.total, read.width], [rows.length, 8])
        assert.deepEqual(
          [...read.bytes],
          rows.flatMap((row) => [...row]),
        )
      },
    ),
  )
})

test('base64 is that of everybody else, and what is none is told', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString('base64')
      assert.equal(toBase64(bytes), text)
      assert.deepEqual(fromBase64(text), new Uint8Array(bytes))
    }),
  )
  for (const text of ['a', 'ab=c', 'ab.d', 'abé=']) {
    assert.equal(fromBase64(text), undefined, text)
  }
})

test('a list is written in pieces, so that no text grows with it, and read from them', () => {
  const [total, width] = [3000, 576]
  const list: EncodedList = {
    kind: 'trusted-unit',
    purpose: 'statistics',
    digest: 'd',
    keyCheck: 'k',
    expiresOn: '2100-01-01',
    slots: Array.from({ length: 9 }, (_, field) => ({ field, bytes: 64 })),
    rows: { bytes: new Uint8Array(randomBytes(total * width)), width, total },
    attacks: {
      mostFound: 0.01,
      withstood: ['graph'],
      withinChance: ['patterns'],
      succeeded: [],
      tries: { number: 2, refused: 1 },
    },
    planted: [
      { row: 4, tag: 'a' },
      { row: 2999, tag: 'b' },
    ],
  }
  const pieces = [...writeEncodings(list)]
  assert.ok(Math.max(...pieces.map(({ length }) => length)) < 2 ** 17)
  assert.deepEqual(unwrap(readEncodings(pieces)), list)
  const elsewhere = [...writeEncodings({ ...list, planted: [{ row: total, tag: 'a' }] })]
  assert.equal(readEncodings(elsewhere).ok, false)
})

test('a file of before attacks within chance were told apart is read, and does not say that there were none', () => {
  const list: EncodedList = {
    kind: 'strict',
    purpose: 'statistics',
    digest: 'd',
    keyCheck: 'k',
    expiresOn: '2100-01-01',
    slots: [{ field: 0, bytes: 8 }],
    rows: { bytes: new Uint8Array(16), width: 8, total: 2 },
    attacks: { mostFound: 0.01, withstood: ['graph'], withinChance: [], succeeded: [], tries: null },
    planted: [],
  }
  const old = [...writeEncodings(list)].join('').replace('"withinChance":[],', '')
  assert.deepEqual(unwrap(readEncodings([old])).attacks, { ...list.attacks, withinChance: null })
})
