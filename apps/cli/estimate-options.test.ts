import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { called } from './testing/called.ts'

const folder = mkdtempSync(join(tmpdir(), 'gloact-estimate-options-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const LISTS = 'a,b,c,count\n1,0,0,90\n0,1,0,80\n0,0,1,70\n1,1,0,24\n1,0,1,20\n0,1,1,16\n1,1,1,9\n'
writeFileSync(join(folder, 'lists.csv'), LISTS)
const estimate = (...args: readonly string[]) => called(['estimate', join(folder, 'lists.csv'), ...args, '--json'])

test('an interval that the method does not have, and replicates that nothing draws, are refused and not passed over', async () => {
  for (const interval of ['wald', 'bca', 'percentile', 'profile']) {
    const { exit, error } = await estimate('--method', 'dga', '--interval', interval)
    assert.equal(exit, 2, interval)
    assert.match(error, /--method dga has the interval of its posterior/)
  }
  for (const args of [
    ['--method', 'dga'],
    ['--interval', 'wald'],
    ['--interval', 'profile'],
    ['--interval', 'none'],
  ]) {
    const { exit, error } = await estimate(...args, '--replicates', '500')
    assert.equal(exit, 2, args.join(' '))
    assert.match(error, /--replicates goes with --interval bca or percentile/)
  }
  const none = await estimate('--method', 'dga', '--interval', 'none')
  assert.deepEqual([none.exit, none.json['interval']], [0, null])
  assert.equal((await estimate('--interval', 'percentile', '--replicates', '20')).exit, 0)
})
