import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { test } from 'node:test'

test('the example in the README runs', async () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  assert.match(example, /assert\.deepEqual/)
  const code = stripTypeScriptTypes(example).replace(
    "'@gloact/linkage/plain'",
    `'${new URL('plain/index.ts', import.meta.url).href}'`,
  )
  await import(`data:text/javascript,${encodeURIComponent(code)}`)
})
