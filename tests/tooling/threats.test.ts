import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..', '..')

/** The threats that messages between countries have to stand, each by its id. */
const THREATS = [
  'impersonated_peer',
  'stolen_key',
  'replay',
  'corrupt_official',
  'hostile_state',
  'onward_leak',
  'crossed_tracks',
  'traffic_analysis',
  'malicious_attachment',
  'ssrf',
  'flood',
  'clock_skew',
  'repudiation',
  'small_numbers',
  'at_rest',
  'quantum',
]

test('each threat to messages between countries is shown by a test that is there, or is a limit that is said', () => {
  const page = readFileSync(join(root, 'docs', 'threat-model.md'), 'utf8')
  const [, section = ''] = page.split('### Line by line\n')
  const rows = section
    .split('\n## ')[0]!
    .split('\n')
    .flatMap((line) => {
      const [, id, , shown] = line.split('|').map((cell) => cell.trim())
      return id?.startsWith('`') ? [{ id: id.slice(1, -1), shown: shown ?? '' }] : []
    })
  assert.deepEqual(
    rows.map(({ id }) => id),
    THREATS,
  )
  for (const { id, shown } of rows) {
    const tests = [...shown.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, file]) => file!)
    assert.ok(tests.length > 0 || /Limit: \w+/.test(shown), `${id} has neither a test nor a limit`)
    for (const file of tests) assert.ok(existsSync(join(root, file)), `${id}: ${file} is not there`)
  }
})
