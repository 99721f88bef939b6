import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyContract, nameOf } from './contracts.ts'
import { apiDescriptions } from './descriptions.ts'

test('every operation of the API is found among the contracts, however a module keeps its routes together', async () => {
  const described = apiDescriptions()
    .flatMap(({ paths }) => Object.entries(paths))
    .flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((method) => /^(?:get|put|post|patch|delete)$/.test(method))
        .map((method) => `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, '').replaceAll(/\{(\w+)\}/g, ':$1')}`),
    )
  const found = new Set((await everyContract()).map(nameOf))
  assert.ok(described.length > 300)
  assert.deepEqual(
    described.filter((operation) => !found.has(operation)),
    [],
  )
})
