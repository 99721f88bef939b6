import type { AuditPublicKeys } from '@gloact/audit'
import type { Country } from '@gloact/country'
import type { Principal } from '@gloact/identity/contract/principal'
import { serve, type Api } from '@gloact/http/server'
import { ok } from '@gloact/kernel'
import { policyPage, type ServerModule } from '@gloact/module'
import { feedDigests, type FeedSecrets } from '@gloact/module/calendar-feed'
import { readInScope, systemScope } from '@gloact/postgres'
import { PROTECTION_EVENTS } from '../contract/events.ts'
import { PROTECTION_FAILURES } from '../contract/failures.ts'
import { IMPORT_FAILURES } from '../contract/exchange/imports.ts'
import { ERASURES_BY_CASE, FILES_BY_CASE } from '../domain/permissions.ts'
import {
  listTimeline,
  openCaseFile,
  openIdentity,
  readCaseFile,
  readFileRules,
  recordActions,
  recordRefusal,
  searchFiles,
} from '../contract/routes.ts'
import { signalPresence } from '../contract/reading/presence.ts'
import { endExclusion, excludeStaff, listExclusions } from '../contract/exclusions/exclusions.ts'
import { endOpening, listOpenings, openInEmergency, reviewOpening } from '../contract/emergency/emergency.ts'
import { handOver, listCaseloads, readCaseload, recordOnFiles } from '../contract/lists/caseload.ts'
import {
  addTag,
  countCaseFiles,
  editTag,
  exportCaseFiles,
  listCaseFiles,
  listTags,
  listViews,
  preferList,
  removeView,
  saveView,
} from '../contract/lists/file-list.ts'
import type { AttachmentContext } from './attachments/attachment-context.ts'
import { registerAttachments } from './attachments/routes.ts'
import { sweepAttachments } from './attachments/sweep-attachments.ts'
import { endFeedOf, type FeedContext } from './calendar/calendar-feed.ts'
import { registerCalendar } from './calendar/calendar-routes.ts'
import { checkAtNight, type NightCheckFound, type NightCheckParts } from './history/check-at-night.ts'
import type { AskChildGate, AskOpenElsewhere, ProtectionContext } from './file/context.ts'
import { openDemoChild, type InventedChild } from './demo/demo-children.ts'
import { demoFileId } from './demo/demo-files.ts'
import { NARROWED_STORY, REFERRED_STORIES, withdrawDemoContact } from './demo/demo-referred.ts'
import { eraseAgain } from './erasure/erase-again.ts'
import { protectionErases } from './erasure/erase-person.ts'
import type { ErasureContext } from './erasure/erasure-context.ts'
import { registerErasures } from './erasure/routes.ts'
import { fileRulesOf } from './file/file-rules.ts'
import { createImportDesk } from './exchange/import/import-desk.ts'
import { registerImports } from './exchange/import/register-imports.ts'
import { renewImportTokens } from './exchange/import/renew-import-tokens.ts'
import { webImports } from './exchange/import/web-imports.ts'
import { countable, type Countable } from './lists/list-countable.ts'
import { listClosedFiles, type FileRetention } from './lists/list-closed-files.ts'
import { listOwnActivities } from './lists/list-own-activities.ts'
import { responseOf } from './lists/response.ts'
import { loadDemo, type DemoStaff } from './demo/load-demo.ts'
import { nameIndexToStart } from './search/name-directory.ts'
import { renewNameTokens } from './search/renew-name-tokens.ts'
import { countShareEnds } from './file/share-ends.ts'
import { renewWarnings } from './work/renew-warnings.ts'
import { protectionSentence } from './file/sentences.ts'
import { registerHistoryRoutes } from './history/history-routes.ts'
import { mailNotices, type NoticeMail } from './work/mail-notices.ts'
import { registerNotices } from './work/notice-routes.ts'
import { exportCaseFiles as exportList } from './exchange/export/export-files.ts'
import { addTag as newTag, editTag as changeTag, listTags as tags } from './lists/file-tags.ts'
import { handOverFiles } from './lists/hand-over-files.ts'
import { countCaseFiles as count, listCaseFiles as list } from './lists/list-case-files.ts'
import { listTimeline as timeline } from './history/list-timeline.ts'
import { openCaseFile as open } from './file/open-case-file.ts'
import { keptViews } from './file/kept-views.ts'
import { openIdentity as identity, readCaseFile as read } from './reading/read-case-file.ts'
import { fileCards, fileForesight } from './work/read-my-work.ts'
import { endExclusion as letIn, excludeStaff as exclude } from './exclusions/exclude-staff.ts'
import { listExclusions as exclusions } from './exclusions/list-exclusions.ts'
import { endOpening as handBack } from './emergency/end-opening.ts'
import { openInEmergency as openUrgently } from './emergency/open-in-emergency.ts'
import { listCaseloads as caseloads, readCaseload as caseload } from './lists/read-caseload.ts'
import { recordOnFiles as recordOnMany } from './file/record-on-files.ts'
import {
  listViews as views,
  preferList as prefer,
  removeView as dropView,
  saveView as keepView,
} from './lists/saved-views.ts'
import { recordActions as record } from './file/record-actions.ts'
import { orRefused } from './file/record-refused.ts'
import { sealNames } from './search/sealed-names.ts'
import { recordRefusal as refuse } from './file/record-refusal.ts'
import { childFiles, type ChildFiles } from './exchange/child-files.ts'
import { passingOn, type PassingOn } from './exchange/pass-on.ts'
import { tellChildProtection } from './exchange/tell-child-protection.ts'
import { listOpenings as openings, reviewOpening as review } from './emergency/review-openings.ts'
import { searchFiles as search } from './search/search-files.ts'
import { signalPresence as presence } from './reading/signal-presence.ts'
import { verifyFileChains } from './history/verify-chains.ts'

