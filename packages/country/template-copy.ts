import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The repository's own countries. */
export const COUNTRIES = new URL('../../countries/', import.meta.url).pathname
export const TEMPLATE = join(COUNTRIES, '_template')
export const DEMOLAND = join(COUNTRIES, 'demoland')

/** A copy of the template to spoil, for one test. */
export async function withCopy(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'country-'))
  try {
    await cp(TEMPLATE, folder, { recursive: true })
    await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** JSON of which a test knows the shape. */
export interface Spoilable {
  [key: string]: Spoilable
}

/** Changes a JSON file in place. */
export async function spoil(folder: string, file: string, change: (content: Spoilable) => void): Promise<void> {
  const path = join(folder, file)
  const content = JSON.parse(await readFile(path, 'utf8')) as Spoilable
  change(content)
  await writeFile(path, JSON.stringify(content))
}
