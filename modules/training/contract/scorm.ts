import { bytes, line, route, words } from '@gloact/http/contract'
import { z } from 'zod'
import { SCORM_STATUS } from '../domain/scorm/cmi.ts'

const tag = 'training'

const summary = z
  .object({
    id: z.uuid(),
    title: z.string(),
    language: z.string(),
    files: z.int(),
    /** Unpacked: what is sent at most when all of it is looked at. */
    bytes: z.int(),
  })
  .meta({ id: 'ScormPackage' })
export type ScormPackageView = z.infer<typeof summary>

export const listPackages = route({
  method: 'GET',
  path: '/training/packages',
  summary: 'The SCORM 1.2 packages of your agency',
  tag,
  response: z.object({ items: z.array(summary) }),
  failures: ['training.not_allowed'],
})

/** The largest package that is taken, packed. */
export const MOST_PACKAGE_BYTES = 25_000_000

export const importPackage = route({
  method: 'POST',
  path: '/training/packages',
  summary: 'Import a SCORM 1.2 package; it is played in a frame that reaches nothing of GloACT',
  tag,
  status: 201,
  query: z.object({ id: z.uuid(), language: line(20) }),
  body: bytes,
  response: summary,
  failures: [
    'training.not_allowed',
    'training.id_used',
    'training.package_too_large',
    'training.package_damaged',
    'training.package_path',
    'training.package_not_scorm12',
    'training.package_without_start',
  ],
})

/** An address that opens the package for some hours and nothing else. */
const launch = z.string()

export const tryPackage = route({
  method: 'GET',
  path: '/training/packages/:packageId/launch',
  summary: 'Where a package can be tried out for some hours; nothing is recorded',
  tag,
  secret: true,
  params: z.object({ packageId: z.uuid() }),
  response: z.object({ title: z.string(), launch }),
  failures: ['training.not_allowed', 'training.unknown'],
})

const code = words(60).min(1)
const byCode = ['training.no_such_code', 'training.too_many_tries'] as const

export const takePackages = route({
  method: 'POST',
  path: '/training/take-part/packages',
  summary: 'The SCORM packages that a participant’s code opens, and how far they are in each',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({ code }),
  response: z.object({
    items: z.array(summary.extend({ status: z.enum(SCORM_STATUS), score: z.int().nullable() })),
  }),
  failures: byCode,
})
export type TakenPackage = z.infer<typeof takePackages.response>['items'][number]

const MOST_VALUES = 3000

/** What a package has said. The standard gives 4,096 characters to `suspend_data`; packages in use want more. */
export const cmiState = z
  .record(z.string().regex(/^cmi\.[a-z0-9_.]{1,120}$/), z.string().max(64_000))
  .refine((state) => Object.keys(state).length <= MOST_VALUES)

export const takePackage = route({
  method: 'POST',
  path: '/training/take-part/package',
  summary: 'Where a package opens for a participant for some hours, and what it reported when they left it',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({ code, packageId: z.uuid() }),
  response: z.object({
    launch,
    attempt: z.object({ id: z.uuid(), saved: z.uuid(), state: z.record(z.string(), z.string()) }).nullable(),
  }),
  failures: [...byCode, 'training.unknown'],
})

export const savePackage = route({
  method: 'POST',
  path: '/training/take-part/package-progress',
  summary: 'What a package has reported so far; sent twice it counts once, and a person has one attempt at a package',
  tag,
  session: 'none',
  secret: true,
  body: z.strictObject({
    code,
    packageId: z.uuid(),
    attemptId: z.uuid(),
    /** This saving. */
    id: z.uuid(),
    /** The saving that it follows; null for the first. */
    after: z.uuid().nullable(),
    state: cmiState,
  }),
  response: z.object({ done: z.literal(true) }),
  failures: [...byCode, 'training.not_offered', 'training.id_used', 'training.attempt_elsewhere'],
})
