import { bytes, line, route, words } from '@gloact/http/contract'
import { z } from 'zod'
import { TRANSLATED_TO, TRANSLATION_STATES } from '../domain/languages.ts'
import { VERIFICATIONS } from '../domain/obligation.ts'

const tag = 'legislation'

const pack = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)

const packEntry = z.object({
  id: z.string(),
  instrument: z.string(),
  title: z.string(),
  /** The day of this version. */
  version: z.string(),
  /** Whether your agency added it. */
  own: z.boolean(),
  obligations: z.number().int(),
  core: z.number().int(),
  /** How many obligations were held against the treaty's text, a translation, a commentary, or nothing yet. */
  verified: z.record(z.enum(VERIFICATIONS), z.number().int()),
})
export type PackEntry = z.infer<typeof packEntry>

export const listPacks = route({
  method: 'GET',
  path: '/legislation/packs',
  summary: 'The packs of obligations, with how far each was checked against the treaty',
  tag,
  response: z.object({ items: z.array(packEntry) }),
  failures: ['legislation.not_allowed'],
})

export const addPack = route({
  method: 'POST',
  path: '/legislation/packs',
  summary: 'Add a pack of a regional or national instrument, as JSON; another version gets another name',
  tag,
  status: 201,
  bodyLimit: 4_000_000,
  body: z.strictObject({ pack, source: words(2_000_000) }),
  response: packEntry,
  failures: ['legislation.not_allowed', 'legislation.pack_used', 'legislation.not_pack', 'legislation.obligation_used'],
})

export const exportPack = route({
  method: 'GET',
  path: '/legislation/packs/:pack',
  summary: 'A pack of obligations as JSON',
  tag,
  params: z.object({ pack }),
  response: bytes,
  failures: ['legislation.not_allowed', 'legislation.unknown'],
})

export const signTranslation = route({
  method: 'POST',
  path: '/legislation/obligations/:obligationId/translations',
  summary:
    'Sign off the translation of an obligation that was checked against its original; a changed one is unreviewed again',
  tag,
  params: z.object({ obligationId: line(60) }),
  body: z.strictObject({ id: z.uuid(), language: z.enum(TRANSLATED_TO) }),
  response: z.object({ translation: z.enum(TRANSLATION_STATES) }),
  failures: ['legislation.not_allowed', 'legislation.unknown', 'legislation.id_used'],
})
