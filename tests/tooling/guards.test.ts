import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const page = readFileSync(join(root, 'tests', 'security', 'README.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| (?!---)/.test(line))

/** A test file, and where one of its tests is meant the beginning of its sentence. */
const named = (text: string) =>
  [...text.matchAll(/`([a-z][\w./-]*\.test\.ts)`(?: “([^”]+)”)?/g)].map(([, file = '', title]) => ({ file, title }))

test('every rule that an attacker broke names its guard and a test that is there', () => {
  const guards = rows.filter((line) => /^\| \d+ \|/.test(line))
  for (const line of guards) {
    const [, , , guard = '', red = ''] = line
      .split(' | ')
      .map((cell) => cell.trim())
      .toSpliced(0, 0, '')
    const file = /`([^`]+\.ts)`/.exec(guard)?.[1] ?? ''
    assert.ok(file !== '' && existsSync(join(root, file)), line)
    assert.ok(
      named(red).some(({ title }) => title !== undefined),
      line,
    )
  }
  const numbers = new Set(guards.map((line) => Number(/\d+/.exec(line)?.[0])))
  assert.deepEqual(
    [...numbers].toSorted((a, b) => a - b),
    Array.from({ length: 14 }, (_, index) => index + 1),
  )
})

test('every test that the page names is there, under the sentence that it has', () => {
  const all = rows.flatMap(named)
  assert.ok(all.length > 70)
  for (const { file, title } of all) {
    assert.ok(existsSync(join(root, file)), file)
    if (title !== undefined) assert.ok(readFileSync(join(root, file), 'utf8').includes(title), `${file}: ${title}`)
  }
})

test('every promise of SECURITY.md is tried', () => {
  const promised = readFileSync(join(root, 'SECURITY.md'), 'utf8').split('## What is promised')[1]!.split('\n## ')[0]!
  const [, tried = ''] = page.split('## Promises\n')
  // Three of them promise two things.
  assert.equal(promised.match(/^- /gm)?.length, 6)
  assert.equal(tried.split('\n## ')[0]!.match(/^\| (?!---|promise)/gm)?.length, 9)
})
