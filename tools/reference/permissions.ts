import { matrixToMarkdown } from '@gloact/policy'
import { describedPlatform } from '../../platform/described.ts'
import { type Generator, pageHead } from './generator.ts'

/** Who may do what, from the policies of every module: role × action × typical case. */
export const permissionsPage: Generator = {
  file: 'docs/reference/permissions.md',
  async generate() {
    const introduction = [
      'Who may do what, by role and by whose it is: with files first, then with what else each module holds. Each answer names',
      'the rule that gave it. Row-level security decides first which files there are for somebody at all; a test holds that the',
      'policy allows nothing on a file that it hides. The rules stand in the `domain/` of each module.',
    ].join('\n')
    const platform = await describedPlatform()
    await platform.close()
    const pages = platform.modules.flatMap(({ policies = [] }) => policies)
    const sections = pages.map(({ title, rows }) => {
      const table = matrixToMarkdown(rows())
      return `## ${title}\n\n${table.trimEnd().replaceAll(/^## /gm, '### ')}\n`
    })
    return `${pageHead('Permissions', introduction)}\n${sections.join('\n')}`
  },
}
