import { dependenciesPage } from './dependencies.ts'
import { errorsPage } from './errors.ts'
import type { Generator } from './generator.ts'

/** The generated pages of docs/reference. A new one is a file beside this and a line here. */
export const GENERATORS: readonly Generator[] = [dependenciesPage, errorsPage]
