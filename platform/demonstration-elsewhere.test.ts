import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { repositoryRoot } from '@gloact/postgres'
import { sql } from 'kysely'
import { readCountry } from './country.ts'
import { loadDemonstration } from './demonstration.ts'
import { platformStage } from './testing.ts'

const staged = async (folder: string, requests: 0 | 1) => {
  const country = await readCountry(join(repositoryRoot(), 'countries', folder))
  return { ...(await platformStage({ country })), folder, requests }
}

for (const { folder, country, owner, platform, requests } of [
  await staged('_template', 0),
  await staged('norland', 1),
]) {
  test(`the demonstration starts with the country ${folder}, says before that it has no people, and changes nothing later`, async () => {
    const told: string[] = []
    const tell = { progress: (message: string) => void told.push(message), people: () => undefined }
    const counted = async () => {
      const { rows } = await sql<{ staff: number; files: number; requests: number; entries: number }>`
        select (select count(*)::int from identity.staff) as staff,
          (select count(*)::int from protection.case_file) as files,
          (select count(*)::int from cooperation.request) as requests,
          (select count(*)::int from audit.entry) as entries`.execute(owner)
      return rows[0]!
    }
    const signIns = await loadDemonstration(platform.modules, tell, country.code)
    const first = await counted()
    assert.match(told[0] ?? '', new RegExp(`No invented people come with the country ${country.code}`))
    assert.deepEqual([first.staff, first.files, Math.sign(first.requests)], [signIns.length, 0, requests])
    await loadDemonstration(platform.modules, tell, country.code)
    assert.deepEqual(await counted(), first)
  })
}
