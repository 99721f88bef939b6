import assert from 'node:assert/strict'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import type { Check } from '../../tools/checks/check.ts'
import { deadCode } from '../../tools/checks/dead-code.ts'
import { dependencies } from '../../tools/checks/dependencies.ts'
import { format } from '../../tools/checks/format.ts'
import { lint } from '../../tools/checks/lint.ts'
import { referenceOf } from '../../tools/checks/reference.ts'
import { sizes } from '../../tools/checks/sizes.ts'
import { types } from '../../tools/checks/types.ts'
import { dependenciesPage } from '../../tools/reference/dependencies.ts'
import { errorsPage } from '../../tools/reference/errors.ts'
import { type Files, plantRepository } from './planted.ts'

const repository = join(import.meta.dirname, '..', '..')

async function found(check: Check, context: TestContext, files: Files): Promise<readonly string[]> {
  const { defects } = await check.run(plantRepository(context, files))
  return defects.map(({ file, message }) => `${file ?? ''}: ${message}`)
}

const KERNEL = { 'packages/kernel/index.ts': 'export const kernel: number = 1\n' }

test('code that is not laid out is found', async (context) => {
  const laid = await found(format, context, KERNEL)
  assert.deepEqual(
    laid.filter((finding) => finding.startsWith('packages/kernel/index.ts')),
    [],
  )
  const crooked = await found(format, context, { 'packages/kernel/index.ts': 'export const kernel = "1";\n' })
  assert.ok(
    crooked.some((finding) => finding.startsWith('packages/kernel/index.ts')),
    crooked.join('\n'),
  )
})

/** Code that a lint rule is there to catch, each in a file of its own: the linter reads all of them at once. */
const LINTED = [
  ['no-floating-promises', 'const later = async () => 1\nexport const now = () => {\n  later()\n}\n'],
  ['no-misused-promises', 'export const all = [1].forEach(async () => {\n  await Promise.resolve()\n})\n'],
  ['no-explicit-any', 'export const anything = (value: any): string => String(value)\n'],
  ['no-unsafe-assignment', "export const parsed: { a: string } = JSON.parse('{}')\n"],
  ['no-console', "export const say = () => console.log('x')\n"],
  ['no-default-export', 'const value = 1\nexport default value\n'],
  ['no-warning-comments', '// TODO: later\nexport const kernel = 1\n'],
  ['ban-ts-comment', '// @ts-ignore\nexport const kernel: string = 1\n'],
  ['no-empty', 'export function quiet() {\n  try {\n    return 1\n  } catch {}\n  return 2\n}\n'],
  [
    'switch-exhaustiveness-check',
    "export const f = (x: 'a' | 'b') => {\n  switch (x) {\n    case 'a':\n      return 1\n  }\n}\n",
  ],
] as const

const linted = (rule: string): string => `packages/kernel/${rule}.ts`

test('each lint rule catches what it is for', async (context) => {
  const files = Object.fromEntries(LINTED.map(([rule, code]) => [linted(rule), code]))
  const findings = await found(lint, context, { ...KERNEL, ...files })
  for (const [rule] of LINTED) {
    assert.ok(
      findings.some((finding) => finding.includes(`(${rule})`) && finding.startsWith(linted(rule))),
      `${rule}\n${findings.join('\n')}`,
    )
  }
})

test('a wrong type, and in pure code the types of Node and of the browser, are found', async (context) => {
  const findings = await found(types, context, {
    'packages/kernel/index.ts': "export const kernel: number = 'one'\n",
    'packages/kernel/folder.ts': 'export const folder = process.cwd()\n',
    'packages/kernel/width.ts': 'export const width = window.innerWidth\n',
    'packages/kernel/kind.ts': 'export enum Kind {\n  one,\n}\n',
  })
  for (const expected of [
    /index\.ts: .*TS2322.*\(pure\)$/,
    /folder\.ts: .*\(pure\)$/,
    /width\.ts: .*\(pure\)$/,
    /kind\.ts: .*erasableSyntaxOnly/,
  ]) {
    assert.ok(
      findings.some((finding) => expected.test(finding)),
      `${expected}\n${findings.join('\n')}`,
    )
  }
})

