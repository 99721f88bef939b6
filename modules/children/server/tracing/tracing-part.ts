import { serve, type Api } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import type { Jobs } from '@gloact/jobs'
import { asInstant, ok } from '@gloact/kernel'
import type { Erases, Task } from '@gloact/module'
import { inScope, readInScope, systemScope } from '@gloact/postgres'
import { loadRequest, requestTasksOfKinds, serveRequests, SYSTEM, takeDueSteps, takeStep } from '@gloact/records/server'
import { importInquiries as importInquiriesRoute } from '../../contract/primero.ts'
import * as contract from '../../contract/tracing/tracing.ts'
import { agreementTasks } from './agreement-tasks.ts'
import { dropMatches, matchAll, matchRequest, matchSubject, type Matching } from './find-matches.ts'
import { forgetRequests } from './forget-requests.ts'
import { importInquiries } from './import-requests.ts'
import { importedTasks } from './imported-tasks.ts'
import { tracingKinds } from './kinds.ts'
import { listMatches, readMatch, takeMatchStep } from './matches.ts'
import { numberTasks } from './number-tasks.ts'
import { bringBack } from './parked.ts'
import { addPhotograph, erasePhotographs, keptPhotographs, openPhotograph, takePhotographBack } from './photographs.ts'
import { listRequests, readRequest, registerRequest, takeRequestStep } from './requests.ts'
import { sameId } from '../same-id.ts'
import { screenRequest } from './screen-request.ts'
import { matchesServed, requestsServed, subjectsServed } from './served.ts'
import { knownOfChild, registerSubject } from './subjects.ts'
import { may, type TracingContext } from './tracing-context.ts'
import { createTracingIndex } from './tracing-index.ts'
import { missingToMatch } from '../../domain/tracing/gates.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'

/** What nobody has taken up. */
const NOT_TAKEN_UP = ['suggested', 'parked']
/** What was not decided when a request or a child is out of it. */
const UNDECIDED = [...NOT_TAKEN_UP, 'verifying', 'child_heard', 'adult_heard', 'heard']

const ACTION_NEAR = 5 * 86_400_000

