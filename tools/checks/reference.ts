import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Generator } from '../reference/generator.ts'
import { GENERATORS } from '../reference/generators.ts'
import { type Check, type Finding, counted } from './check.ts'
import { readText } from './files.ts'

/** Whether generated pages say what the code says. */
export const referenceOf = (generators: readonly Generator[]): Check => ({
  name: 'reference',
  title: 'docs/reference is what the code says',
  async run(root) {
    const pages = await Promise.all(
      generators.map(async ({ file, generate }): Promise<Finding[]> => {
        const wanted = await generate(root)
        const there = existsSync(join(root, file)) ? readText(root, file) : undefined
        return there === wanted ? [] : [{ file, message: `is ${there ? 'stale' : 'missing'}; run: npm run reference` }]
      }),
    )
    return { defects: pages.flat(), seen: counted(pages.length, 'page') }
  },
})

/** The generated pages of docs/reference; `npm run reference` writes them. */
export const reference = referenceOf(GENERATORS)
