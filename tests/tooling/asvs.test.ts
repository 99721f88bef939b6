import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const page = readFileSync(join(root, 'docs', 'reference', 'asvs.md'), 'utf8')
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) +\| (.*?) +\| (.*?) +\| (.*?) +\|$/gm)].map(
  ([, number = '', asks = '', state = '', where = '']) => ({ number, asks, state, where }),
)

/** The last number of levels 1 and 2 in each section of ASVS 5.0.0: those of level 3 come after them. */
const SECTIONS = `
  1.1:2 1.2:9 1.3:11 1.4:3 1.5:2
  2.1:3 2.2:3 2.3:4 2.4:1
  3.2:2 3.3:4 3.4:6 3.5:5 3.7:2
  4.1:3 4.2:1 4.3:2 4.4:4
  5.1:1 5.2:3 5.3:2 5.4:3
  6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4
  7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
  8.1:2 8.2:3 8.3:1 8.4:1
  9.1:3 9.2:4
  10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3
  11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1
  12.1:3 12.2:2 12.3:4
  13.1:1 13.2:5 13.3:2 13.4:5
  14.1:2 14.2:4 14.3:3
  15.1:3 15.2:3 15.3:7
  16.1:1 16.2:5 16.3:4 16.4:3 16.5:3
  17.1:1 17.2:4 17.3:2
`

test('every requirement of ASVS 5.0, level 2, has one line, and its state is one of three', () => {
  const wanted = SECTIONS.trim()
    .split(/\s+/)
    .map((each) => each.split(':'))
    .flatMap(([section, last]) => Array.from({ length: Number(last) }, (_, index) => `${section}.${index + 1}`))
  assert.equal(wanted.length, 253, '70 of level 1 and 183 of level 2')
  assert.deepEqual(
    rows.map(({ number }) => number),
    wanted,
  )
  for (const { number, asks, state, where } of rows) {
    assert.ok(['met', 'not applicable', 'open'].includes(state), number)
    assert.ok(asks !== '' && where !== '', number)
  }
})

test('the page counts its lines as they are', () => {
  const count = (state: string) => rows.filter((row) => row.state === state).length
  const said = /(\d+) are met, (\d+) do not apply, (\d+) are open/.exec(page)?.slice(1).map(Number)
  assert.deepEqual(said, [count('met'), count('not applicable'), count('open')])
})

test('every file and folder that the page names is there', () => {
  const named = [
    ...page.matchAll(/`((?:apps|modules|packages|platform|tests|docs|deploy|tools)\/[^`#]+)(?:#[^`]*)?`/g),
  ].map(([, path = '']) => path)
  assert.ok(named.length > 100)
  assert.deepEqual(
    named.filter((path) => !existsSync(join(root, path))),
    [],
  )
})
