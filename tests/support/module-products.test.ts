import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { everyContract, hasWords, nameOf } from './contracts.ts'
import { moduleProducts, withScreensOfModules } from './module-products.ts'

test('what the modules bring is found, and each brings something', () => {
  assert.ok(moduleProducts.length >= 3)
  for (const product of moduleProducts) assert.notEqual(product, undefined)
})

test('what a module tries with hostile words by itself are routes that take words, in a test that is there', async () => {
  const contracts = new Map((await everyContract()).map((contract) => [nameOf(contract), contract]))
  const tried = moduleProducts.flatMap(({ triedWithWords = {} }) => Object.entries(triedWithWords))
  assert.ok(tried.length >= 2)
  for (const [route, file] of tried) {
    const { body, query } = contracts.get(route) ?? assert.fail(`there is no route ${route}`)
    assert.ok(
      [body, query].some((part) => hasWords(part, () => true)),
      `${route} takes no words`,
    )
    assert.ok(existsSync(join(import.meta.dirname, '..', '..', file)), file)
  }
})

test('a module adds its screens to those of a role, and a role that no list has yet; what both name is shown once', () => {
  const all = withScreensOfModules({ supervisor: ['/', '/tags'] }, [
    { screens: { supervisor: ['/tags', '/figures/encode'], trainer: ['/training'] } },
    { withoutSession: ['/certificate'] },
  ])
  assert.deepEqual(all, { supervisor: ['/', '/tags', '/figures/encode'], trainer: ['/training'] })
})
