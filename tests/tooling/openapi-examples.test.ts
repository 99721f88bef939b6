import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBytes } from '@gloact/http/contract'
import { exampleOf } from '@gloact/http/server'
import { everyContract, nameOf } from '../support/contracts.ts'

test('an example is taken by the contract that it is an example of', async () => {
  const refused: string[] = []
  for (const contract of await everyContract()) {
    for (const [part, schema, io] of [
      ['body', contract.body, 'input'],
      ['response', contract.response, 'output'],
    ] as const) {
      if (!schema || isBytes(schema)) continue
      const { success, error } = schema.safeParse(exampleOf(schema, io))
      if (!success) refused.push(`${nameOf(contract)} ${part}: ${JSON.stringify(error.issues).slice(0, 200)}`)
    }
  }
  assert.deepEqual(refused, [])
})
