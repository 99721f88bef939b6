import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moduleProducts, withScreensOfModules } from './module-products.ts'

test('what the modules bring is found, and each brings something', () => {
  assert.ok(moduleProducts.length >= 3)
  for (const product of moduleProducts) assert.notEqual(product, undefined)
})

test('a module adds its screens to those of a role, and a role that no list has yet; what both name is shown once', () => {
  const all = withScreensOfModules({ supervisor: ['/', '/tags'] }, [
    { screens: { supervisor: ['/tags', '/figures/encode'], trainer: ['/training'] } },
    { withoutSession: ['/certificate'] },
  ])
  assert.deepEqual(all, { supervisor: ['/', '/tags', '/figures/encode'], trainer: ['/training'] })
})
