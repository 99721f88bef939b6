import type { SmallCounts } from '@gloact/estimation'
import { serve } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { policyPage, type ServerModule } from '@gloact/module'
import * as contract from '../contract/limits.ts'
import { FIGURES_PERMISSIONS } from '../domain/figures-policy.ts'
import { readLimits, type CountryLimits } from './read-limits.ts'

interface StatisticsContext {
  readonly limits: CountryLimits
  readonly smallCounts: SmallCounts
}

/** Figures. On the server it has one route: by which limits estimates are refused in this country, and what is not printed of them. */
export function statisticsModule({ limits, smallCounts }: StatisticsContext): ServerModule<Principal> {
  return {
    id: 'statistics',
    failures: {},
    policies: [policyPage('Figures', FIGURES_PERMISSIONS)],
    ports: {},
    routes(api) {
      serve(api, contract.readLimits, ({ session }) => Promise.resolve(readLimits(limits, smallCounts, session)))
    },
  }
}
