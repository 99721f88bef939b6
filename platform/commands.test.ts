import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ListedCommand } from '@gloact/command'
import { MODULE_COMMANDS } from './commands.ts'

const modules = join(import.meta.dirname, '..', 'modules')

test('every command that a module lists is a command of gloact, by one name, and says how it is called', async () => {
  const files = globSync('*/server/commands/index.ts', { cwd: modules })
  assert.ok(files.length >= 3, files.join(', '))
  const listed: string[] = []
  for (const file of files) {
    const lists = Object.values((await import(join(modules, file))) as Record<string, readonly ListedCommand[]>)
    listed.push(...lists.flat().map(({ name }) => name))
  }
  assert.deepEqual(MODULE_COMMANDS.map(({ name }) => name).toSorted(), listed.toSorted())
  assert.equal(new Set(listed).size, listed.length)
  for (const { name, summary, load } of MODULE_COMMANDS) {
    const { examples, run } = await load()
    assert.ok(summary.length > 0 && summary.length <= 100, name)
    assert.ok(examples.length > 0 && examples.every(([line]) => line.startsWith(name)), name)
    assert.equal(typeof run, 'function', name)
  }
})