export type { AskChildGate, ProtectionContext } from './file/context.ts'
export type { ChildFiles } from './exchange/child-files.ts'
export type { PassingOn } from './exchange/pass-on.ts'
export { fileRulesOf } from './file/file-rules.ts'
export { SYSTEM_ACTOR } from './file/context.ts'
export { deleteObjects, forgetAttachmentsOf } from './attachments/forget-attachments.ts'
export { importTokensUnder, renewImportTokens, type TokensRenewed } from './exchange/import/renew-import-tokens.ts'
export { trainingName } from '../domain/exchange/training-mark.ts'
export { loadDemoReferred } from './demo/demo-referred.ts'
export { loadDemoFiles } from './demo/demo-files.ts'
export { exportCtdc, usualK } from './exchange/export/export-ctdc.ts'
export { exportAgency } from './exchange/export/export-agency.ts'
export { exportHtcds } from './exchange/export/export-htcds.ts'
export { importHtcds } from './exchange/import/import-htcds.ts'
export {
  FILE_BREAKS,
  verifyChangedChains,
  verifyFileChains,
  type ChainsVerified,
  type CheckedUpTo,
  type FileBreak,
  type NightlyCheck,
} from './history/verify-chains.ts'
export { checkAtNight, type NightCheckFound } from './history/check-at-night.ts'
export { askUndo } from './exchange/import/undo-by-two.ts'

