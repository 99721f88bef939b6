import type { ScopedTransaction } from '@gloact/postgres'
import type { Facts } from '@gloact/records'
import { betweenNameOf, PURPOSE, TOLD } from '../../domain/between/kinds.ts'
import { serviceOf } from '../find-service.ts'

/** To whom something of a person goes, and for what: what consent is asked by. */
export interface Recipient {
  readonly purpose: string
  readonly recipientKind: string
  readonly recipientAgencyId: string
}

/** Where a request keeps what kind of recipient a party is. */
export const kindFact = (party: string): string => `${party}_kind`

/** Everyone to whom a request passes on something: a referral's service, or the agencies with which something is done together. */
export async function recipientsOf(
  trx: ScopedTransaction,
  {
    kind,
    parties,
    facts,
  }: { readonly kind: string; readonly parties: Readonly<Record<string, string>>; readonly facts: Facts },
): Promise<readonly Recipient[]> {
  const name = betweenNameOf(kind)
  if (name === undefined) {
    const service = await serviceOf(trx, String(facts['service_id']))
    return service
      ? [{ purpose: 'referral', recipientKind: service.recipient_kind, recipientAgencyId: service.agency_id }]
      : []
  }
  return TOLD[name].flatMap((party) => {
    const agencyId = parties[party]
    const recipientKind = facts[kindFact(party)]
    return agencyId === undefined || typeof recipientKind !== 'string'
      ? []
      : [{ purpose: PURPOSE[name], recipientKind, recipientAgencyId: agencyId }]
  })
}
