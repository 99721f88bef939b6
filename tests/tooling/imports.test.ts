import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { importTable } from '../../tools/checks/import-table.ts'
import { imports } from '../../tools/checks/imports.ts'
import { type Files, plantRepository } from './planted.ts'

const repository = join(import.meta.dirname, '..', '..')

/** A tree in which every import is allowed; each violation is planted in it. */
const CLEAN: Files = {
  'packages/kernel/index.ts': 'export const kernel = 1\n',
  'packages/forms/index.ts': "import { kernel } from '@gloact/kernel'\nexport const forms = kernel\n",
  'packages/names/index.ts': "import { kernel } from '@gloact/kernel'\nexport const names = kernel\n",
  'packages/names/node/index.ts': 'export const files = 1\n',
  'packages/postgres/index.ts': "import { kernel } from '@gloact/kernel'\nexport const postgres = kernel\n",
  'packages/http/contract/index.ts': "import { kernel } from '@gloact/kernel'\nexport const contract = kernel\n",
  'packages/http/server/index.ts': "import { contract } from '../contract/index.ts'\nexport const server = contract\n",
  'packages/http/client/index.ts': "import { contract } from '../contract/index.ts'\nexport const client = contract\n",
  'packages/offline/index.ts': "import { kernel } from '@gloact/kernel'\nexport const offline = kernel\n",
  'packages/ui/index.ts': "import { Button } from '@mantine/core'\nexport const ui = Button\n",
  'modules/protection/domain/rule.ts': "import { forms } from '@gloact/forms'\nexport const rule = forms\n",
  'modules/protection/contract/routes.ts':
    "import { contract } from '@gloact/http/contract'\nimport { rule } from '../domain/rule.ts'\nexport const routes = [contract, rule]\n",
  'modules/protection/server/module.ts':
    "import { postgres } from '@gloact/postgres'\nimport { account } from '@gloact/identity/contract/account'\nimport { routes } from '../contract/routes.ts'\nexport const server = [postgres, account, routes]\n",
  'modules/protection/screens/module.tsx':
    "import { ui } from '@gloact/ui'\nimport { offline } from '@gloact/offline'\nimport { client } from '@gloact/http/client'\nimport { routes } from '../contract/routes.ts'\nexport const screens = [ui, offline, client, routes]\n",
  'modules/identity/contract/account.ts': "import { kernel } from '@gloact/kernel'\nexport const account = kernel\n",
  'modules/identity/server/module.ts':
    "import { account } from '../contract/account.ts'\nexport const identity = account\n",
  'modules/statistics/contract/figures.ts': "import { kernel } from '@gloact/kernel'\nexport const figures = kernel\n",
  'modules/statistics/server/module.ts':
    "import { routes } from '@gloact/protection/contract/routes'\nexport const statistics = routes\n",
  'packages/registers/index.ts': "import { kernel } from '@gloact/kernel'\nexport const registers = kernel\n",
  'modules/protection/testing/product.ts': "import { module } from '@gloact/module'\nexport const product = module\n",
  'packages/module/index.ts': "import { server } from '@gloact/http/server'\nexport const module = server\n",
  'platform/index.ts':
    "import { module } from '@gloact/module'\nimport { server } from '@gloact/protection/server'\nexport const platform = [module, server]\n",
  'apps/server/main.ts': "import { platform } from '@gloact/platform'\nexport const main = platform\n",
  'apps/cli/main.ts': "import { identity } from '@gloact/identity/server'\nexport const cli = identity\n",
}

const depends = (...names: readonly string[]) => ({
  dependencies: Object.fromEntries(names.map((name) => [`@gloact/${name}`, '0.1.0'])),
})
const MANIFESTS = {
  'packages/forms': depends('kernel'),
  'packages/names': { ...depends('kernel'), exports: { '.': './index.ts', './node': './node/index.ts' } },
  'packages/postgres': depends('kernel'),
  'packages/http': depends('kernel'),
  'packages/module': depends('http'),
  'packages/registers': depends('kernel'),
  'packages/offline': depends('kernel'),
}

