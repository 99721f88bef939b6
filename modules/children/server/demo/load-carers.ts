import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, unwrap, type Json } from '@gloact/kernel'
import { saveRow } from '@gloact/registers/server'
import { carers } from '../../contract/carers.ts'
import { carerRegister } from '../carers.ts'
import { todayIn, type ChildrenContext } from '../children-context.ts'
import { importRegistry } from '../primero/import-registry.ts'
import { sameId } from '../same-id.ts'
import { unlessThere } from './unless-there.ts'
import { CARERS, IN_REGISTRY } from './invented.ts'
import { demoCarerId } from './stories.ts'

/** The last that is loaded: where it is, all are. */
export const REGISTRY_CARER = (agencyId: string): string =>
  sameId(`primero carer ${agencyId} ${IN_REGISTRY.registry_id}`)

/** The register of carers of the office, and last of all one of its registry in CPIMS+, who is not screened here. What is there stays. */
export async function loadCarers(context: ChildrenContext, officer: Principal): Promise<void> {
  const today = todayIn(context)
  for (const [number, given] of CARERS.entries()) {
    const answers: Readonly<Record<string, Json>> = {
      kind: 'foster',
      status: 'active',
      max_children: 3,
      takes: ['girls', 'boys', 'from_7', 'from_12'],
      identity_seen: 'yes',
      record_seen_on: addDays(today, -200),
      record_clean: 'yes',
      lived_elsewhere: 'no',
      other_registers: 'yes',
      home_visited_on: addDays(today, -190),
      household_checked: 'yes',
      approved_by: 'Child Protection Office, panel for carers',
      approved_until: addDays(today, 500),
      trained_on: addDays(today, -180),
      trained_trafficking_on: addDays(today, -180),
      ...given,
    }
    unlessThere(
      await saveRow(carers, carerRegister(context), officer, {
        id: demoCarerId(number),
        version: undefined,
        answers: Object.fromEntries(Object.entries(answers).map(([field, said]) => [field, { value: said }])),
      }),
    )
  }
  unwrap(await importRegistry(context, officer, { tryOut: false, carers: [IN_REGISTRY] }))
}
