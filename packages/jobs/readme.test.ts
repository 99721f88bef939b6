import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newId, ok } from '@gloact/kernel'
import { inScope, openDatabase, systemScope } from '@gloact/postgres'
import { testDatabase } from '@gloact/postgres/testing'
import { createJobs } from './index.ts'

const { connections } = await testDatabase()
const database = openDatabase(connections.app)
after(() => database.destroy())
const scope = systemScope('DL')
const fileId = newId()
const counted = Promise.withResolvers<unknown>()
const countFile = async (id: unknown): Promise<void> => counted.resolve(id)
const onError = (error: unknown): void => counted.reject(error)

// example
const jobs = createJobs({ database, onError })
jobs.on('protection.case_file_closed', 'statistics.count_file', async ({ fileId }) => countFile(fileId))
jobs.schedule('audit.close_block', '* * * * *', async () => undefined)
await jobs.start()

await inScope(database, scope, async (trx) => {
  await jobs.publishEvent(trx, 'protection.case_file_closed', { fileId })
  return ok(undefined)
})
// end

test('the example of the README is the one above, and it holds', async () => {
  const example = readFileSync(import.meta.filename, 'utf8')
    .split('// example\n')[1]
    ?.split('// end\n')[0]
  assert.ok(example && readFileSync(join(import.meta.dirname, 'README.md'), 'utf8').includes(example))
  assert.equal(await counted.promise, fileId)
  await jobs.stop()
})
