import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { unwrap } from '@gloact/kernel'
import { toBase64 } from './base64.ts'
import { createRecordEncoder } from './encode-records.ts'
import { readLinkageSchema } from './linkage-schema.ts'

// Encodings that clkhash 0.18 wrote lie beside the repository, not in it.
const DATA = process.env['GLOACT_SHARED_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))
const skip = existsSync(`${DATA}/linkage/febrl/clk-golden.json`) ? false : 'the encodings are not on this machine'
const utf8 = new TextEncoder()

interface Golden {
  readonly schema: unknown
  readonly secret: string
  readonly records: readonly Readonly<Record<string, string>>[]
  readonly clks: readonly string[]
}

for (const kind of ['blake', 'doubleHash'] as const) {
  test(`records are encoded bit for bit as clkhash does (${kind})`, { skip }, () => {
    const golden = (
      JSON.parse(readFileSync(`${DATA}/linkage/febrl/clk-golden.json`, 'utf8')) as Record<string, Golden>
    )[kind]!
    const schema = unwrap(readLinkageSchema(golden.schema))
    const encoder = createRecordEncoder(schema, utf8.encode(golden.secret))
    const columns = schema.features.map(({ identifier }) => identifier)
    const encoded = golden.records.map((record) =>
      toBase64(unwrap(encoder.encode(columns.map((column) => record[column] ?? '')))),
    )
    assert.equal(encoded.length, 200)
    assert.deepEqual(encoded, golden.clks)
  })
}
