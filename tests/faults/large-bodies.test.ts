import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isBytes } from '@gloact/http/contract'
import { everyContract, nameOf } from '../support/contracts.ts'

/** From here on a body is large: what is read of it in one go would hold up everyone else. */
const LARGE = 256 * 1024

/**
 * How each large body is read so that everyone else is answered meanwhile, and the test that holds it. A route that takes more than
 * `LARGE` and stands in none of these fails: say how it is read, and prove it.
 */
const WAYS: readonly (readonly [route: RegExp, how: string, heldBy: string])[] = [
  [/^POST \/\w+\/[\w-]+\/import$/, 'a table, on another thread', 'packages/registers/server/read-tables.test.ts'],
  [
    /^POST \/protection\/imports\/uploads$/,
    'to a file, row by row',
    'modules/protection/server/exchange/import/read-files.thorough.test.ts',
  ],
  [
    /^PUT .*\/(attachments|thumbnail|files|evidence|documents|voices|photographs)\b/,
    'sealed piece by piece',
    'modules/protection/server/attachments/attachments.test.ts',
  ],
  [
    /^PUT \/legislation\/expressions\/:expressionId\/original$/,
    'sealed piece by piece',
    'modules/protection/server/attachments/attachments.test.ts',
  ],
  [/^POST \/legislation\/laws/, 'a law, on another thread', 'packages/http/server/apart/apart.test.ts'],
  [/^POST \/training\/banks$/, 'a bank, on another thread', 'packages/http/server/apart/apart.test.ts'],
  [/^POST \/training\/packages$/, 'unpacked piece by piece', 'modules/training/server/scorm/scorm.test.ts'],
  [/^POST \/cooperation\/bundles$/, 'one text, opened once its sender is known', 'tests/faults/exchange.test.ts'],
  // JSON of a few kinds of fields, each with a length of its own: read by the parser of the language and held against its contract.
  [/^POST \/cooperation\/(peers|trust-list)$/, 'JSON of lists with limits', 'tests/faults/fuzz.test.ts'],
  [/^POST \/legislation\/packs$/, 'JSON of lists with limits', 'tests/faults/fuzz.test.ts'],
  [/^POST \/protection\/(files|caseloads)\b/, 'JSON of lists with limits', 'tests/faults/fuzz.test.ts'],
  [/^POST \/training\/courses\/:courseId\/versions$/, 'JSON of lists with limits', 'tests/faults/fuzz.test.ts'],
]

const root = join(import.meta.dirname, '../..')

test('whatever takes a large body says how it is read while everyone else is answered, and a test holds it', async () => {
  const large = (await everyContract()).filter(
    ({ body, bodyLimit }) => (body !== undefined && isBytes(body)) || (bodyLimit ?? 0) > LARGE,
  )
  assert.ok(large.length > 40, `only ${large.length} routes`)
  const unsaid = large.map(nameOf).filter((name) => WAYS.filter(([route]) => route.test(name)).length !== 1)
  assert.deepEqual(unsaid, [], 'say how it is read')
  const unused = WAYS.filter(([route]) => !large.some((contract) => route.test(nameOf(contract)))).map(
    ([route]) => route,
  )
  assert.deepEqual(unused, [], 'nothing is read so')
  for (const [, how, heldBy] of WAYS) assert.ok(existsSync(join(root, heldBy)), `${how}: ${heldBy}`)
})
