import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { filesOf, leftOver, type Generator } from '../reference/generator.ts'
import { GENERATORS } from '../reference/generators.ts'
import { type Check, type Finding, counted } from './check.ts'
import { readText } from './files.ts'

/** Whether generated pages say what the code says. */
export const referenceOf = (generators: readonly Generator[]): Check => ({
  name: 'reference',
  title: 'docs/reference is what the code says',
  async run(root) {
    const pages = await Promise.all(
      generators.map(async (generator) => {
        const made = await filesOf(generator, root)
        const wrong = [...made].flatMap(([file, wanted]): Finding[] => {
          const there = existsSync(join(root, file)) ? readText(root, file) : undefined
          if (there === wanted) return []
          return [{ file, message: `is ${there === undefined ? 'missing' : 'stale'}; run: npm run reference` }]
        })
        const extra = leftOver(generator, made, root).map((file): Finding => ({
          file,
          message: 'is made by nothing any more; run: npm run reference',
        }))
        return { findings: [...wrong, ...extra], pages: made.size }
      }),
    )
    return {
      defects: pages.flatMap(({ findings }) => findings),
      seen: counted(
        pages.reduce((sum, each) => sum + each.pages, 0),
        'page',
      ),
    }
  },
})

/** The generated pages of docs/reference; `npm run reference` writes them. */
export const reference = referenceOf(GENERATORS)
