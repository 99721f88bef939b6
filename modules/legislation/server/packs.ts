import { z } from 'zod'
import { BINDINGS, OBLIGATION_KINDS, TIERS, VERIFICATIONS } from '../domain/obligation.ts'
import actip from './packs/asean-actip-2015-art14.json' with { type: 'json' }
import crc from './packs/crc-1989-selected.json' with { type: 'json' }
import opsc from './packs/crc-opsc-2000.json' with { type: 'json' }
import c029 from './packs/ilo-c029-1930.json' with { type: 'json' }
import c182 from './packs/ilo-c182-1999.json' with { type: 'json' }
import p029 from './packs/ilo-p029-2014.json' with { type: 'json' }
import som from './packs/som-protocol-2000.json' with { type: 'json' }
import tip from './packs/tip-protocol-2000.json' with { type: 'json' }
import untoc from './packs/untoc-2000.json' with { type: 'json' }

const id = (most: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
    .max(most)
const element = z.object({ id: id(80), text: z.string().min(1).max(4000), binding: z.enum(BINDINGS).optional() })

const obligation = z.object({
  id: id(60),
  instrument: z.string(),
  article: z.string(),
  paragraph: z.string(),
  binding: z.enum(BINDINGS),
  qualifier: z.string(),
  text: z.string().min(1),
  elements: z.array(element).min(1),
  topics: z.array(z.string()),
  kind: z.enum(OBLIGATION_KINDS),
  tier: z.enum(TIERS),
  verification: z.object({ status: z.enum(VERIFICATIONS), source: z.string().nullable() }),
})
export type PackedObligation = z.infer<typeof obligation>

/** Obligations of one instrument, in our own words: data with its version and how far each was checked. */
export const packSchema = z
  .object({
    instrument: z.string(),
    title: z.string(),
    generated: z.iso.date(),
    note: z.string(),
    items: z.array(obligation).min(1).max(1000),
  })
  .refine(({ items }) => {
    const ids = items.flatMap(({ id, elements }) => [id, ...elements.map((one) => one.id)])
    return new Set(ids).size === ids.length
  }, 'an id stands twice')
export type Pack = z.infer<typeof packSchema>

/** Packs by their id. */
export type PackBook = ReadonlyMap<string, Pack>

const FILES: Readonly<Record<string, unknown>> = {
  'tip-protocol-2000': tip,
  'som-protocol-2000': som,
  'untoc-2000': untoc,
  'crc-opsc-2000': opsc,
  'crc-1989-selected': crc,
  'ilo-c029-1930': c029,
  'ilo-p029-2014': p029,
  'ilo-c182-1999': c182,
  'asean-actip-2015-art14': actip,
}

/** The packs that are shipped, by their id. One that is not of the schema stops the start. */
export const PACKS: PackBook = new Map(Object.entries(FILES).map(([id, file]) => [id, packSchema.parse(file)]))

/** The obligations of some packs, each with the pack it is of. */
export const obligationsOf = (
  packs: readonly string[],
  tier: 'core' | 'all',
  book: PackBook = PACKS,
): readonly (PackedObligation & { readonly pack: string })[] =>
  packs.flatMap((pack) =>
    (book.get(pack)?.items ?? [])
      .filter((item) => tier === 'all' || item.tier === 'core')
      .map((item) => ({ ...item, pack })),
  )
