import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { unwrap } from '@gloact/kernel'
import { createRecordEncoder } from './encode-records.ts'
import { readLinkageSchema, type Feature, type LinkageSchema } from './linkage-schema.ts'
import { FIELDS, people } from './testing.ts'
import { linkageSchemaOf, writeLinkageSchema } from './write-linkage-schema.ts'

/** Records as the reader makes them, with the prototype of objects. */
const plain = { noNullPrototype: true } as const
const bytes = fc.uint8Array({ maxLength: 40 })
const hashing = fc.record(
  {
    comparison: fc.oneof(
      fc.record(
        { type: fc.constant('ngram' as const), n: fc.integer({ min: 1, max: 4 }), positional: fc.boolean() },
        plain,
      ),
      fc.constant({ type: 'exact' as const }),
    ),
    strategy: fc.oneof(
      fc.record({ bitsPerToken: fc.integer({ min: 1, max: 300 }) }, plain),
      fc.record({ bitsPerFeature: fc.integer({ min: 1, max: 300 }) }, plain),
    ),
    hash: fc.oneof(
      fc.constant({ type: 'blakeHash' as const }),
      fc.record({ type: fc.constant('doubleHash' as const), preventSingularity: fc.boolean() }, plain),
    ),
    missingValue: fc.record({ sentinel: fc.string(), replaceWith: fc.string() }, plain),
  },
  { ...plain, requiredKeys: ['comparison', 'strategy', 'hash'] },
)
const format = fc.oneof(
  fc.record(
    {
      type: fc.constant('string' as const),
      case: fc.constantFrom('lower' as const, 'upper' as const),
      minLength: fc.nat(9),
      maxLength: fc.nat(99),
    },
    { ...plain, requiredKeys: ['type'] },
  ),
  fc.record({ type: fc.constant('integer' as const), minimum: fc.integer() }, { ...plain, requiredKeys: ['type'] }),
  fc.constant({ type: 'date' as const, format: '%d/%m/%Y' }),
  fc.record({ type: fc.constant('enum' as const), values: fc.array(fc.string()) }, plain),
)
const hashed = fc.record({ ignored: fc.constant(false as const), format, hashing }, plain)
const schemas: fc.Arbitrary<LinkageSchema> = fc.record(
  {
    length: fc.constantFrom(1024, 2048, 4096),
    xorFolds: fc.constantFrom(0, 1, 2),
    kdf: fc.record(
      {
        hash: fc.constantFrom('SHA256' as const, 'SHA512' as const),
        salt: bytes,
        info: bytes,
        keySize: fc.integer({ min: 16, max: 64 }),
      },
      plain,
    ),
    features: fc
      .tuple(
        hashed,
        fc.array(fc.oneof(hashed, fc.record({ ignored: fc.constant(true as const) }, plain)), { maxLength: 4 }),
      )
      .map(([first, others]) =>
        [first, ...others].map((each, at): Feature => ({ identifier: `column ${at}`, ...each })),
      ),
  },
  plain,
)

test('a schema that is written and read again is the same', () => {
  fc.assert(
    fc.property(schemas, (schema) => {
      const json: unknown = JSON.parse(JSON.stringify(writeLinkageSchema(schema)))
      assert.deepEqual(unwrap(readLinkageSchema(json)), schema)
    }),
  )
})

test('an agreement’s fields become a schema under which each of its records can be encoded, also an empty one', () => {
  const columns = ['id', ...FIELDS.map(({ column }) => column)]
  const json = writeLinkageSchema(linkageSchemaOf(FIELDS, columns, Uint8Array.of(1, 2, 3)))
  const encoder = createRecordEncoder(unwrap(readLinkageSchema(json)), new TextEncoder().encode('a secret'))
  const [one, other] = people(2, 5).map((cells) => unwrap(encoder.encode(cells)))
  assert.notDeepEqual(one, other)
  assert.equal(one!.length, 256)
  assert.ok(encoder.encode(columns.map(() => '')).ok)
})
