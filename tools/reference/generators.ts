import { commandsPage } from './commands.ts'
import { dataDictionaryPage } from './data-dictionary.ts'
import { dependenciesPage } from './dependencies.ts'
import { errorsPage } from './errors.ts'
import { eventsPage } from './events.ts'
import type { Generator } from './generator.ts'
import { openapiFiles } from './openapi.ts'
import { permissionsPage } from './permissions.ts'

/** The generated pages of docs/reference. A new one is a file beside this and a line here. */
export const GENERATORS: readonly Generator[] = [
  commandsPage,
  dataDictionaryPage,
  dependenciesPage,
  errorsPage,
  eventsPage,
  permissionsPage,
  openapiFiles,
]