/** Family tracing, as the module of children puts it in. */
export function tracingPart(context: TracingContext) {
  const kinds = tracingKinds(context)
  const matching: Matching = { context, kinds, index: createTracingIndex(context), model: { known: undefined } }

  async function followRequest(requestId: string): Promise<void> {
    await screenRequest(matching, requestId)
    const held = await matching.index.read()
    const state = held.requests.get(requestId)?.state
    if (state === 'searching') {
      await bringBack(matching, { request_id: requestId })
      await matchRequest(matching, requestId)
    }
    if (state === undefined || state === 'closed') await dropMatches(matching, { request_id: requestId }, UNDECIDED)
  }

  async function followSubject(subjectId: string): Promise<void> {
    const subject = (await matching.index.read()).subjects.get(subjectId)
    const missing = subject ? missingToMatch(subject) : null
    if (missing === null || missing.length > 0) {
      // Where a supervisor alone has to agree again, those who were heard need not be heard again; nobody is told before.
      const waits = missing?.every((one) => one === 'supervisor_agrees') === true
      return dropMatches(matching, { subject_id: subjectId }, waits ? NOT_TAKEN_UP : UNDECIDED)
    }
    await bringBack(matching, { subject_id: subjectId })
    await matchSubject(matching, subjectId)
  }

  /** The desk that took the request is told that somebody may be told: the first thing that it hears of all this. */
  async function followContact(matchId: string): Promise<void> {
    const scope = systemScope(context.country)
    const match = await readInScope(context.db, scope, (trx) => loadRequest(trx, kinds.matches, matchId))
    if (!match.ok || match.value.row.state !== 'contact') return
    await inScope(context.db, scope, async (trx) => {
      await takeStep(trx, kinds.requests, SYSTEM, String(match.value.row.facts['request_id']), {
        id: sameId(`allow ${matchId}`),
        step: 'allow',
        happenedAt: context.clock.now(),
        payload: { answers: {} },
      })
      return ok(undefined)
    })
  }

  const subjects = subjectsServed(context, ['register'])
  const matches = matchesServed(context)
  return {
    matching,
    kinds,
    followRequest,
    followSubject,
    followContact,
    routes(api: Api<Principal>): void {
      serve(api, contract.registerRequest, async ({ session, body, request }) =>
        registerRequest(context, kinds, session, body, (await context.deviceOf?.(request)) ?? null),
      )
      serve(api, importInquiriesRoute, ({ session, body }) => importInquiries(context, kinds, session, body))
      serve(api, contract.listRequests, ({ session, query }) => listRequests(context, kinds, session, query))
      serve(api, contract.readRequest, ({ session, params }) => readRequest(context, kinds, session, params.requestId))
      serve(api, contract.takeRequestStep, async ({ session, params, body, ifMatch, request }) =>
        takeRequestStep(
          context,
          kinds,
          session,
          params.requestId,
          body,
          ifMatch,
          (await context.deviceOf?.(request)) ?? null,
        ),
      )
      serveRequests(api, contract.subjects, kinds.subjects, subjects)
      serve(api, contract.knownOfChild, ({ session, params }) => knownOfChild(context, session, params.fileId))
      serve(api, contract.registerSubject, ({ session, body }) => registerSubject(context, kinds, session, body))
      serve(api, contract.listMatches, ({ session, query }) => listMatches(context, session, query))
      serve(api, contract.readMatch, ({ session, params }) => readMatch(context, kinds, session, params.requestId))
      serve(api, contract.takeMatchStep, ({ session, params, body, ifMatch }) =>
        takeMatchStep(context, kinds, session, params.requestId, body, ifMatch),
      )
      serveRequests(api, contract.links, kinds.links, subjectsServed(context, ['record']))
      serve(api, contract.addPhotograph, ({ session, params, query, body }) =>
        addPhotograph(context, kinds, session, params.requestId, {
          photographId: params.photographId,
          declared: query.contentType,
          body,
        }),
      )
      serve(api, contract.takePhotographBack, ({ session, params, body }) =>
        takePhotographBack(context, kinds, session, params, body.because),
      )
      serve(api, contract.openPhotograph, ({ session, params }) =>
        openPhotograph(context, kinds, session, params.requestId),
      )
    },
    jobs(jobs: Pick<Jobs, 'on' | 'schedule' | 'work'>): void {
      jobs.on('children.tracing_request_changed', 'children.follow_request', ({ requestId }) =>
        followRequest(String(requestId)),
      )
      jobs.on('children.tracing_subject_changed', 'children.follow_subject', ({ requestId }) =>
        followSubject(String(requestId)),
      )
      jobs.on('children.tracing_contact_allowed', 'children.follow_contact', ({ requestId }) =>
        followContact(String(requestId)),
      )
      jobs.schedule(
        'children.match_all',
        '25 2 * * *',
        async (_data, { signal }) => void (await matchAll(matching, signal)),
      )
      // What was set aside until a day that has come.
      jobs.schedule('children.look_again', '10 * * * *', async () => void (await takeDueSteps(kinds.matches)))
      jobs.schedule('children.forget_requests', '40 2 * * *', async () => void (await forgetRequests(context)))
    },
    async tasks(who: Principal): Promise<readonly Task[]> {
      if (!may(who, 'children.take_requests')) return []
      const tasks = await requestTasksOfKinds(
        [
          { of: kinds.matches, to: matches },
          { of: kinds.requests, to: requestsServed },
          { of: kinds.subjects, to: subjects },
        ],
        who,
      )
      // The next action for every child is due at some time: it is a task when that time is near.
      const near = asInstant(Date.parse(context.clock.now()) + ACTION_NEAR)
      const own = await agreementTasks(
        context,
        who,
        tasks.filter(({ about, dueAt }) => about.kind !== tracingSubject.kind || (dueAt ?? near) < near),
      )
      return numberTasks(context, who, await importedTasks(context, who, own))
    },
    /** Requests know no file; matches, links and the child's side do, and go with what the module erases of them. */
    erase: (trx: Parameters<Erases['erase']>[0], fileIds: readonly string[]) => erasePhotographs(trx, fileIds),
    keepsObjects: (ids: readonly string[]) => keptPhotographs(context, ids),
  }
}

export type TracingPart = ReturnType<typeof tracingPart>
