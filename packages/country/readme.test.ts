import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { test } from 'node:test'
import { COUNTRIES } from './template-copy.ts'

test('the example of the README runs as it stands', async () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1]
  assert.ok(example !== undefined)
  const code = stripTypeScriptTypes(example)
    .replace(/'(@gloact\/[a-z]+)'/g, (_, name: string) => `'${import.meta.resolve(name)}'`)
    .replaceAll(`'countries/`, `'${COUNTRIES}`)
  await import(`data:text/javascript,${encodeURIComponent(code)}`)
})
