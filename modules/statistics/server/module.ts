import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import * as contract from '../contract/limits.ts'
import { readLimits, type CountryLimits } from './read-limits.ts'

/** Mounts the one route of this module: by which limits estimates are refused in this country. */
export function registerStatistics(api: Api<Principal>, { limits }: { readonly limits: CountryLimits }): void {
  serve(api, contract.readLimits, ({ session }) => Promise.resolve(readLimits(limits, session)))
}
