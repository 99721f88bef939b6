import type { Principal } from '@gloact/identity/contract/principal'
import { policyPage, type ServerModule } from '@gloact/module'
import { TRACING_EVENTS } from '../../contract/tracing/events.ts'
import { TRACING_FAILURES } from '../../contract/tracing/failures.ts'
import { TRACING_PERMISSIONS } from '../../domain/tracing/policy.ts'
import { TRACING_AUDIT } from './audit-words.ts'
import { demoContext, loadTracingDemo, type TracingDemo } from './demo.ts'
import type { TracingContext } from './tracing-context.ts'
import { tracingPart } from './tracing-part.ts'

export { tracingConfig } from './config.ts'
export { keptAwayFrom } from '../kept-away.ts'
export { findingsOf, tracedBy } from './traced-by.ts'
export { tracingResult } from './tracing-result.ts'
export type { TracingContext } from './tracing-context.ts'

/** The module of children with family tracing in it: one module to everybody else. */
export function withTracing<Ports>(
  module: ServerModule<Principal, Ports>,
  { demo, ...context }: TracingContext & { readonly demo?: TracingDemo },
): ServerModule<Principal, Ports> {
  const part = tracingPart(context)
  return {
    ...module,
    failures: { ...module.failures, ...TRACING_FAILURES },
    audit: [...(module.audit ?? []), ...TRACING_AUDIT],
    events: { ...module.events, ...TRACING_EVENTS },
    policies: [...(module.policies ?? []), policyPage('Family tracing', TRACING_PERMISSIONS)],
    routes(api) {
      module.routes?.(api)
      part.routes(api)
    },
    jobs(jobs) {
      module.jobs?.(jobs)
      part.jobs(jobs)
    },
    tasks: async (who) => [...((await module.tasks?.(who)) ?? []), ...(await part.tasks(who))],
    erases: {
      holds: async (trx, personIds) => (await module.erases?.holds(trx, personIds)) ?? [],
      erase: async (trx, of) => [
        ...(await part.erase(trx, of.fileIds)),
        ...((await module.erases?.erase(trx, of)) ?? []),
      ],
      ...(module.erases?.keeps && { keeps: module.erases.keeps }),
    },
    demo: async (tell) => {
      await module.demo?.(tell)
      const quiet = demoContext(context)
      if (demo) await loadTracingDemo(quiet, tracingPart(quiet), demo, tell.progress)
    },
    keepsObjects: async (ids) =>
      new Set([...((await module.keepsObjects?.(ids)) ?? []), ...(await part.keepsObjects(ids))]),
  }
}