/** What this module is given; what it needs of others is answered where the modules are composed. */
export interface ProtectionOptions
  extends
    Pick<ProtectionContext, 'db' | 'vault' | 'clock' | 'directory' | 'publish'>,
    Pick<FeedContext, 'ownerOfFeed'>,
    Pick<AttachmentContext, 'attachments'> {
  readonly country: Country
  /** Which objects in the store of attachments another module keeps: the sweep leaves them. */
  readonly keptElsewhere?: Parameters<typeof sweepAttachments>[1]
  /** What another module has to allow of a child's file: a return, leaving the child path. */
  readonly childGate?: AskChildGate
  readonly openElsewhere?: AskOpenElsewhere
  /** What others did in requests of other modules. */
  readonly noticesElsewhere?: ProtectionContext['noticesElsewhere']
  readonly readingsElsewhere?: ProtectionContext['readingsElsewhere']
  /** Whether this is the training sandbox. */
  readonly training: boolean
  /** Who was erased, kept with the KEK; how long backups are kept; and how each module forgets a person, in which order. */
  readonly erasures: Omit<ErasureContext['erasures'], 'store'>
  /** In whose name invented files are written. */
  readonly demoStaff: DemoStaff
  /** The instance's secrets: addresses of calendars are kept keyed by them. */
  readonly secrets: FeedSecrets
  /** By which the index of names hears of changes, and whom it tells what went wrong. */
  readonly listenUrl: string
  readonly onNamesFailed?: (error: unknown) => void
  /** How people are told by e-mail that notices wait; not at all where it is left out. */
  readonly mail?: NoticeMail | undefined
  /** How the logs of files are held against the audit log at night, and who is told; not at all where it is left out. */
  readonly nightCheck?:
    | {
        readonly audit: { readonly publicKeys: () => AuditPublicKeys; readonly headsFile: string }
        readonly stateFile: string
        /** Logs that other modules keep. */
        readonly requests?: NightCheckParts['requests']
        readonly onBroken: (found: NightCheckFound) => void
      }
    | undefined
}

/** What other modules may ask of this one. */
export interface ProtectionPorts {
  /** Closed files and when their retention ends, and nothing else of the person. */
  readonly closedFiles: () => Promise<readonly FileRetention[]>
  /** Whether the logs of all files are what was recorded. */
  readonly verifyFiles: (
    ...asked: DropFirst<Parameters<typeof verifyFileChains>>
  ) => ReturnType<typeof verifyFileChains>
  /** What somebody did in files since a moment, of their own alone. */
  readonly activitiesSince: (
    ...asked: DropFirst<Parameters<typeof listOwnActivities>>
  ) => ReturnType<typeof listOwnActivities>
  /** Takes the rows away again of people whom a restored backup brought back, wherever they lie. */
  readonly eraseAgain: (personIds: readonly string[]) => Promise<{ readonly files: number }>
  /** What may be told of a file, whether it still may, and the line that it leaves there. */
  readonly passingOn: PassingOn
  /** Children's files, for the module that decides about them. */
  readonly childFiles: ChildFiles
  /** Opens an invented child's file, where it is not there yet. */
  readonly demoChild: (who: Principal, child: InventedChild) => Promise<string>
  /** What can be counted of files, and nothing that identifies anybody; for the record of statistics. */
  readonly countable: Countable
  /** An invented file by the number of its story. */
  readonly demoFile: (story: number) => string
  /** Invented adults who agreed to be referred to the invented clinic. */
  readonly demoReferred: readonly string[]
  /** One more, and how part of it is withdrawn once something was sent. */
  readonly demoNarrowed: { readonly fileId: string; readonly withdraw: (who: Principal) => Promise<void> }
}

type DropFirst<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest] ? Rest : never

export interface ProtectionModule extends ServerModule<Principal, ProtectionPorts> {
  readonly events: typeof PROTECTION_EVENTS
  /** What its use cases are given: for commands, which have no routes. */
  readonly context: ProtectionContext
}

