import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { problemsOf, type CountryProblem } from './problem.ts'

/** Reads the files of one country's folder and gathers what is wrong with them, so that all is corrected at once. */
export interface FolderReader {
  readonly problems: CountryProblem[]
  /** The checked content; undefined where it cannot be used (a problem was noted) or an optional file is not there. */
  json<Schema extends z.ZodType>(file: string, schema: Schema, optional?: true): Promise<z.output<Schema> | undefined>
  text(file: string): Promise<string | undefined>
  /** The JSON files of a subfolder, sorted by name. */
  list(subfolder: string): Promise<readonly string[]>
  /** Files in the folder, or in one within it, that nothing reads. */
  reportUnread(subfolder: string, known: readonly string[]): Promise<void>
}

export function readFolder(folder: string): FolderReader {
  const problems: CountryProblem[] = []
  const report = (file: string, message: string) => void problems.push({ file, place: '', message })

  const content = async (file: string, optional: boolean): Promise<string | undefined> => {
    try {
      return await readFile(join(folder, file), 'utf8')
    } catch (error) {
      if (!isMissing(error)) throw error
      if (!optional) report(file, 'this file is missing: copy it from countries/_template and fill it in')
      return undefined
    }
  }

  return {
    problems,
    async json(file, schema, optional) {
      const source = await content(file, optional === true)
      if (source === undefined) return undefined
      let parsed: unknown
      try {
        parsed = JSON.parse(source)
      } catch (error) {
        report(file, `this is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}`)
        return undefined
      }
      const checked = schema.safeParse(parsed, { reportInput: true })
      if (checked.success) return checked.data
      problems.push(...problemsOf(file, checked.error.issues, parsed))
      return undefined
    },
    async text(file) {
      const source = await content(file, false)
      if (source === undefined) return undefined
      if (source.trim() === '') report(file, 'this file is empty: write the text')
      return source.trim()
    },
    async list(subfolder) {
      const names = await filesIn(join(folder, subfolder))
      return names.filter((name) => name.endsWith('.json')).map((name) => `${subfolder}/${name}`)
    },
    async reportUnread(subfolder, known) {
      for (const name of await filesIn(join(folder, subfolder))) {
        if (/\.(json|md)$/.test(name) && !known.includes(name))
          report(join(subfolder, name), `nothing reads this file: correct its name (${known.join(', ')}) or remove it`)
      }
    },
  }
}

/** The names of the files in a folder, sorted; none where there is no such folder. */
async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .toSorted()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