/** One violation a rule: the rule's name, the file, and the import that it must catch. */
const VIOLATIONS: readonly (readonly [rule: string, file: string, line: string])[] = [
  ['domain', 'modules/protection/domain/rule.ts', "import '@gloact/names'"],
  ['domain', 'modules/protection/domain/rule.ts', "import type { routes } from '../contract/routes.ts'"],
  ['domain', 'modules/protection/domain/rule.ts', "import '@gloact/identity/contract/account'"],
  ['contract', 'modules/protection/contract/routes.ts', "import '@gloact/forms'"],
  ['contract', 'modules/protection/contract/routes.ts', "import '@gloact/identity/contract/account'"],
  ['contract', 'modules/protection/contract/routes.ts', "import '@gloact/http/server'"],
  ['server', 'modules/protection/server/module.ts', "import '@gloact/ui'"],
  ['server', 'modules/protection/server/module.ts', "import '@gloact/offline'"],
  ['server', 'modules/protection/server/module.ts', "import '@gloact/http/client'"],
  ['server', 'modules/protection/server/module.ts', "import '@gloact/identity/server'"],
  ['server', 'modules/protection/server/module.ts', "import '../screens/module.tsx'"],
  ['screens', 'modules/protection/screens/module.tsx', "import '@gloact/postgres'"],
  ['screens', 'modules/protection/screens/module.tsx', "import '@gloact/names/node'"],
  ['screens', 'modules/protection/screens/module.tsx', "import '../server/module.ts'"],
  ['screens', 'modules/protection/screens/module.tsx', "import '@gloact/identity/server'"],
  ['domain-third-party', 'modules/protection/domain/rule.ts', "import 'zod'"],
  ['contract-third-party', 'modules/protection/contract/routes.ts', "import 'kysely'"],
  ['screens-third-party', 'modules/protection/screens/module.tsx', "import 'kysely'"],
  ['pure-no-node', 'modules/protection/domain/rule.ts', "import 'node:fs'"],
  ['pure-no-node', 'packages/http/contract/index.ts', "import 'node:crypto'"],
  ['browser-no-node', 'packages/ui/index.ts', "import 'node:fs'"],
  ['package-never-module', 'packages/kernel/index.ts', "import '@gloact/identity/contract/account'"],
  ['package-forms', 'packages/forms/index.ts', "import '@gloact/names'"],
  ['http-contract-alone', 'packages/http/contract/index.ts', "import '../server/index.ts'"],
  ['http-client-no-server', 'packages/http/client/index.ts', "import '../server/index.ts'"],
  ['kit-only-in-ui', 'modules/protection/screens/module.tsx', "import '@mantine/core'"],
  ['fonts-in-reports', 'packages/reports/node/typeset.ts', "import '@mantine/core'"],
  ['platform', 'platform/index.ts', "import '@gloact/ui'"],
  ['platform', 'platform/index.ts', "import '@gloact/protection/screens'"],
  ['module-never-platform', 'modules/protection/server/module.ts', "import '@gloact/platform'"],
  ['package-never-module', 'packages/kernel/index.ts', "import '@gloact/platform'"],
  ['nobody-imports-apps', 'modules/protection/server/module.ts', "import '../../../apps/server/main.ts'"],
  ['apps-apart', 'apps/cli/main.ts', "import '../server/main.ts'"],
  ['apps-nothing-else', 'apps/cli/main.ts', "import '../../tools/tool.ts'"],
  ['through-exports', 'apps/cli/main.ts', "import '../../modules/protection/server/module.ts'"],
  ['no-casework-reads-readers', 'modules/protection/server/module.ts', "import '@gloact/statistics/contract/figures'"],
  ['no-cycles', 'packages/kernel/index.ts', "import type { kernel as again } from './again.ts'"],
  ['testing', 'modules/protection/testing/product.ts', "import '../server/module.ts'"],
  ['registers-apart', 'packages/registers/index.ts', "import '@gloact/postgres'"],
  ['resolves', 'apps/cli/main.ts', "import '@gloact/protection/domain/rule.ts'"],
]

const EXTRA: Files = {
  'tools/tool.ts': 'export const tool = 1\n',
  'packages/kernel/again.ts': "export { kernel } from './index.ts'\n",
}

test('a tree in which every import is allowed passes, and every file of it is read', async (context) => {
  const { defects, seen } = await imports.run(plantRepository(context, { ...CLEAN, ...EXTRA }, MANIFESTS))
  assert.deepEqual(defects, [])
  assert.match(seen, new RegExp(`^${Object.keys({ ...CLEAN, ...EXTRA }).length} files`))
})

for (const [rule, file, line] of VIOLATIONS) {
  test(`the rule ${rule} catches ${line} in ${file}`, async (context) => {
    const files = { ...CLEAN, ...EXTRA, [file]: `${line}\n${CLEAN[file]}` }
    const { defects } = await imports.run(plantRepository(context, files, MANIFESTS))
    assert.ok(
      defects.some((defect) => defect.message.endsWith(`(${rule})`)),
      JSON.stringify(defects, null, 2),
    )
  })
}

test('no rule stands without a violation that shows that it catches', () => {
  const shown = new Set(VIOLATIONS.map(([rule]) => rule))
  const missing = importTable(repository)
    .map(({ name }) => name ?? '')
    .filter((name) => !name.startsWith('package-') || name === 'package-never-module')
    .filter((name) => !shown.has(name))
  assert.deepEqual(missing, [])
})

test('code in no room of its module is found', async (context) => {
  const files = { ...CLEAN, ...EXTRA, 'modules/protection/helpers/thing.ts': 'export const thing = 1\n' }
  const { defects } = await imports.run(plantRepository(context, files, MANIFESTS))
  assert.deepEqual(
    defects.map(({ file }) => file),
    ['modules/protection/helpers/thing.ts'],
  )
})

test('of this repository dependency-cruiser sees all files and their imports', async () => {
  const { seen } = await imports.run(repository)
  const [, files = 0, found = 0] = (/^(\d+) files, (\d+) imports$/.exec(seen) ?? []).map(Number)
  assert.ok(files > 300, seen)
  assert.ok(found > 2 * files, seen)
})
