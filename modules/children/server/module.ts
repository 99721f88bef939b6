import { serve } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { policyPage, type ServerModule } from '@gloact/module'
import { requestTasksOfKinds, serveRequests } from '@gloact/records/server'
import { serveRegister } from '@gloact/registers/server'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { CHILDREN_FAILURES } from '../contract/failures.ts'
import { CHILDREN_EVENTS } from '../contract/events.ts'
import {
  guardianRoutes,
  guardians,
  listGuardianAccounts,
  nameGuardians,
  readGuardianComplaints,
  readGuardianTraining,
  reviewGuardianComplaint,
} from '../contract/guardians.ts'
import { carerRoutes, carers, checkCarer as checkCarerRoute, countPlaced, nameCarers } from '../contract/carers.ts'
import { addVoice, listVoices, playVoice } from '../contract/complaints.ts'
import * as mine from '../contract/mine.ts'
import { readFigures as readFiguresRoute } from '../contract/figures.ts'
import { importCases as importCasesRoute, importRegistry as importRegistryRoute } from '../contract/primero.ts'
import * as contract from '../contract/records.ts'
import * as referred from '../contract/referred.ts'
import * as links from '../contract/siblings.ts'
import { KIND_NAMES } from '../domain/kinds.ts'
import { CHILDREN_PERMISSIONS } from '../domain/policy.ts'
import { CHILDREN_ROLES } from '../domain/roles.ts'
import { carerTasks } from './carer-tasks.ts'
import { carerRegister, placed } from './carers.ts'
import { CHILDREN_AUDIT } from './audit-words.ts'
import { beginForChild } from './begin-for-child.ts'
import { recordsOf } from './child-records.ts'
import { childrenConfig } from './config.ts'
import { loadDemo, type DemoPeople } from './demo.ts'
import { CHILDREN_DEMO_STAFF } from './demo-staff.ts'
import { readFigures, tellLatestMonth, type FiguresContext } from './figures.ts'
import { childrenErases } from './erase-children.ts'
import { gateFor } from './gates.ts'
import { keepVoice, keptVoices, sendVoice, voicesOf } from './complaint-voice.ts'
import { coverChildren, readComplaints, reviewComplaint } from './guardian-complaints.ts'
import { registeredNames } from './registered-names.ts'
import { guardianRegister, listAccounts } from './guardian-register.ts'
import { readTraining } from './guardian-training.ts'
import { elsewhereTasks, listMine, mineTasks, missingLateTasks, recordVisit } from './mine.ts'
import { isKeptAway } from './near.ts'
import { openRecord } from './open-record.ts'
import { checkCarer } from './place-with-carer.ts'
import { listChildren, readChild } from './read-children.ts'
import { importCases } from './primero/import-cases.ts'
import { importRegistry } from './primero/import-registry.ts'
import { childrenRequests } from './requests.ts'
import { readReferredInterviews, reportInterview } from './referred-interviews.ts'
import { prepareFor18 } from './prepare-for-18.ts'
import { seekSchool } from './seek-school.ts'
import { factsFor, servedTo } from './served-to.ts'
import { endLink, linkFiles } from './siblings.ts'

export { childrenConfig } from './config.ts'
export type { ChildFilesPort, ChildrenContext } from './children-context.ts'

export interface ChildrenOptions extends FiguresContext {
  /** In whose name invented records are written. */
  readonly demoPeople: DemoPeople
}

export interface ChildrenPorts {
  /** What is missing for another module to record a return of a child, a referral abroad, or that a file leaves the child path. In its transaction. */
  readonly gate: (
    trx: ScopedTransaction,
    asked: { readonly fileId: string; readonly gate: 'decided' | 'returned' | 'leave_path' | 'referred_abroad' },
  ) => Promise<readonly string[]>
  /** Whether one of these has to be kept away from the child of the file, within the transaction's scope. */
  readonly keepsAway: (
    trx: ScopedTransaction,
    fileId: string,
    among: { readonly staff: readonly string[]; readonly called: readonly string[] },
  ) => Promise<boolean>
}

