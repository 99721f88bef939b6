import { requestContracts } from '@gloact/records/contract'
import { incidentKind } from '../domain/incident-kind.ts'

/** What was opened by the wrong agency, until the data-protection officer has assessed it. */
export const incidents = requestContracts({ kind: incidentKind, path: '/referral/incidents', what: 'incidents' })
