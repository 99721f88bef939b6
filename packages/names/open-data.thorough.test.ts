import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { createNameIndex, nameKeys, parseName } from './index.ts'

// Open name pairs (Wikidata by Merhav and Ash 2018, CC0; Devanagari by A. Parlikar 2011, CC BY 3.0) lie beside the
// repository, not in it.
const DATA = process.env['GLOACT_SHARED_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url))
const POOL = 2000
const ASKED = 300

/** Least share of native spellings that find their Latin one among ten of 2,000; measured, less two points. */
const FLOORS = [
  ['arabic', 0.94],
  ['russian', 0.88],
  ['devanagari', 0.97],
] as const

for (const [set, floor] of FLOORS) {
  const file = `${DATA}/linkage/names/${set}-train.csv`
  const skip = existsSync(file) ? false : 'the open name pairs are not on this machine'
  test(`most ${set} spellings find the Latin one among the first ten`, { skip }, (context) => {
    const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1)
    const step = Math.floor(rows.length / POOL)
    const sample = rows
      .filter((_, at) => at % step === 0)
      .slice(0, POOL)
      .map((row) => row.split(',') as [string, string])
    const index = createNameIndex<null>()
    sample.forEach(([latin], at) => index.upsert({ id: String(at), scope: null, tokens: [nameKeys(latin)] }))
    let first = 0
    let ten = 0
    for (let asked = 0; asked < ASKED; asked++) {
      const at = Math.floor((asked * sample.length) / ASKED)
      const matches = index.search(sample[at]![1], { limit: 10, allows: () => true })
      const rank = matches.findIndex(({ id }) => sample[Number(id)]![0] === sample[at]![0])
      if (rank === 0) first++
      if (rank >= 0) ten++
    }
    context.diagnostic(`${set}: hit@1 ${(first / ASKED).toFixed(3)}, recall@10 ${(ten / ASKED).toFixed(3)}`)
    assert.ok(ten / ASKED >= floor, `recall@10 ${(ten / ASKED).toFixed(3)}`)
  })
}

const ARABIC_NAMES = `${DATA}/primero/names-arabic.csv`

test(
  'each of 5,000 romanised Arabic names is found by itself',
  { skip: existsSync(ARABIC_NAMES) ? false : 'the list is not on this machine' },
  () => {
    const names = readFileSync(ARABIC_NAMES, 'utf8').trim().split(/\r?\n/)
    const index = createNameIndex<null>()
    names.forEach((name, at) => index.upsert({ id: String(at), scope: null, tokens: [nameKeys(name)] }))
    for (let at = 0; at < names.length; at += 25) {
      if (parseName(names[at]!).parts.length === 0) continue
      const [best] = index.search(names[at]!, { limit: 1, allows: () => true })
      assert.equal(best?.score, 1)
    }
  },
)
