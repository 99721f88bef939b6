import assert from 'node:assert/strict'
import { linkSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { wrongPlace } from './wrong-place.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-wrong-place-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const at = (...names: readonly string[]): string => join(folder, ...names)
writeFileSync(at('read.csv'), '')
linkSync(at('read.csv'), at('same.csv'))
symlinkSync(at('round.csv'), at('round.csv'))
symlinkSync(folder, at('folder'))

const errorOf = async (reads: readonly string[], ...places: readonly string[]): Promise<unknown> =>
  (
    await wrongPlace(
      reads,
      places.map((place, turn) => [`out${turn}`, place] as const),
    )
  )?.json['error']

test('a file that is not there yet may be written', async () => {
  assert.equal(await errorOf([at('read.csv'), at('absent.csv')], at('new.csv')), undefined)
})

test('what can never be written is told before the work: below a file, a link to itself, a name that is too long', async () => {
  for (const place of [
    at('read.csv', 'new.csv'),
    at('round.csv'),
    at('x'.repeat(300)),
    at('none', 'new.csv'),
    folder,
  ]) {
    assert.equal(await errorOf([], place), 'csv.not_writable', place)
  }
})

test('what cannot be read is left to the person who reads it', async () => {
  assert.equal(await errorOf([at('read.csv', 'below.csv'), at('none', 'absent.csv'), folder], at('new.csv')), undefined)
})

test('one file under two names is one file, be it there or not', async () => {
  assert.equal(await errorOf([at('read.csv')], at('same.csv')), 'usage')
  assert.equal(await errorOf([at('absent.csv')], at('folder', 'absent.csv')), 'usage')
  assert.equal(await errorOf([], at('new.csv'), at('folder', 'new.csv')), 'usage')
})
