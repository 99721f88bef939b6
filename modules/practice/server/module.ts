import type { Principal } from '@gloact/identity/contract/principal'
import { serve, serveOpen, type Api } from '@gloact/http/server'
import * as contract from '../contract/practice.ts'
import type { PracticeContext } from './context.ts'
import { listExercises } from './list-exercises.ts'
import { readReset, resetSandbox } from './reset-sandbox.ts'

export { PRACTICE_FAILURES } from '../contract/failures.ts'
export type { PracticeContext, SandboxReset } from './context.ts'

/** Mounts this module's routes. On an instance that is no sandbox they refuse. */
export function registerPractice(api: Api<Principal>, context: PracticeContext): void {
  serve(api, contract.listExercises, ({ session, body }) => listExercises(context, session, body.begun))
  serve(api, contract.resetSandbox, ({ session, body }) => resetSandbox(context, session, body.confirm))
  serveOpen(api, contract.readReset, () => readReset(context))
}
