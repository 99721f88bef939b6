import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { moduleConfig } from '@gloact/country'
import { oversightConfig } from '@gloact/oversight/server'
import { repositoryRoot } from '@gloact/postgres'
import { describedPlatform } from './described.ts'

const folder = await mkdtemp(join(tmpdir(), 'gloact-country-'))
after(() => rm(folder, { recursive: true, force: true }))
await cp(join(repositoryRoot(), 'countries', 'demoland'), folder, { recursive: true })
const write = async (file: string, content: unknown) => {
  await mkdir(join(folder, 'modules'), { recursive: true })
  await writeFile(join(folder, 'modules', file), JSON.stringify(content))
}
const compose = async () => (await describedPlatform(folder)).close()

test('every module runs in a country that says nothing for it: its schema answers with what is safe', async () => {
  const platform = await describedPlatform()
  await platform.close()
  const configured = platform.modules.flatMap(({ id, config }) => (config ? [{ id, config }] : []))
  assert.ok(configured.some(({ id }) => id === 'oversight'))
  for (const { id, config } of configured) assert.doesNotThrow(() => moduleConfig({}, id, config), id)
  assert.deepEqual(moduleConfig({}, 'oversight', oversightConfig), { unusualDay: { atLeast: 10, timesUsual: 3 } })
  await rm(join(folder, 'modules'), { recursive: true, force: true })
  await compose()
})

test('what a country decides is taken, and what it leaves out stays safe', async () => {
  await write('oversight.json', { unusualDay: { atLeast: 4 }, basis: 'Order 12 of the data-protection authority' })
  await compose()
  const { unusualDay } = moduleConfig(
    { ofModules: { oversight: { unusualDay: { atLeast: 4 } } } },
    'oversight',
    oversightConfig,
  )
  assert.deepEqual(unusualDay, { atLeast: 4, timesUsual: 3 })
})

test('a value that the module does not take keeps the platform from starting, with its file and place', async () => {
  await write('oversight.json', { unusualDay: { atLeast: 5_000 } })
  await assert.rejects(compose(), /modules\/oversight\.json, at unusualDay › atLeast/)
  await write('oversight.json', { unusualDays: {} })
  await assert.rejects(compose(), /modules\/oversight\.json/)
  await rm(join(folder, 'modules', 'oversight.json'))
})

test('a file that no module reads is told', async () => {
  await write('oversigth.json', {})
  await assert.rejects(compose(), /modules\/oversigth\.json: no module reads this file/)
  await rm(join(folder, 'modules', 'oversigth.json'))
  // A module that is there and takes none.
  await write('practice.json', {})
  await assert.rejects(compose(), /modules\/practice\.json: no module reads this file/)
})
