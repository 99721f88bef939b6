import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { test } from 'node:test'

test('the examples in the README run', async () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '')
  assert.equal(examples.length, 2)
  for (const example of examples) {
    assert.match(example, /assert\.equal/)
    const code = stripTypeScriptTypes(example)
      .replace("'@gloact/disclosure'", `'${new URL('index.ts', import.meta.url).href}'`)
      .replace("'@gloact/kernel'", `'${import.meta.resolve('@gloact/kernel')}'`)
    await import(`data:text/javascript,${encodeURIComponent(code)}`)
  }
})
