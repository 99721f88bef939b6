import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Generator, pageHead } from './generator.ts'

/** What the generator takes of `apps/cli`: its list of commands, and how the help of one is written. */
interface Listed {
  readonly name: string
  readonly summary: string
  load(): Promise<object>
}

/** Every command of `gloact` with its options, as its own `--help` tells it. */
export const commandsPage: Generator = {
  file: 'docs/reference/commands.md',
  async generate(root) {
    const imported = <Module>(file: string) => import(pathToFileURL(join(root, file)).href) as Promise<Module>
    const { COMMANDS } = await imported<{ COMMANDS: readonly Listed[] }>('apps/cli/commands.ts')
    const { helpFor } = await imported<{ helpFor(command: object): string }>('apps/cli/help.ts')
    const sections = await Promise.all(
      COMMANDS.map(async ({ name, summary, load }) => {
        const help = helpFor({ name, summary, ...(await load()) })
        return `## gloact ${name}\n\n\`\`\`text\n${help}\n\`\`\`\n`
      }),
    )
    const introduction =
      'What `./gloact COMMAND --help` tells of each. Those that need only files are listed in the [README](../../README.md#with-a-csv-file-alone); ' +
      'how large those may be, in [the commands’ own](../../apps/cli/README.md#how-large).'
    return `${pageHead('Commands', introduction)}\n${sections.join('\n')}`
  },
}
