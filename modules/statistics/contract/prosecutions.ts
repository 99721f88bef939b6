import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { PROSECUTION_LISTS, prosecutionForm } from '../domain/prosecution-form.ts'

/** What police, prosecution and courts reported, each figure with its article and source. One figure of a kind from each authority. */
export const prosecutions = register({
  kind: 'statistics.prosecution',
  path: '/statistics/prosecutions',
  form: prosecutionForm,
  title: 'article',
  order: { field: 'year', direction: 'descending' },
  unique: [['year', 'stage', 'article', 'form', 'sex', 'age', 'citizenship', 'body']],
  columns: ['article', 'year', 'stage', 'form', 'sex', 'age', 'citizenship', 'persons'],
  keys: ['year', 'stage', 'form', 'sex', 'age', 'citizenship', 'body'],
  reach: 'country',
  lists: PROSECUTION_LISTS,
})
const routes = registerRoutes(prosecutions)
export const {
  list: listProsecutions,
  read: readProsecution,
  save: saveProsecution,
  archive: archiveProsecution,
  history: prosecutionHistory,
  export: exportProsecutions,
  import: importProsecutions,
} = routes
export const prosecutionRoutes = routes