/** Protection and assistance, from first contact to closure. */
export function protectionModule(options: ProtectionOptions): ProtectionModule {
  const { db, vault, clock, country } = options
  const rules = fileRulesOf(country)
  const views = keptViews()
  const names = nameIndexToStart({
    db,
    vault,
    gone: (fileId) => views.forget(fileId),
    country: country.code,
    clock,
    listenUrl: options.listenUrl,
    onError: options.onNamesFailed,
  })
  const context: ProtectionContext = {
    db,
    vault,
    clock,
    rules,
    disclosure: country.disclosure,
    directory: options.directory,
    names,
    views,
    childGate: options.childGate,
    openElsewhere: options.openElsewhere,
    noticesElsewhere: options.noticesElsewhere,
    readingsElsewhere: options.readingsElsewhere,
    training: options.training,
    publish: options.publish,
  }
  const withAttachments: AttachmentContext = { ...context, attachments: options.attachments }
  const withErasures: ErasureContext = {
    ...context,
    erasures: { ...options.erasures, store: options.attachments.store },
  }
  const imports = createImportDesk()
  return {
    id: 'protection',
    failures: { ...PROTECTION_FAILURES, ...IMPORT_FAILURES },
    events: PROTECTION_EVENTS,
    policies: [policyPage('Files', FILES_BY_CASE), policyPage('Erasure', ERASURES_BY_CASE)],
    context,
    ports: {
      closedFiles: () => listClosedFiles(context),
      verifyFiles: (progress) => verifyFileChains(db, progress),
      activitiesSince: (principal, since) => listOwnActivities(context, principal, since),
      eraseAgain: (personIds) => eraseAgain(withErasures, personIds),
      passingOn: passingOn(context),
      childFiles: childFiles(context),
      demoChild: (who, child) => openDemoChild(context, who, child),
      countable: countable(context),
      demoFile: demoFileId,
      demoReferred: REFERRED_STORIES.map(demoFileId),
      demoNarrowed: {
        fileId: demoFileId(NARROWED_STORY),
        withdraw: (who) => withdrawDemoContact(context, who),
      },
    },
    routes(api) {
      registerProtection(api, context)
      registerAttachments(api, withAttachments)
      registerErasures(api, withErasures)
      registerImports(api, webImports(context, imports, country.callingCode))
      registerCalendar(api, {
        ...context,
        digestsOfToken: feedDigests(options.secrets),
        ownerOfFeed: options.ownerOfFeed,
        say: protectionSentence,
      })
    },
    jobs(jobs) {
      jobs.schedule(
        'protection.sweep_attachments',
        '25 * * * *',
        async () => void (await sweepAttachments(withAttachments, options.keptElsewhere)),
      )
      jobs.on('protection.case_file_opened', 'protection.tell_child_protection', ({ fileId }) =>
        tellChildProtection(context, String(fileId), 'met'),
      )
      jobs.on('protection.path_changed', 'protection.tell_of_child_found', ({ fileId }) =>
        tellChildProtection(context, String(fileId), 'found'),
      )
      jobs.schedule('protection.renew_name_tokens', '35 * * * *', async () => {
        await renewNameTokens({ db, vault, country: country.code }, names.outdated)
      })
      const { mail, nightCheck } = options
      if (mail) jobs.schedule('protection.mail_notices', '*/10 * * * *', () => mailNotices(context, mail))
      if (nightCheck === undefined) return
      jobs.schedule('protection.check_files', '10 2 * * *', async () => {
        const { audit, stateFile, requests, onBroken } = nightCheck
        const found = await checkAtNight({
          db,
          country: country.code,
          audit: { publicKeys: audit.publicKeys(), headsFile: audit.headsFile },
          stateFile,
          requests,
        })
        if (!found.ok) onBroken(found)
      })
    },
    foresees: (who) => fileForesight(context, who),
    overview: (who) => fileCards(context, who),
    response: responseOf({
      db,
      clock,
      country: country.code,
      timeZone: country.calendar.timeZone,
      smallCounts: country.disclosure.public,
    }),
    demo: (tell) => loadDemo(context, options.demoStaff, country.callingCode, tell),
    erases: protectionErases(context),
    async start(progress) {
      progress('Reading the index of names')
      await names.start()
      await renewWarnings(context)
      await countShareEnds(context)
      await sealNames(context)
    },
    async stop() {
      await names.stop()
      await imports.close()
    },
    readiness: { nameIndex: () => names.ready },
    keysRenewed: async () => void (await renewImportTokens(db, vault)),
    phoneLost: (userId, by) => endFeedOf({ db, clock, rules }, userId, by),
  }
}

