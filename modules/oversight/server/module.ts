import type { Principal } from '@gloact/identity/contract/principal'
import { serve } from '@gloact/http/server'
import { policyPage, type ServerModule } from '@gloact/module'
import { OVERSIGHT_FAILURES } from '../contract/failures.ts'
import * as contract from '../contract/oversight.ts'
import { OVERSIGHT_PERMISSIONS } from '../domain/permissions.ts'
import { oversightConfig } from './config.ts'
import type { OversightContext } from './context.ts'
import { officerTasks } from './officer-tasks.ts'
import { readRetention } from './preview-retention.ts'
import { readExports, readOpenings } from './read-use.ts'
import { readAccess, reviewAccess } from './review-access.ts'
import { unusualUse } from './unusual-use.ts'
import { createVerifier, exportProof } from './verify.ts'

export { oversightConfig } from './config.ts'
export type { OversightContext } from './context.ts'

/** Who looks over others' shoulders: access, openings, exports, retention, and whether the audit log is whole. */
export function oversightModule(context: OversightContext): ServerModule<Principal> {
  return {
    id: 'oversight',
    failures: OVERSIGHT_FAILURES,
    config: oversightConfig,
    policies: [policyPage('Oversight', OVERSIGHT_PERMISSIONS)],
    ports: {},
    tasks: async (who) => [...(await officerTasks(context, who)), ...(await unusualUse(context, who))],
    routes(api) {
      const verifier = createVerifier(context)
      serve(api, contract.readAccess, ({ session }) => readAccess(context, session))
      serve(api, contract.reviewAccess, ({ session, body }) => reviewAccess(context, session, body))
      serve(api, contract.readOpenings, ({ session, query }) => readOpenings(context, session, query))
      serve(api, contract.readExports, ({ session, query }) => readExports(context, session, query))
      serve(api, contract.readRetention, ({ session }) => readRetention(context, session))
      serve(api, contract.startVerification, ({ session }) => verifier.start(session))
      serve(api, contract.readVerification, ({ session }) => verifier.read(session))
      serve(api, contract.exportProof, ({ session, body }) => exportProof(context, session, body))
    },
  }
}