test('a file that nothing reaches, an export that nobody imports and an undeclared dependency are found', async (context) => {
  const findings = await found(deadCode, context, {
    'packages/kernel/index.ts': "export { used } from './used.ts'\n",
    'packages/kernel/used.ts': "import { z } from 'zod'\nexport const used = z.string()\nexport const unused = 1\n",
    'packages/kernel/forgotten.ts': 'export const forgotten = 1\n',
  })
  for (const expected of [
    /forgotten\.ts: is reached from nowhere/,
    /used\.ts: exports what nobody imports: unused/,
    /does not name: zod/,
  ]) {
    assert.ok(
      findings.some((finding) => expected.test(finding)),
      `${expected}\n${findings.join('\n')}`,
    )
  }
})

test('a long file is warned of, a longer one is a defect, a list of data is neither', async (context) => {
  const lines = (count: number) => 'export const line = 1\n'.repeat(count)
  const root = plantRepository(context, {
    'packages/kernel/fine.ts': lines(400),
    'packages/kernel/long.ts': lines(401),
    'packages/kernel/longer.ts': lines(601),
    'packages/kernel/words.ts': `/** A data list: words. */\n${lines(900)}`,
  })
  const { defects, warnings } = await sizes.run(root)
  assert.deepEqual(
    [defects.map(({ file }) => file), warnings?.map(({ file }) => file)],
    [['packages/kernel/longer.ts'], ['packages/kernel/long.ts']],
  )
})

/** The files that the check of third-party code and the generated pages read. */
function plantWithDependencies(context: TestContext, purposes: object, lockfile: object): string {
  const root = plantRepository(context, KERNEL, { 'packages/kernel': { dependencies: { zod: '4.6.7' } } })
  const write = (file: string, value: unknown) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), JSON.stringify(value))
  }
  write('tools/reference/dependencies.json', purposes)
  write('package-lock.json', lockfile)
  return root
}

test('third-party code without a purpose, and a licence that may not be delivered, are found', async (context) => {
  const free = {
    packages: {
      'node_modules/zod': { license: 'MIT' },
      'node_modules/either': { license: '(MIT OR GPL-3.0-or-later)' },
    },
  }
  const well = plantWithDependencies(context, { zod: 'schemas' }, free)
  assert.deepEqual((await dependencies.run(well)).defects, [])
  const ill = plantWithDependencies(
    context,
    { gone: 'nothing' },
    {
      packages: {
        'node_modules/zod': { license: 'GPL-3.0-only' },
        'node_modules/both': { license: 'MIT AND AGPL-3.0' },
      },
    },
  )
  const messages = (await dependencies.run(ill)).defects.map(({ message }) => message).join('\n')
  for (const expected of [
    /what zod .* is for/,
    /explains gone/,
    /zod is under GPL-3.0-only/,
    /both is under MIT AND AGPL/,
  ]) {
    assert.match(messages, expected)
  }
})

test('a generated page that no longer says what the code says is found', async (context) => {
  const root = plantWithDependencies(context, { zod: 'schemas' }, { packages: {} })
  cpSync(join(repository, 'packages/http/contract'), join(root, 'packages/http/contract'), { recursive: true })
  mkdirSync(join(root, 'docs/reference'), { recursive: true })
  writeFileSync(join(root, 'docs/reference/errors.md'), '# Errors\n')
  const messages = (await referenceOf([dependenciesPage, errorsPage]).run(root)).defects.map(
    ({ file, message }) => `${file ?? ''} ${message}`,
  )
  assert.ok(
    messages.some((message) => /errors\.md is stale/.test(message)),
    messages.join('\n'),
  )
  assert.ok(
    messages.some((message) => /dependencies\.md is missing/.test(message)),
    messages.join('\n'),
  )
})
