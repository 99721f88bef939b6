import type { z } from 'zod'
import type { Country } from './country.ts'
import { describeProblem, problemsOf } from './problem.ts'

/** Where a country says what a module asks it to decide: `modules/oversight.json`. */
export const moduleFileOf = (module: string): string => `modules/${module}.json`

/**
 * What a country decided for a module, as the module's own schema takes it. Where it has no such file the schema is given nothing, and
 * answers with what is safe. Throws with everything that is wrong, in words for anybody who writes the file.
 */
export function moduleConfig<Schema extends z.ZodType>(
  country: Pick<Country, 'ofModules'>,
  module: string,
  schema: Schema,
): z.output<Schema> {
  const content = country.ofModules?.[module] ?? {}
  const checked = schema.safeParse(content, { reportInput: true })
  if (checked.success) return checked.data
  const problems = problemsOf(moduleFileOf(module), checked.error.issues, content)
  throw new Error(
    `The country's configuration cannot be used:\n${problems.map((one) => `  ${describeProblem(one)}`).join('\n')}`,
  )
}
