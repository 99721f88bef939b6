import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Generator, pageHead, table } from './generator.ts'

interface Meaning {
  readonly status: number
  readonly title: string
}

/** Every failure that the API answers with, from the catalogues of `http` and of each module. */
export const errorsPage: Generator = {
  file: 'docs/reference/errors.md',
  async generate(root) {
    const files = [
      'packages/http/contract/problem.ts',
      ...globSync('packages/*/contract/failures.ts', { cwd: root }).toSorted(),
      ...globSync('modules/*/contract/failures.ts', { cwd: root }).toSorted(),
    ]
    const sections = await Promise.all(
      files.map(async (file) => {
        const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>
        const meanings = Object.values(module)
          .filter(isCatalogue)
          .flatMap((catalogue) => Object.entries(catalogue))
        const owner = file.split('/')[1] ?? ''
        const rows = meanings
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([code, { status, title }]) => [`\`${code}\``, String(status), title])
        return `## ${owner === 'http' ? 'Any route' : owner}\n\n${table(['code', 'status', 'meaning'], rows)}\n`
      }),
    )
    const introduction =
      'Failures come as problem details (RFC 9457, `application/problem+json`). Hold on to `code`: titles may be reworded.'
    return `${pageHead('Errors', introduction)}\n${sections.join('\n')}`
  },
}

/** A catalogue is an object of codes `module.reason` with a status and a title each. */
function isCatalogue(value: unknown): value is Readonly<Record<string, Meaning>> {
  if (typeof value !== 'object' || value === null) return false
  const entries = Object.entries(value)
  return entries.length > 0 && entries.every(([code, meaning]) => code.includes('.') && isMeaning(meaning))
}

const isMeaning = (value: unknown): value is Meaning =>
  typeof value === 'object' && value !== null && 'status' in value && 'title' in value
