import type { Principal } from '@gloact/identity/contract/principal'
import { serve, serveOpen } from '@gloact/http/server'
import { policyPage, type ServerModule } from '@gloact/module'
import { PRACTICE_FAILURES } from '../contract/failures.ts'
import * as contract from '../contract/practice.ts'
import { PRACTICE_PERMISSIONS } from '../domain/practice-policy.ts'
import type { PracticeContext } from './context.ts'
import { listExercises } from './list-exercises.ts'
import { readReset, resetSandbox } from './reset-sandbox.ts'

export type { PracticeContext, SandboxReset } from './context.ts'

/** Exercises in the training sandbox. On any other instance its routes refuse. */
export function practiceModule(context: PracticeContext): ServerModule<Principal> {
  return {
    id: 'practice',
    failures: PRACTICE_FAILURES,
    policies: [policyPage('Training sandbox', PRACTICE_PERMISSIONS)],
    ports: {},
    routes(api) {
      serve(api, contract.listExercises, ({ session, body }) => listExercises(context, session, body.begun))
      serve(api, contract.resetSandbox, ({ session, body }) => resetSandbox(context, session, body.confirm))
      serveOpen(api, contract.readReset, () => readReset(context))
    },
  }
}
