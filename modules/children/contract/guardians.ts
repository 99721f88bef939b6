import { register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { route } from '@gloact/http/contract'
import { z } from 'zod'
import { REVIEWS, UPHELD } from '../domain/suspension.ts'
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
  summary: 'The names of the guardians in a child’s record, for those who see the record',
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

const complaints = z.object({
  /** Whether they act for nobody until the authority has looked again. */
  suspended: z.boolean(),
  complaints: z.array(
    z.object({
      id: z.uuid(),
      outcome: z.enum(UPHELD),
      stands: z.boolean(),
      foundBy: z.string().nullable(),
      foundOn: z.string(),
      reviews: z.array(z.object({ result: z.enum(REVIEWS), by: z.string().nullable(), on: z.string() })),
    }),
  ),
})
export type GuardianComplaints = z.infer<typeof complaints>

export const readGuardianComplaints = route({
  method: 'GET',
  path: '/children/guardian-complaints/:guardianId',
  summary: 'Children’s complaints that were upheld against a guardian, and what was found on appeal',
  tag: 'children',
  params: z.object({ guardianId: z.uuid() }),
  response: complaints,
  failures: ['children.not_allowed', 'children.no_guardian'],
})

export const reviewGuardianComplaint = route({
  method: 'POST',
  path: '/children/guardian-complaints/:guardianId/:complaintId/reviews',
  summary: 'A second person of the authority reviews an upheld complaint; sent twice, it is recorded once',
  tag: 'children',
  params: z.object({ guardianId: z.uuid(), complaintId: z.uuid() }),
  body: z.strictObject({ id: z.uuid(), result: z.enum(REVIEWS) }),
  response: complaints,
  status: 201,
  failures: ['children.not_allowed', 'children.no_guardian', 'children.own_finding'],
})
