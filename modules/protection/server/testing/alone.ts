import type { ProtectionContext } from '../file/context.ts'

/** What the module asks of others, where there is nobody else. */
export const ALONE: Pick<ProtectionContext, 'directory' | 'names' | 'publish'> = {
  directory: {
    competentBodies: async () => [],
    childProtection: async () => [],
    isAgency: async () => true,
    coordinatesCountry: async () => false,
    staffNames: async () => new Map(),
    agencyNames: async () => new Map(),
    teamNames: async () => new Map(),
    mayHoldFiles: async () => true,
    notIndependentOf: async () => new Set(),
  },
  names: { search: () => [], size: 0, ready: true },
  publish: async () => undefined,
}
