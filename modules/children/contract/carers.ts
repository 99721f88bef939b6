import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { route } from '@gloact/http/contract'
import { z } from 'zod'
import { CARER_LISTS, carerForm } from '../domain/carer-form.ts'
import { IN_REGISTER } from '../domain/forms/registered-carer.ts'
import { REGISTER_LISTS } from '../domain/register-form.ts'

/** The register of carers of an agency: foster families, approved kin, small homes. */
export const carers = register({
  kind: 'children.carer',
  path: '/children/carers',
  form: carerForm,
  title: 'number',
  unique: [['number']],
  columns: ['number', 'kind', 'status', 'max_children', 'area', 'approved_until'],
  keys: ['kind', 'status', 'max_children', 'approved_until'],
  reach: 'agency',
  lists: { ...REGISTER_LISTS, ...CARER_LISTS },
})
const routes = registerRoutes(carers)
export const {
  list: listCarers,
  read: readCarer,
  save: saveCarer,
  archive: archiveCarer,
  history: carerHistory,
  export: exportCarers,
  import: importCarers,
} = routes
export const carerRoutes = routes

export const countPlaced = route({
  method: 'GET',
  path: '/children/carer-places/:carerId',
  summary: 'How many children are placed with a carer now',
  tag: 'children',
  params: z.object({ carerId: z.uuid() }),
  response: z.object({ placed: z.int() }),
  failures: ['children.not_allowed', 'children.no_carer'],
})

export const checkCarer = route({
  method: 'GET',
  path: '/children/files/:fileId/carers/:carerId',
  summary: 'What a placement of a child with a carer would lack: not active, or outside of what was approved',
  tag: 'children',
  params: z.object({ fileId: z.uuid(), carerId: z.uuid() }),
  query: z.object({ type: z.enum(IN_REGISTER) }),
  response: z.object({ missing: z.array(z.string()) }),
  failures: ['children.not_allowed', 'children.no_file', 'children.no_carer'],
})

export const nameCarers = route({
  method: 'GET',
  path: '/children/care/:requestId/carers',
  summary: 'The numbers of the carers in a child’s record, for those who see the record',
  tag: 'children',
  params: z.object({ requestId: z.uuid() }),
  response: z.object({ names: z.record(z.string(), z.string()) }),
  failures: ['children.not_allowed', 'records.not_found'],
})
