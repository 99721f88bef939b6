import type { Principal } from '@gloact/identity/contract/principal'
import { serve, type Api } from '@gloact/http/server'
import { ok } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import {
  listCaseFiles,
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
import { listOpenings, openInEmergency, reviewOpening } from '../contract/emergency.ts'
import type { ProtectionContext } from './context.ts'
import { listCaseFiles as list } from './list-case-files.ts'
import { listTimeline as timeline } from './list-timeline.ts'
import { openCaseFile as open } from './open-case-file.ts'
import { openIdentity as identity, readCaseFile as read } from './read-case-file.ts'
import { readMyWork as myWork } from './read-my-work.ts'
import { openInEmergency as openUrgently } from './open-in-emergency.ts'
import { recordActions as record } from './record-actions.ts'
import { recordRefusal as refuse } from './record-refusal.ts'
import { listOpenings as openings, reviewOpening as review } from './review-openings.ts'
import { searchFiles as search } from './search-files.ts'
import { signalPresence as presence } from './signal-presence.ts'

export type { ProtectionContext, StaffDirectory, CompetentBody } from './context.ts'
export { PROTECTION_FAILURES } from '../contract/failures.ts'
export { fileRulesOf, PROTECTION_WORDS } from './file-rules.ts'
export { SYSTEM_ACTOR } from './context.ts'
export { feedDigest, type FeedContext } from './calendar-feed.ts'
export { registerCalendar } from './calendar-routes.ts'
export { protectionSentence } from './sentences.ts'
export { loadDemoFiles } from './demo-files.ts'
export { exportHtcds } from './export/export-htcds.ts'
export { importHtcds } from './import/import-htcds.ts'
export { importCtdc } from './import/import-ctdc.ts'
export { verifyFileChains, type ChainsVerified } from './verify-chains.ts'
export { undoImport } from './import/undo-import.ts'
export { createImportDesk } from './import/import-desk.ts'
export { registerImports } from './import/register-imports.ts'
export { webImports } from './import/web-imports.ts'
export { IMPORT_FAILURES } from '../contract/imports.ts'
export { startNameIndex, type FileNameIndex, type RunningNameIndex } from './name-directory.ts'

/** Mounts this module's routes. */
export function registerProtection(api: Api<Principal>, context: ProtectionContext): void {
  serve(api, openCaseFile, ({ session, body }) => open(context, session, body))
  serve(api, recordActions, ({ session, params, body }) => record(context, session, params.fileId, body.actions))
  serve(api, listCaseFiles, ({ session, query }) => list(context, session, query))
  serve(api, readCaseFile, ({ session, params }) => read(context, session, params.fileId))
  serve(api, openIdentity, ({ session, params, body }) => identity(context, session, params.fileId, body.purpose))
  serve(api, listTimeline, ({ session, params, query }) => timeline(context, session, params.fileId, query))
  serve(api, searchFiles, ({ session, body }) => search(context, session, body))
  serve(api, recordRefusal, ({ session, body }) => refuse(context, session, body))
  serve(api, signalPresence, ({ session, params, body }) => presence(context, session, params.fileId, body))
  serve(api, readMyWork, async ({ session }) => ok(await myWork(context, session)))
  serve(api, openInEmergency, ({ session, body }) => openUrgently(context, session, body))
  serve(api, listOpenings, ({ session, query }) => openings(context, session, query))
  serve(api, reviewOpening, ({ session, params, body }) => review(context, session, params.openingId, body))
  serve(api, readFileRules, async () => ok(await fileRules(context)))
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
