import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { filesBelow } from '../checks/files.ts'

/** What a test was given: the digest is another as soon as anything is that could change its outcome. */
export interface TestInputs {
  digestOf(file: string): string
  /** The file and every file that it imports, however far away. */
  reachedFrom(file: string): readonly string[]
}

/** A workspace, by the name that others import it by. */
interface Workspace {
  readonly folder: string
  readonly exports: Readonly<Record<string, string>>
}

const CODE = /\.(?:ts|tsx|mts|mjs|js)$/
const TEST = /\.test\.tsx?$/
const HOMES = ['apps', 'packages', 'modules', 'platform'] as const
/** What the whole product is made of. */
const PRODUCT = [...HOMES, 'countries', 'deploy', 'tools', 'tests/support', 'openapi.json', 'openapi', 'gloact']
/** Beside any code that a test reaches: what is installed, and how it is compiled. */
const ALWAYS = ['package.json', 'package-lock.json', 'tsconfig.base.json']
/** A process or a worker loads code that no import names. */
const STARTS_CODE =
  /'node:(?:child_process|worker_threads|cluster)'|new Worker\(|import\.meta\.resolve\(|import\((?!['"])/
/** Tests of components alone, and where these are shown. */
const OF_THE_GALLERY = /^tests\/e2e\/(?:gallery|contrast)\.test\.ts$/
const GALLERY = 'packages/ui/gallery/main.tsx'
const IMPORT = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g

/**
 * Reads the checkout once and says of each test file what its outcome can depend on: the file and every file that it
 * imports, however far away; the other files of the workspaces that it reaches, which it may read (sentences, migrations,
 * reference results); what its text names elsewhere (`countries`, `docs`, `../shared`); the lock file, Node, the machine, the
 * user and our own variables. A test that starts a process, and every test of the whole product, depends on all of the
 * product. Too much costs a run, too little would hide a failure: so where it cannot be told, all counts.
 */
export function readInputs(root: string, environment: NodeJS.ProcessEnv): TestInputs {
  const digests = new Map<string, string>()
  const texts = new Map<string, string>()
  const text = (file: string): string => {
    let known = texts.get(file)
    if (known === undefined) texts.set(file, (known = readFileSync(join(root, file), 'utf8')))
    return known
  }
  const digestOfFile = (file: string): string => {
    let known = digests.get(file)
    if (known === undefined) {
      known = createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex')
      digests.set(file, known)
    }
    return known
  }
  const below = new Map<string, readonly string[]>()
  const filesOf = (place: string): readonly string[] => {
    let known = below.get(place)
    if (known === undefined) {
      const there = statSync(join(root, place), { throwIfNoEntry: false })
      known = there?.isDirectory() ? filesBelow(root, place, ['']) : there ? [place] : []
      below.set(place, known)
    }
    return known
  }
  const workspaces = workspacesOf(root)
  const folders = [...workspaces.values()].map(({ folder }) => folder)
  const workspaceOf = (file: string): string | undefined => folders.find((folder) => file.startsWith(`${folder}/`))

  const imports = new Map<string, readonly string[]>()
  const importsOf = (file: string): readonly string[] => {
    let known = imports.get(file)
    if (known === undefined) {
      known = [...text(file).matchAll(IMPORT)].flatMap(([, target = '']) =>
        resolveImport(root, workspaces, file, target),
      )
      imports.set(file, known)
    }
    return known
  }
  const reachedFrom = (file: string): ReadonlySet<string> => {
    const reached = new Set([file])
    for (const each of reached) if (CODE.test(each)) for (const target of importsOf(each)) reached.add(target)
    return reached
  }
  const shared = sharedListing(root)
  const machine = JSON.stringify([
    'gloact.tests.1',
    process.version,
    process.platform,
    process.arch,
    process.getuid?.() === 0,
    Object.entries(environment)
      .filter(([name]) => /^(?:GLOACT_|DATABASE_URL$|TZ$|LANG$|LC_)/.test(name) && !name.startsWith('GLOACT_TEST_'))
      .map(([name, value]) => `${name}=${value ?? ''}`)
      .toSorted(),
  ])

  return {
    reachedFrom: (file) => [...reachedFrom(file)],
    digestOf(file) {
      const isOfTheGallery = OF_THE_GALLERY.test(file)
      const reached = new Set([...reachedFrom(file), ...(isOfTheGallery ? reachedFrom(GALLERY) : [])])
      const code = [...reached].filter((each) => CODE.test(each))
      const counted = new Set([...ALWAYS.flatMap(filesOf), ...reached])
      const add = (place: string, unless: (each: string) => boolean = () => false): void => {
        for (const each of filesOf(place)) if (!TEST.test(each) && !unless(each)) counted.add(each)
      }
      const readsAll = file.startsWith('tests/tooling/') || file.startsWith('tools/')
      if (readsAll)
        for (const place of [...HOMES, 'tests', 'tools', 'docs', 'countries', 'deploy'])
          for (const each of filesOf(place)) counted.add(each)
      else if (isOfTheGallery) {
        const workspacesReached = new Set(code.flatMap((each) => workspaceOf(each) ?? []))
        for (const place of [...workspacesReached, 'apps/web/vite.config.ts', 'tools/launch', 'tests']) add(place)
      } else if (file.startsWith('tests/') || code.some((each) => STARTS_CODE.test(text(each)))) {
        for (const place of PRODUCT) add(place, (each) => each.endsWith('.md'))
        if (file.startsWith('tests/')) add('tests')
      } else {
        for (const folder of new Set(code.flatMap((each) => workspaceOf(each) ?? [])))
          add(folder, (each) => CODE.test(each))
        // Whatever stands on a database has every migration of the product in it.
        if (code.some((each) => each.startsWith('packages/postgres/'))) {
          for (const folder of folders) add(`${folder}/migrations`)
        }
      }
      const own = code.map(text)
      for (const place of [
        'countries',
        'docs',
        'openapi.json',
        'openapi',
        'README.md',
        'CHANGELOG.md',
        'tools',
        'deploy',
        '.github',
      ]) {
        if (own.some((words) => words.includes(place))) add(place)
      }
      const digest = createHash('sha256').update(machine)
      for (const each of [...counted].toSorted()) digest.update(`\0${each}\0${digestOfFile(each)}`)
      if (readsAll || file.startsWith('tests/') || own.some((words) => words.includes('shared/')))
        digest.update(shared())
      return digest.digest('hex')
    },
  }
}

/** What lies beside the project to test with, by names, sizes and times: it is large, and never written by us. */
function sharedListing(root: string): () => string {
  let known: string | undefined
  return () => {
    if (known !== undefined) return known
    const beside = join(root, '..', 'shared')
    known = existsSync(join(beside, 'data'))
      ? filesBelow(beside, 'data', [''])
          .map((file) => {
            const { size, mtimeMs } = statSync(join(beside, file))
            return `${file} ${size} ${mtimeMs}`
          })
          .join('\n')
      : 'absent'
    return known
  }
}

function workspacesOf(root: string): ReadonlyMap<string, Workspace> {
  const manifests = HOMES.flatMap((home) => filesBelow(root, home, ['/package.json', 'package.json'])).filter((file) =>
    /^(?:platform|[^/]+\/[^/]+)\/package\.json$/.test(file),
  )
  return new Map(
    manifests.map((file) => {
      const { name, exports = {} } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
        name: string
        exports?: Record<string, string>
      }
      return [name, { folder: posix.dirname(file), exports }] as const
    }),
  )
}

/** The file that an import of our own leads to; nothing for a package from outside, which the lock file stands for. */
function resolveImport(
  root: string,
  workspaces: ReadonlyMap<string, Workspace>,
  from: string,
  target: string,
): readonly string[] {
  if (target.startsWith('.')) {
    const file = posix.join(posix.dirname(from), target.replace(/\?.*$/, ''))
    return statSync(join(root, file), { throwIfNoEntry: false })?.isFile() ? [file] : []
  }
  const [, name = '', rest = ''] = /^(@gloact\/[^/]+)(\/.*)?$/.exec(target) ?? []
  const workspace = workspaces.get(name)
  if (!workspace) return []
  const asked = `.${rest}`
  for (const [key, place] of Object.entries(workspace.exports)) {
    const [head = '', tail] = key.split('*')
    const fits = tail === undefined ? asked === key : asked.startsWith(head) && asked.endsWith(tail)
    if (!fits) continue
    const star = tail === undefined ? '' : asked.slice(head.length, asked.length - tail.length)
    const file = posix.join(workspace.folder, place.replace('*', star))
    if (existsSync(join(root, file))) return [file]
  }
  // An export that is not understood: the whole workspace.
  return filesBelow(root, workspace.folder, ['']).filter((file) => CODE.test(file) && !TEST.test(file))
}
