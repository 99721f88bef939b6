import { type ICruiseResult, cruise } from 'dependency-cruiser'
import { type Check, type Finding, counted } from './check.ts'
import { filesBelow } from './files.ts'
import { importTable } from './import-table.ts'

const FOLDERS = ['packages', 'modules', 'platform', 'apps', 'tests', 'tools']
const CODE = ['.ts', '.tsx']
/** The rooms of a module; code anywhere else in it would stand under no rule. */
const ROOMS = /^modules\/[^/]+\/(?:domain|contract|server|screens|testing)\//

/** Who may import whom: the table of the design, checked by dependency-cruiser with the swc parser. */
export const imports: Check = {
  name: 'imports',
  title: 'who may import whom',
  async run(root) {
    const files = FOLDERS.flatMap((folder) => filesBelow(root, folder, CODE)).filter(
      (file) => !file.startsWith('tests/tooling/fixtures/'),
    )
    const { output } = await cruise(
      files,
      {
        baseDir: root,
        parser: 'swc',
        tsPreCompilationDeps: true,
        doNotFollow: { path: 'node_modules' },
        ruleSet: { forbidden: importTable(root) },
        validate: true,
      },
      {
        exportsFields: ['exports'],
        conditionNames: ['import', 'node', 'default', 'types'],
        extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      },
    )
    if (typeof output === 'string') return { defects: [{ message: output }], seen: 'nothing' }
    const defects = [...violations(output), ...blind(output, files), ...outsideRooms(files)]
    return {
      defects,
      seen: `${counted(files.length, 'file')}, ${counted(output.summary.totalDependenciesCruised ?? 0, 'import')}`,
    }
  },
}

function violations(output: ICruiseResult): Finding[] {
  const comments = new Map(output.summary.ruleSetUsed?.forbidden?.map(({ name, comment }) => [name, comment]))
  return output.summary.violations.map(({ from, to, rule, cycle }) => ({
    file: from,
    message: `imports ${cycle ? cycle.map(({ name }) => name).join(' → ') : to}. ${comments.get(rule.name) ?? ''} (${rule.name})`,
  }))
}

/**
 * Without its parser dependency-cruiser sees no import and passes. So every file has to have been read, and files that
 * plainly import something have to show it.
 */
function blind(output: ICruiseResult, files: readonly string[]): Finding[] {
  const read = new Map(output.modules.map((module) => [module.source, module.dependencies.length]))
  const unread = files.filter((file) => !read.has(file))
  const importing = files.filter((file) => (read.get(file) ?? 0) > 0)
  return [
    ...unread.map((file) => ({ file, message: 'was not read by dependency-cruiser' })),
    ...(importing.length * 2 < files.length
      ? [
          {
            message: `dependency-cruiser saw imports in ${importing.length} of ${files.length} files: its parser is missing`,
          },
        ]
      : []),
  ]
}

function outsideRooms(files: readonly string[]): Finding[] {
  return files
    .filter((file) => file.startsWith('modules/') && !ROOMS.test(file))
    .map((file) => ({ file, message: 'stands in no room of its module (domain, contract, server, screens, testing)' }))
}