/** Children: guardian, best interests, care, tracing, return. A child's file is protection's; what is decided for the child is here. */
export function childrenModule(options: ChildrenOptions): ServerModule<Principal, ChildrenPorts> {
  const { demoPeople, ...context } = options
  const of = childrenRequests(context)
  return {
    id: 'children',
    failures: CHILDREN_FAILURES,
    events: CHILDREN_EVENTS,
    config: childrenConfig,
    audit: CHILDREN_AUDIT,
    readings: ['children.child_read', 'children.interviews_told'],
    roles: CHILDREN_ROLES,
    demoStaff: CHILDREN_DEMO_STAFF,
    policies: [policyPage('Children', CHILDREN_PERMISSIONS)],
    ports: {
      gate: (trx, asked) => gateFor(trx, context, of, asked),
      keepsAway: async (trx, fileId, { staff, called }) =>
        isKeptAway(await recordsOf(trx, of, fileId), [...staff, ...called]),
    },
    routes(api) {
      for (const kind of KIND_NAMES) serveRequests(api, contract.RECORDS[kind], of[kind], servedTo(context, kind))
      serve(api, contract.listChildren, ({ session, query }) => listChildren(context, session, query))
      serve(api, contract.readChild, ({ session, params }) => readChild(context, of, session, params.fileId))
      serve(api, contract.openRecord, ({ session, params, body }) =>
        openRecord(context, of, session, params.fileId, body),
      )
      serve(api, importCasesRoute, ({ session, body }) => importCases(context, of, session, body))
      serve(api, links.linkFiles, ({ session, params, body }) => linkFiles(context, session, params.fileId, body))
      serve(api, links.endLink, ({ session, params, body }) => endLink(context, session, params.requestId, body))
      serveRegister(api, guardians, guardianRoutes, guardianRegister(context))
      serve(api, listGuardianAccounts, ({ session }) => listAccounts(context, session))
      serve(api, nameGuardians, ({ session, params }) =>
        registeredNames(context, of, session, 'guardianship', params.requestId),
      )
      serveRegister(api, carers, carerRoutes, carerRegister(context))
      serve(api, countPlaced, ({ session, params }) => placed(context, session, params))
      serve(api, checkCarerRoute, ({ session, params, query }) =>
        checkCarer(context, of, session, { ...params, ...query }),
      )
      serve(api, nameCarers, ({ session, params }) => registeredNames(context, of, session, 'care', params.requestId))
      serve(api, importRegistryRoute, ({ session, body }) => importRegistry(context, session, body))
      serve(api, readGuardianTraining, ({ session, params }) => readTraining(context, session, params.guardianId))
      serve(api, addVoice, ({ session, params, query, body }) =>
        keepVoice(context, of, session, params, { ...query, body }),
      )
      serve(api, listVoices, ({ session, params }) => voicesOf(context, of, session, params.requestId))
      serve(api, playVoice, ({ session, params }) => sendVoice(context, of, session, params))
      serve(api, readGuardianComplaints, ({ session, params }) => readComplaints(context, session, params.guardianId))
      serve(api, reviewGuardianComplaint, ({ session, params, body }) =>
        reviewComplaint(context, session, params, body),
      )
      serve(api, referred.readReferredInterviews, ({ session, params }) =>
        readReferredInterviews(context, of, session, params.referralId),
      )
      serve(api, referred.reportInterview, ({ session, params, body }) =>
        reportInterview(context, of, session, params.referralId, body),
      )
      serve(api, readFiguresRoute, ({ session, query }) => readFigures(context, of, session, { query }))
      serve(api, mine.listMine, ({ session }) => listMine(context, of, session))
      serve(api, mine.recordVisit, ({ session, params, body }) =>
        recordVisit(context, of, session, params.requestId, body),
      )
    },
    jobs(jobs) {
      jobs.on('protection.case_file_opened', 'children.begin_for_child', ({ fileId }) =>
        beginForChild(context, of, String(fileId), 'met'),
      )
      jobs.on('protection.path_changed', 'children.begin_for_found', ({ fileId }) =>
        beginForChild(context, of, String(fileId), 'found'),
      )
      jobs.on('children.guardian_suspended', 'children.cover_children', ({ guardianId }) =>
        coverChildren(context, of, String(guardianId)),
      )
      jobs.schedule('children.prepare_for_18', '50 2 * * *', () => prepareFor18(context, of))
      jobs.schedule('children.seek_school', '55 2 * * *', () => seekSchool(context, of))
      jobs.schedule('children.tell_month', '10 3 * * *', () => tellLatestMonth(context, of))
    },
    tasks: async (who) => [
      ...(await mineTasks(context, who)),
      ...(await missingLateTasks(context, who)),
      ...(await elsewhereTasks(context, who)),
      ...(await carerTasks(context, who)),
      ...(
        await requestTasksOfKinds(
          KIND_NAMES.map((kind) => ({ of: of[kind], to: servedTo(context, kind) })),
          who,
        )
      ).map((task) => ({ ...task, details: factsFor(who, task.details) })),
    ],
    erases: childrenErases(context),
    keepsObjects: (ids) => keptVoices(context, ids),
    examine: [
      {
        name: 'Children without a guardian in time',
        why: 'A guardian is asked for at once; a child whose clock has run out has nobody who acts for them.',
        examine: async (trx) => {
          const { rows } = await sql<{ late: number }>`
            select count(*)::int as late from children.request
            where kind = 'children.guardianship' and state = 'asked' and next_due_at < app.moment()`.execute(trx)
          const late = rows[0]?.late ?? 0
          if (late === 0) return { state: 'ok', found: 'No child waits for a guardian beyond the country’s time.' }
          return {
            state: 'warning',
            found: `${late} children wait for a guardian beyond the country’s time.`,
            advice: 'The guardianship authority finds them first in its list.',
          }
        },
      },
    ],
    demo: (tell) => loadDemo(context, of, demoPeople, tell),
    // Guardians have certificates of the register of training; published figures are of the files without these.
    demoAfter: ['identity', 'protection', 'statistics', 'training'],
  }
}