/** Mounts this module's routes. */
function registerProtection(api: Api<Principal>, context: ProtectionContext): void {
  serve(api, openCaseFile, ({ session, body }) => open(context, session, body))
  serve(api, recordActions, ({ session, params, body }) => record(context, session, params.fileId, body.actions))
  serve(api, listCaseFiles, ({ session, query }) => orRefused(context, session, list(context, session, query)))
  serve(api, readCaseFile, ({ session, params }) => orRefused(context, session, read(context, session, params.fileId)))
  serve(api, openIdentity, ({ session, params, body }) =>
    orRefused(context, session, identity(context, session, params.fileId, body.purpose)),
  )
  serve(api, listTimeline, ({ session, params, query }) =>
    orRefused(context, session, timeline(context, session, params.fileId, query)),
  )
  registerHistoryRoutes(api, context)
  registerNotices(api, context)
  serve(api, searchFiles, ({ session, body }) => orRefused(context, session, search(context, session, body)))
  serve(api, recordRefusal, ({ session, body }) => refuse(context, session, body))
  serve(api, signalPresence, ({ session, params, body }) => presence(context, session, params.fileId, body))
  registerLists(api, context)
  serve(api, openInEmergency, ({ session, body }) => openUrgently(context, session, body))
  serve(api, listOpenings, ({ session, query }) => openings(context, session, query))
  serve(api, endOpening, ({ session, params, body }) => handBack(context, session, params.openingId, body.id))
  serve(api, reviewOpening, ({ session, params, body }) => review(context, session, params.openingId, body))
  serve(api, excludeStaff, ({ session, body }) => exclude(context, session, body))
  serve(api, endExclusion, ({ session, params, body }) => letIn(context, session, params.exclusionId, body))
  serve(api, listExclusions, ({ session, query }) => exclusions(context, session, query))
  serve(api, readFileRules, async () => ok(await fileRules(context)))
}

/** Lists of files under a name, exported, worked on together, and a caseload handed over. */
function registerLists(api: Api<Principal>, context: ProtectionContext): void {
  serve(api, countCaseFiles, ({ session, body }) => orRefused(context, session, count(context, session, body)))
  serve(api, exportCaseFiles, ({ session, body }) => orRefused(context, session, exportList(context, session, body)))
  serve(api, recordOnFiles, ({ session, body }) => recordOnMany(context, session, body))
  serve(api, listViews, async ({ session }) => ok(await views(context, session)))
  serve(api, saveView, ({ session, params, body }) => keepView(context, session, params.viewId, body))
  serve(api, removeView, ({ session, params }) => dropView(context, session, params.viewId))
  serve(api, preferList, ({ session, body }) => prefer(context, session, body))
  serve(api, listTags, async ({ session }) => ok(await tags(context, session)))
  serve(api, addTag, ({ session, body }) => newTag(context, session, body))
  serve(api, editTag, ({ session, params, body, ifMatch }) => changeTag(context, session, params.tagId, body, ifMatch))
  serve(api, listCaseloads, ({ session }) => caseloads(context, session))
  serve(api, readCaseload, ({ session, params }) => caseload(context, session, params.userId))
  serve(api, handOver, ({ session, params, body }) => handOverFiles(context, session, params.userId, body))
}

/** What the browser needs of the country's rules; the canonical code lists and indicator sets it has itself. */
async function fileRules({ rules, db, directory }: ProtectionContext) {
  const [bodies, protecting] = await readInScope(
    db,
    systemScope(rules.country),
    async (trx) => [await directory.competentBodies(trx), await directory.childProtection(trx)] as const,
  )
  return {
    country: rules.country,
    numberPrefix: rules.numberPrefix,
    timeZone: rules.calendar.timeZone,
    calendar: { ...rules.calendar },
    consentMonths: rules.consentMonths,
    emergency: rules.emergency && { ...rules.emergency, roles: [...rules.emergency.roles] },
    riskBands: rules.riskBands,
    decisionMembers: rules.decisionMembers,
    adultRule: rules.adultRule,
    indicatorSet: rules.indicatorSet.id,
    shortScreening: [...rules.shortScreening],
    callNumbers: rules.callNumbers.map(({ about, ...number }) => ({
      ...number,
      ...(about && { about: { ...about } }),
    })),
    forms: [...rules.forms],
    codeLists: rules.codeLists,
    deadlines: [...rules.deadlines],
    competentBodies: bodies.map((body) => ({ ...body })),
    childProtection: protecting.map(({ id, name }) => ({ id, name })),
  }
}
