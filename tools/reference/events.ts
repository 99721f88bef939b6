import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Generator, pageHead, table } from './generator.ts'

/** What modules tell one another, from each module's `contract/events.ts`. */
export const eventsPage: Generator = {
  file: 'docs/reference/events.md',
  async generate(root) {
    const files = globSync('modules/*/contract/events.ts', { cwd: root }).toSorted()
    const sections = await Promise.all(
      files.map(async (file) => {
        const module = (await import(pathToFileURL(join(root, file)).href)) as Record<string, Record<string, string>>
        const rows = Object.values(module)
          .flatMap((events) => Object.entries(events))
          .map(([name, meaning]) => [`\`${name}\``, meaning])
        return `## ${file.split('/')[1] ?? ''}\n\n${table(['event', 'what happened'], rows)}\n`
      }),
    )
    const introduction =
      'Events are published in the transaction of the use case and carry ids only. A module that follows one is registered with `jobs.on(event, …)`.'
    return `${pageHead('Events', introduction)}\n${sections.join('\n')}`
  },
}
