import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where a branch began: what it has beside the main branch, as it is here or at its origin. */
const MAIN = ['main', 'origin/main'] as const

/** Files that are there and differ from the main branch: committed since, not yet committed, and new ones. */
export function changedFiles(root: string): readonly string[] {
  const git = (...args: readonly string[]): readonly string[] =>
    execFileSync('git', [...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
      .split('\n')
      .filter((line) => line !== '')
  const began = MAIN.flatMap((branch) => {
    try {
      return git('merge-base', 'HEAD', branch)
    } catch {
      // There is no such branch.
      return []
    }
  })
  const files = [
    ...git('diff', '--name-only', '--relative', began[0] ?? 'HEAD'),
    ...git('ls-files', '--others', '--exclude-standard'),
  ]
  return [...new Set(files)].filter((file) => existsSync(join(root, file))).toSorted()
}
