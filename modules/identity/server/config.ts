import { z } from 'zod'

/** What an invented country calls its people and agencies: by what stands before the @ of their address, and by the agency's key. */
export const identityConfig = z.strictObject({
  invented: z
    .strictObject({
      people: z.record(z.string().regex(/^[a-z-]+$/), z.string().min(1).max(100)).default({}),
      agencies: z.record(z.string().regex(/^[a-z_]+$/), z.string().min(1).max(100)).default({}),
    })
    .default({ people: {}, agencies: {} }),
})

export type InventedNames = z.output<typeof identityConfig>['invented']
