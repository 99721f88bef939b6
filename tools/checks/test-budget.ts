import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, counted, type Finding } from './check.ts'
import { filesBelow, readJson } from './files.ts'
import { COSTS, type Times } from '../tests/times.ts'

/**
 * What the tests of a module may take of the processor in `npm test`, in seconds, and of that its paths through a browser. With twenty-four
 * modules the whole stays within fifteen minutes of two processors.
 */
const SECONDS_OF_A_MODULE = 60
const SECONDS_IN_A_BROWSER = 45

/** Modules that were longer when the budget came, by what they took then. A number here may only become smaller, until its line is gone. */
const LONGER: Readonly<Record<string, { readonly all: number; readonly browser: number }>> = {
  children: { all: 75, browser: 60 },
  cooperation: { all: 90, browser: 75 },
  referral: { all: 135, browser: 125 },
  statistics: { all: 85, browser: SECONDS_IN_A_BROWSER },
  strategy: { all: 85, browser: SECONDS_IN_A_BROWSER },
  training: { all: SECONDS_OF_A_MODULE, browser: 50 },
}

/** Browser tests of what no single module owns. A module's own begin with its name: `referral.test.ts`, `referral-link.test.ts`. */
const OF_THE_WHOLE = new Set(
  [
    'accounts',
    'app-paths',
    'attachments',
    'bad-input',
    'contrast',
    'device-key',
    'encode-list',
    'every-form',
    'estimate-undetected',
    'every-screen',
    'file-completed',
    'first-contact',
    'first-screen',
    'gallery',
    'hostile-text',
    'import-wizard',
    'libraries',
    'lists-and-corrections',
    'path',
    'sandbox',
    'session-lock',
    'shell',
    'typed-wrongly',
    'working-together',
  ].map((name) => `tests/e2e/${name}.test.ts`),
)

/**
 * A module's tests take at most so many seconds of processor, by what `npm test -- --record-times` wrote down. Recorded and reviewed, not
 * measured during a run. The processor's time hardly depends on what else the machine does, so any machine of the usual kind will do.
 */
export const testBudget: Check = {
  name: 'test-budget',
  title: `tests of a module take at most ${SECONDS_OF_A_MODULE} s of processor`,
  run(root) {
    const modules = [...new Set(filesBelow(root, 'modules', ['package.json']).map((file) => file.split('/')[1]!))]
    const costs = existsSync(join(root, COSTS)) ? (readJson(root, COSTS) as Times) : {}
    const inBrowser = filesBelow(root, 'tests/e2e', ['.test.ts'])
    const ofTheWhole = new Set(inBrowser.filter((file) => OF_THE_WHOLE.has(file)))
    const ownerOf = (file: string): string | undefined =>
      modules.find((module) => new RegExp(`^tests/e2e/${module}(?:-[^/]*)?\\.test\\.ts$`).test(file))
    const defects: Finding[] = []
    for (const file of inBrowser.filter((each) => !ofTheWhole.has(each))) {
      if (ownerOf(file) === undefined) {
        defects.push({
          file,
          message: 'belongs to no module by its name, and is not listed as a test of the whole product',
        })
      } else if (costs[file] === undefined) {
        defects.push({ file, message: `has no recorded cost: npm test -- --record-times ${file}` })
      }
    }
    for (const file of Object.keys(costs).filter((each) => !existsSync(join(root, each)))) {
      defects.push({ file: COSTS, message: `${file} is missing` })
    }
    const sumOf = (files: readonly string[]): number =>
      Math.round(files.reduce((sum, file) => sum + (costs[file] ?? 0), 0))
    for (const module of modules) {
      const most = LONGER[module] ?? { all: SECONDS_OF_A_MODULE, browser: SECONDS_IN_A_BROWSER }
      const paths = inBrowser.filter((file) => !ofTheWhole.has(file) && ownerOf(file) === module)
      const others = Object.keys(costs).filter((file) => file.startsWith(`modules/${module}/`))
      const browser = sumOf(paths)
      if (browser > most.browser) {
        defects.push({
          file: paths[0]!,
          message: `${module} takes ${browser} s of processor in a browser: prove rules by requests, and keep one path through the browser`,
        })
      }
      const all = sumOf([...paths, ...others])
      if (all > most.all) {
        const longest = [...paths, ...others].toSorted((a, b) => (costs[b] ?? 0) - (costs[a] ?? 0)).slice(0, 3)
        defects.push({
          file: `modules/${module}`,
          message: `its tests take ${all} s of processor, most of it ${longest.join(', ')}`,
        })
      }
    }
    return Promise.resolve({ defects, seen: counted(Object.keys(costs).length, 'cost') })
  },
}
