import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { isThorough } from '@gloact/kernel/testing'
import { copyTree, filesOfTree, linkOurs } from '../../tools/mutate/copy-tree.ts'
import { layModule, TOUCHED } from '../../tools/new-module/lay.ts'

const repository = join(import.meta.dirname, '..', '..')
const copy = mkdtempSync(join(tmpdir(), 'gloact-new-module-'))
after(() => rmSync(copy, { recursive: true, force: true }))

const files = filesOfTree(repository)

const run = async (...command: readonly string[]): Promise<string> => {
  const ran = await promisify(execFile)(process.execPath, [...command], {
    cwd: copy,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  }).catch((error: unknown) => {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${command.join(' ')}\n${stdout}${stderr}`)
  })
  return ran.stdout
}

/** What was laid into the copy; the tests below look at it one after another. */
let laid: readonly string[] = []

test('a module that is laid touches four files outside it', () => {
  copyTree(repository, copy, files)
  laid = layModule(copy, 'outreach')
  linkOurs(repository, copy)
  assert.ok(laid.length >= 20, laid.join(', '))
  const changed = files.filter((file) => !readFileSync(join(copy, file)).equals(readFileSync(join(repository, file))))
  assert.deepEqual(changed.toSorted(), [...TOUCHED].toSorted())
  assert.ok(TOUCHED.length <= 4)
})

if (isThorough) {
  test('a module that is laid holds every check, and its tests pass', async () => {
    await run('tools/record-migrations.ts')
    await run('node_modules/oxfmt/bin/oxfmt')
    assert.match(await run('tools/check.ts', 'types', 'imports', 'locales', 'migrations'), /All 4 checks hold/)
    const tests = laid.filter((file) => file.endsWith('.test.ts'))
    assert.equal(tests.length, 4)
    for (const file of tests) assert.match(await run('--test', file), /^# fail 0$|ℹ fail 0/m)
  })
}

test('a request of six states is declared, with its page, tasks, API and tests, in fewer than 250 lines', () => {
  const template = join(repository, 'tools', 'new-module', 'template')
  const of = readdirSync(template, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /proposal|module\.test/.test(file),
  )
  assert.ok(of.length >= 6, of.join(', '))
  const lines = of.flatMap((file) =>
    readFileSync(join(template, file), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== ''),
  )
  assert.match(lines.join('\n'), /withdrawn: \{ turn: null \}/)
  assert.ok(lines.length < 250, `${lines.length} lines`)
})

test('a name that is none, and one that is taken, are refused before anything is written', () => {
  for (const name of ['Outreach', 'a', 'out-reach', 'module', 'protection']) {
    assert.throws(() => layModule(repository, name), /no name of a module|There is a/, name)
  }
})
