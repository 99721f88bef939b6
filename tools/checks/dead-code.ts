import type { Check, Finding } from './check.ts'
import { runTool } from './run-tool.ts'

type Named = { readonly name: string; readonly line?: number }
type Issue = { readonly file: string } & Readonly<Record<string, string | readonly (Named | readonly Named[])[]>>

const MEANINGS: Readonly<Record<string, string>> = {
  files: 'is reached from nowhere',
  dependencies: 'names a dependency that nothing uses',
  devDependencies: 'names a dependency that nothing uses',
  optionalPeerDependencies: 'imports an optional peer dependency',
  unlisted: 'imports what its package.json does not name',
  unresolved: 'imports what is not there',
  binaries: 'calls a program that no dependency brings',
  exports: 'exports what nobody imports',
  types: 'exports a type that nobody imports',
  duplicates: 'exports the same thing twice',
  namespaceMembers: 'has a member that nobody uses',
}

/**
 * knip, twice: with the tests, and strictly as production, where each workspace has to name what it imports and code that
 * only tests reach is dead.
 */
export const deadCode: Check = {
  name: 'dead-code',
  title: 'knip: nothing unused, nothing undeclared',
  async run(root) {
    const report = ['--no-progress', '--reporter', 'json']
    const strictly = ['--production', '--strict', '--include', 'files,dependencies,unlisted,unresolved']
    const everything = await runTool(root, 'knip', report)
    const production = await runTool(root, 'knip', [...report, ...strictly])
    const defects = new Map<string, Finding>()
    for (const { stdout, stderr } of [everything, production]) {
      if (!stdout.startsWith('{'))
        return { defects: [{ message: `knip did not run: ${stdout}${stderr}` }], seen: 'nothing' }
      for (const finding of findingsOf(JSON.parse(stdout) as { issues: readonly Issue[] })) {
        defects.set(`${finding.file}: ${finding.message}`, finding)
      }
    }
    return { defects: [...defects.values()], seen: 'all workspaces, twice' }
  },
}

function findingsOf({ issues }: { readonly issues: readonly Issue[] }): Finding[] {
  return issues.flatMap((issue) =>
    Object.entries(issue).flatMap(([kind, members]): Finding[] => {
      if (typeof members === 'string' || members.length === 0) return []
      const meaning = MEANINGS[kind] ?? kind
      if (kind === 'files') return [{ file: issue.file, message: meaning }]
      const names = members.flat().map(({ name }) => name)
      return [{ file: issue.file, message: `${meaning}: ${names.join(', ')}` }]
    }),
  )
}
