import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { test } from 'node:test'

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!)

test('every example in the README runs', async () => {
  assert.equal(examples.length, 2)
  for (const example of examples) {
    assert.match(example, /assert\./)
    const code = stripTypeScriptTypes(example).replace(
      "'@gloact/linkage/plain'",
      `'${new URL('plain/index.ts', import.meta.url).href}'`,
    )
    await import(`data:text/javascript,${encodeURIComponent(code)}`)
  }
})
