import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Check, counted, type Finding } from './check.ts'
import { filesBelow, readJson } from './files.ts'
import { BROWSER_TIMES, type Times } from '../tests/times.ts'

/** What a module may bring to the browser; its rules are proved by requests on PostgreSQL, which cost a hundredth. */
const SECONDS_OF_A_MODULE = 90

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
 * A module brings at most 90 s of browser, by the times that `npm test -- --record-times` wrote down on an idle machine of two
 * cores. Recorded and reviewed, not measured during a run: a busy machine is no defect of a module.
 */
export const browserBudget: Check = {
  name: 'browser-budget',
  title: `a module brings at most ${SECONDS_OF_A_MODULE} s of browser`,
  run(root) {
    const modules = [...new Set(filesBelow(root, 'modules', ['package.json']).map((file) => file.split('/')[1]!))]
    const times = existsSync(join(root, BROWSER_TIMES)) ? (readJson(root, BROWSER_TIMES) as Times) : {}
    const files = filesBelow(root, 'tests/e2e', ['.test.ts'])
    const ownerOf = (file: string): string | undefined =>
      modules.find((module) => new RegExp(`^tests/e2e/${module}(?:-[^/]*)?\\.test\\.ts$`).test(file))
    const defects: Finding[] = []
    for (const file of files.filter((each) => !OF_THE_WHOLE.has(each))) {
      if (ownerOf(file) === undefined) {
        defects.push({
          file,
          message: 'belongs to no module by its name, and is not listed as a test of the whole product',
        })
      } else if (times[file] === undefined) {
        defects.push({ file, message: `has no recorded time: npm test -- --record-times ${file}` })
      }
    }
    for (const file of Object.keys(times).filter((each) => !files.includes(each))) {
      defects.push({ file: BROWSER_TIMES, message: `${file} is not there any more` })
    }
    for (const module of modules) {
      const own = files.filter((file) => !OF_THE_WHOLE.has(file) && ownerOf(file) === module)
      const seconds = own.reduce((sum, file) => sum + (times[file] ?? 0), 0)
      if (seconds > SECONDS_OF_A_MODULE) {
        defects.push({
          file: own[0]!,
          message: `${module} takes ${seconds} s of browser: prove rules by requests, and keep one path through the browser`,
        })
      }
    }
    return Promise.resolve({ defects, seen: counted(files.length, 'file') })
  },
}
