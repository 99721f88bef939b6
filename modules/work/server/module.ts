import { serve } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok } from '@gloact/kernel'
import type { ServerModule } from '@gloact/module'
import * as contract from '../contract/my-work.ts'
import { readMyWork, type WorkContext } from './read-my-work.ts'

export type { WorkContext } from './read-my-work.ts'

/** The page on which everybody lands: what every module has for them. It holds nothing itself. */
export function workModule(context: WorkContext): ServerModule<Principal> {
  return {
    id: 'work',
    failures: {},
    ports: {},
    routes: (api) => serve(api, contract.readMyWork, async ({ session }) => ok(await readMyWork(context, session))),
  }
}
