import type { Principal } from '@gloact/identity/contract/principal'
import { serve, type Api } from '@gloact/http/server'
import { ok } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import {
  listTimeline,
  openCaseFile,
  openIdentity,
  readCaseFile,
  readFileRules,
  readMyWork,
  recordActions,
  recordRefusal,
  searchFiles,
} from '../contract/routes.ts'
import { signalPresence } from '../contract/presence.ts'
import { endOpening, listOpenings, openInEmergency, reviewOpening } from '../contract/emergency.ts'
import { handOver, listCaseloads, readCaseload, recordOnFiles } from '../contract/caseload.ts'
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
} from '../contract/file-list.ts'
import type { ProtectionContext } from './context.ts'
import { registerHistoryRoutes } from './history-routes.ts'
import { exportCaseFiles as exportList } from './export/export-files.ts'
import { addTag as newTag, editTag as changeTag, listTags as tags } from './file-tags.ts'
import { handOverFiles } from './hand-over-files.ts'
import { countCaseFiles as count, listCaseFiles as list } from './list-case-files.ts'
import { listTimeline as timeline } from './list-timeline.ts'
import { openCaseFile as open } from './open-case-file.ts'
import { openIdentity as identity, readCaseFile as read } from './read-case-file.ts'
import { readMyWork as myWork } from './read-my-work.ts'
import { endOpening as handBack } from './end-opening.ts'
import { openInEmergency as openUrgently } from './open-in-emergency.ts'
import { listCaseloads as caseloads, readCaseload as caseload } from './read-caseload.ts'
import { recordOnFiles as recordOnMany } from './record-on-files.ts'
import {
  listViews as views,
  preferList as prefer,
  removeView as dropView,
  saveView as keepView,
} from './saved-views.ts'
import { recordActions as record } from './record-actions.ts'
import { recordRefusal as refuse } from './record-refusal.ts'
import { listOpenings as openings, reviewOpening as review } from './review-openings.ts'
import { searchFiles as search } from './search-files.ts'
import { signalPresence as presence } from './signal-presence.ts'

export type { ProtectionContext } from './context.ts'
export { PROTECTION_FAILURES } from '../contract/failures.ts'
export { fileRulesOf, PROTECTION_WORDS } from './file-rules.ts'
export { SYSTEM_ACTOR } from './context.ts'
export type { AttachmentContext } from './attachments/attachment-context.ts'
export { deleteObjects, forgetAttachmentsOf } from './attachments/forget-attachments.ts'
export { registerAttachments } from './attachments/routes.ts'
export { importTokensUnder, renewImportTokens, type TokensRenewed } from './import/renew-import-tokens.ts'
export { eraseAgain } from './erasure/erase-again.ts'
export type { ErasureContext } from './erasure/erasure-context.ts'
export { registerErasures } from './erasure/routes.ts'
export { sweepAttachments } from './attachments/sweep-attachments.ts'
export { endFeedOf, feedDigests, type FeedContext } from './calendar-feed.ts'
export { registerCalendar } from './calendar-routes.ts'
export { protectionSentence } from './sentences.ts'
export { trainingName } from '../domain/training-mark.ts'
export { demoFileId, loadDemoFiles } from './demo-files.ts'
export { listOwnDeeds, type OwnDeed } from './list-own-deeds.ts'
export { exportCtdc, usualK } from './export/export-ctdc.ts'
export { exportAgency } from './export/export-agency.ts'
export { exportHtcds } from './export/export-htcds.ts'
export { importHtcds } from './import/import-htcds.ts'
export { importCtdc } from './import/import-ctdc.ts'
export { listClosedFiles } from './list-closed-files.ts'
export { FILE_BREAKS, verifyFileChains, type ChainsVerified, type FileBreak } from './verify-chains.ts'
export { checkAtNight, type NightCheckFound } from './check-at-night.ts'
export { verifyChangedChains, type CheckedUpTo, type NightlyCheck } from './verify-changed-chains.ts'
export { undoImport } from './import/undo-import.ts'
export { createImportDesk } from './import/import-desk.ts'
export { registerImports } from './import/register-imports.ts'
export { webImports } from './import/web-imports.ts'
export { IMPORT_FAILURES } from '../contract/imports.ts'
export { renewNameTokens } from './renew-name-tokens.ts'
export { renewWarnings } from './renew-warnings.ts'
export { startNameIndex, type FileNameIndex, type RunningNameIndex } from './name-directory.ts'

/** Mounts this module's routes. */
export function registerProtection(api: Api<Principal>, context: ProtectionContext): void {
  serve(api, openCaseFile, ({ session, body }) => open(context, session, body))
  serve(api, recordActions, ({ session, params, body }) => record(context, session, params.fileId, body.actions))
  serve(api, listCaseFiles, ({ session, query }) => list(context, session, query))
  serve(api, readCaseFile, ({ session, params }) => read(context, session, params.fileId))
  serve(api, openIdentity, ({ session, params, body }) => identity(context, session, params.fileId, body.purpose))
  serve(api, listTimeline, ({ session, params, query }) => timeline(context, session, params.fileId, query))
  registerHistoryRoutes(api, context)
  serve(api, searchFiles, ({ session, body }) => search(context, session, body))
  serve(api, recordRefusal, ({ session, body }) => refuse(context, session, body))
  serve(api, signalPresence, ({ session, params, body }) => presence(context, session, params.fileId, body))
  serve(api, readMyWork, async ({ session }) => ok(await myWork(context, session)))
  registerLists(api, context)
  serve(api, openInEmergency, ({ session, body }) => openUrgently(context, session, body))
  serve(api, listOpenings, ({ session, query }) => openings(context, session, query))
  serve(api, endOpening, ({ session, params, body }) => handBack(context, session, params.openingId, body.id))
  serve(api, reviewOpening, ({ session, params, body }) => review(context, session, params.openingId, body))
  serve(api, readFileRules, async () => ok(await fileRules(context)))
}

/** Lists of files under a name, taken out, worked on together, and a caseload handed over. */
function registerLists(api: Api<Principal>, context: ProtectionContext): void {
  serve(api, countCaseFiles, ({ session, body }) => count(context, session, body))
  serve(api, exportCaseFiles, ({ session, body }) => exportList(context, session, body))
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
  const bodies = await readInScope(db, systemScope(rules.country), (trx) => directory.competentBodies(trx))
  return {
    country: rules.country,
    numberPrefix: rules.numberPrefix,
    timeZone: rules.calendar.timeZone,
    calendar: { ...rules.calendar },
    consentMonths: rules.consentMonths,
    emergency: rules.emergency && { ...rules.emergency, roles: [...rules.emergency.roles] },
    riskBands: rules.riskBands,
    adultRule: rules.adultRule,
    indicatorSet: rules.indicatorSet.id,
    forms: [...rules.forms],
    codeLists: rules.codeLists,
    deadlines: [...rules.deadlines],
    competentBodies: bodies.map((body) => ({ ...body })),
  }
}
