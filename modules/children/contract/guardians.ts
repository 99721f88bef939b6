import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { route } from '@gloact/http/contract'
import { z } from 'zod'
import { guardianForm, REGISTER_LISTS } from '../domain/register-form.ts'

/** The register of guardians, kept by the authority that appoints them. */
export const guardians = register({
  kind: 'children.guardian',
  path: '/children/guardians',
  form: guardianForm,
  title: 'name',
  columns: ['name', 'kind', 'status', 'max_children', 'area', 'record_seen_on'],
  keys: ['kind', 'status', 'max_children', 'record_seen_on'],
  reach: 'agency',
  lists: REGISTER_LISTS,
})
const routes = registerRoutes(guardians)
export const {
  list: listGuardians,
  read: readGuardian,
  save: saveGuardian,
  archive: archiveGuardian,
  history: guardianHistory,
  export: exportGuardians,
  import: importGuardians,
} = routes
export const guardianRoutes = routes

export const listGuardianAccounts = route({
  method: 'GET',
  path: '/children/guardian-accounts',
  summary: 'The accounts of guardians, for anyone who keeps the register',
  tag: 'children',
  response: z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
  failures: ['children.not_allowed'],
})

export const nameGuardians = route({
  method: 'GET',
  path: '/children/guardianship/:requestId/guardians',
  summary: 'What the guardians are called whom the record of a child names, for those who see the record',
  tag: 'children',
  params: z.object({ requestId: z.uuid() }),
  response: z.object({ names: z.record(z.string(), z.string()) }),
  failures: ['children.not_allowed', 'records.not_found'],
})

export const readGuardianTraining = route({
  method: 'GET',
  path: '/children/guardian-training/:guardianId',
  summary: 'The certificates that a guardian holds in the register of training',
  tag: 'children',
  params: z.object({ guardianId: z.uuid() }),
  response: z.object({
    /** Null where the guardian has no account, or the register of training knows nothing of them. */
    certificates: z.array(z.object({ event: z.string(), issuedOn: z.string(), counts: z.boolean() })).nullable(),
  }),
  failures: ['children.not_allowed', 'children.no_guardian'],
})
