import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { everyContract, nameOf } from './contracts.ts'
import { repository } from './server-process.ts'

test('every operation of the API is found among the contracts, however a module keeps its routes together', async () => {
  const { paths } = JSON.parse(readFileSync(join(repository, 'openapi.json'), 'utf8')) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  const described = Object.entries(paths).flatMap(([path, operations]) =>
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
