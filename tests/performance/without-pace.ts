import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { repository } from '../support/server-process.ts'

/**
 * The country with the fastest pace that one person can have, who here asks for a whole office. Their searches are counted as ever;
 * what was counted is forgotten between turns, so that none is refused.
 */
export function withoutPace(): { readonly folder: string; remove(): void } {
  const temporary = mkdtempSync(join(tmpdir(), 'gloact-country-'))
  const folder = join(temporary, 'demoland')
  cpSync(join(repository, 'countries', 'demoland'), folder, { recursive: true })
  const file = join(folder, 'country.json')
  const country = JSON.parse(readFileSync(file, 'utf8')) as { pace: Record<string, number> }
  country.pace = { ...country.pace, searchesPerMinute: 1_000, searchesPerHour: 20_000 }
  writeFileSync(file, JSON.stringify(country))
  return { folder, remove: () => rmSync(temporary, { recursive: true, force: true }) }
}
