import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { isThorough } from '../support/thorough.ts'
import { layModule, TOUCHED } from '../../tools/new-module/lay.ts'

const repository = join(import.meta.dirname, '..', '..')
const copy = mkdtempSync(join(tmpdir(), 'gloact-new-module-'))
after(() => rmSync(copy, { recursive: true, force: true }))

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: repository,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(repository, file)))

/** The repository as it is, with a module more; what others wrote is linked, what is ours is the copy's own. */
function copyRepository(): void {
  for (const file of files) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(repository, file), join(copy, file))
  }
  mkdirSync(join(copy, 'node_modules', '@gloact'), { recursive: true })
  for (const name of readdirSync(join(repository, 'node_modules'))) {
    if (name !== '@gloact') symlinkSync(join(repository, 'node_modules', name), join(copy, 'node_modules', name))
  }
}

function linkOurs(): void {
  const folders = ['packages', 'modules', 'apps'].flatMap((parent) =>
    readdirSync(join(copy, parent)).map((name) => join(parent, name)),
  )
  for (const folder of [...folders, 'platform']) {
    const link = join(copy, 'node_modules', '@gloact', folder.split('/').at(-1) ?? '')
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(copy, folder)), link)
    // What one workspace alone has installed.
    const own = join(folder, 'node_modules')
    if (existsSync(join(repository, own))) symlinkSync(join(repository, own), join(copy, own))
  }
}

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
  copyRepository()
  laid = layModule(copy, 'outreach')
  linkOurs()
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
