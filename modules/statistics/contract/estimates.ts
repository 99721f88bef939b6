import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { estimateForm } from '../domain/estimate-form.ts'

/** Estimates of all victims of a year, which returns show beside those who were detected. One a year. */
export const estimates = register({
  kind: 'statistics.all_victims',
  path: '/statistics/estimates',
  form: estimateForm,
  title: 'title',
  unique: [['year']],
  columns: ['title', 'year', 'persons', 'low', 'high'],
  keys: ['year'],
  reach: 'country',
})
const routes = registerRoutes(estimates)
export const {
  list: listEstimates,
  read: readEstimate,
  save: saveEstimate,
  archive: archiveEstimate,
  history: estimateHistory,
  export: exportEstimates,
  import: importEstimates,
} = routes
export const estimateRoutes = routes
