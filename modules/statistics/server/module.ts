import type { SmallCounts } from '@gloact/estimation'
import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import * as contract from '../contract/limits.ts'
import { readLimits, type CountryLimits } from './read-limits.ts'

interface StatisticsContext {
  readonly limits: CountryLimits
  readonly smallCounts: SmallCounts
}

/** Mounts the one route of this module: by which limits estimates are refused in this country, and what is not printed of them. */
export function registerStatistics(api: Api<Principal>, { limits, smallCounts }: StatisticsContext): void {
  serve(api, contract.readLimits, ({ session }) => Promise.resolve(readLimits(limits, smallCounts, session)))
}
