import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { addressed, flattened, readLaw } from './index.ts'

test('the example of the README holds', () => {
  const { law, notUnderstood } = readLaw('1. Offence\n\n(1) Nobody shall\n\n(a) recruit; or\n\n(c) harbour.', 'en')
  const addresses = flattened(addressed(law)).map(({ eId }) => eId)
  assert.deepEqual(addresses, ['sec_1', 'sec_1__subsec_1', 'sec_1__subsec_1__para_a', 'sec_1__subsec_1__para_c'])
  assert.deepEqual(
    notUnderstood.map(({ line, remark }) => [line, remark]),
    [[7, 'out_of_order']],
  )
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  assert.ok(readme.includes("['sec_1', 'sec_1__subsec_1', 'sec_1__subsec_1__para_a', 'sec_1__subsec_1__para_c']"))
})
