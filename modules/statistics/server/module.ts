import type { CodeLists } from '@gloact/codes'
import { serve } from '@gloact/http/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { policyPage, type ServerModule } from '@gloact/module'
import { systemScope } from '@gloact/postgres'
import { serveRegister } from '@gloact/registers/server'
import { estimateRoutes, estimates } from '../contract/estimates.ts'
import { prosecutionRoutes, prosecutions } from '../contract/prosecutions.ts'
import { STATISTICS_FAILURES } from '../contract/failures.ts'
import * as figures from '../contract/figures.ts'
import * as limitsContract from '../contract/limits.ts'
import * as returns from '../contract/returns.ts'
import * as schedules from '../contract/schedules.ts'
import { FIGURES_PERMISSIONS } from '../domain/figures-policy.ts'
import type { Collection } from '../domain/standard-tables.ts'
import { STATISTICS_AUDIT } from './audit-words.ts'
import { statisticsConfig } from './config.ts'
import type { FiguresContext } from './context.ts'
import { insertRegisterAhead, loadEstimate, loadRegister } from './demo/load-register.ts'
import { loadProsecutions } from './demo/load-prosecutions.ts'
import { loadViews } from './demo/load-views.ts'
import { estimatesContext } from './estimates.ts'
import { examinations } from './examine.ts'
import { forgetPersons, keepFile, personsHeld, rebuildRecord, type Rebuilt } from './keep-record.ts'
import { prosecutionsContext } from './prosecutions.ts'
import { publishFigures } from './publish-figures.ts'
import { readCaptures } from './read-captures.ts'
import {
  collectedOf,
  ctdcOf,
  exportFigures,
  glotipOf,
  listMeasures,
  readCollected,
  readCtdc,
  readFigures,
  readGlotip,
  readSdg,
  sdgOf,
} from './read-figures.ts'
import { readLimits, type CountryLimits } from './read-limits.ts'
import { listFigureViews, removeFigureView, saveFigureView } from './saved-views.ts'
import { endSchedule, listEditions, openEdition, prepareEditions, scheduleTasks, scheduleView } from './schedules.ts'

export { statisticsConfig } from './config.ts'
export { areasOf, type Countable, type JusticeFigures } from './context.ts'

interface StatisticsOptions extends FiguresContext {
  readonly limits: CountryLimits
  readonly codeLists: CodeLists
  /** In whose name an invented estimate is recorded. */
  readonly demoAnalyst: () => Promise<Principal>
}

/** What commands may ask: the same published figures that the screens show. */
export interface StatisticsPorts {
  readonly rebuild: (onProgress?: (persons: number) => void) => Promise<Rebuilt & { readonly years: number }>
  readonly glotip: (year: number) => ReturnType<typeof glotipOf>
  readonly ctdc: (year: number) => ReturnType<typeof ctdcOf>
  readonly sdg: (year: number) => ReturnType<typeof sdgOf>
  readonly collected: (collection: Collection, year: number) => ReturnType<typeof collectedOf>
}

/** What of a file is counted follows these events; the erasure of a person is done in its own transaction. */
const FOLLOWED = ['protection.case_file_opened', 'protection.countable_changed'] as const

/** Figures: the statistical record, what is published of it, and the limits of estimates. */
export function statisticsModule({
  limits,
  codeLists,
  demoAnalyst,
  ...context
}: StatisticsOptions): ServerModule<Principal, StatisticsPorts> {
  const rebuild: StatisticsPorts['rebuild'] = async (onProgress) => {
    const rebuilt = await rebuildRecord(context, onProgress)
    const published = await publishFigures(context)
    await prepareEditions(context)
    return { ...rebuilt, ...published }
  }
  return {
    id: 'statistics',
    failures: STATISTICS_FAILURES,
    audit: STATISTICS_AUDIT,
    config: statisticsConfig,
    policies: [policyPage('Figures', FIGURES_PERMISSIONS)],
    ports: {
      rebuild,
      glotip: (year) => glotipOf(context, systemScope(context.country), year),
      ctdc: (year) => ctdcOf(context, systemScope(context.country), year),
      sdg: (year) => sdgOf(context, systemScope(context.country), year),
      collected: (collection, year) => collectedOf(context, systemScope(context.country), collection, year),
    },
    routes(api) {
      serve(api, limitsContract.readLimits, ({ session }) =>
        Promise.resolve(readLimits(limits, context.disclosure, session)),
      )
      serve(api, figures.listMeasures, ({ session }) => listMeasures(context, session))
      serve(api, figures.readFigures, ({ session, body }) => readFigures(context, session, body))
      serve(api, figures.readCaptures, ({ session, query }) => readCaptures(context, session, query))
      serve(api, figures.exportFigures, ({ session, body }) => exportFigures(context, session, body))
      serve(api, figures.listFigureViews, ({ session }) => listFigureViews(context, session))
      serve(api, figures.saveFigureView, ({ session, params, body, ifMatch }) =>
        saveFigureView(context, session, params.viewId, body, ifMatch),
      )
      serve(api, figures.removeFigureView, ({ session, params }) => removeFigureView(context, session, params.viewId))
      serve(api, schedules.scheduleView, ({ session, params, body }) =>
        scheduleView(context, session, params.viewId, body.every),
      )
      serve(api, schedules.endSchedule, ({ session, params }) => endSchedule(context, session, params.viewId))
      serve(api, schedules.listEditions, ({ session }) => listEditions(context, session))
      serve(api, schedules.openEdition, ({ session, params }) => openEdition(context, session, params.editionId))
      serve(api, returns.readGlotip, ({ session, query }) => readGlotip(context, session, query.year))
      serveRegister(api, estimates, estimateRoutes, estimatesContext(context))
      serveRegister(api, prosecutions, prosecutionRoutes, prosecutionsContext(context))
      serve(api, returns.readCollected, ({ session, query }) =>
        readCollected(context, session, query.collection, query.year),
      )
      serve(api, returns.readCtdc, ({ session, query }) => readCtdc(context, session, query.year))
      serve(api, returns.readSdg, ({ session, query }) => readSdg(context, session, query.year))
    },
    jobs(jobs) {
      for (const event of FOLLOWED) {
        jobs.on(event, `statistics.${event.split('.')[1]!}`, async (ids) => {
          if (typeof ids['fileId'] === 'string') await keepFile(context, ids['fileId'])
        })
      }
      jobs.schedule('statistics.publish', '40 3 * * *', async () => {
        // What came by a way without an event, an import that was undone or new crosswalks, is made good every night.
        await rebuildRecord(context)
        await publishFigures(context)
        await prepareEditions(context)
      })
    },
    tasks: (who) => scheduleTasks(context, who),
    demoAhead: (tell) => insertRegisterAhead(context, tell),
    demo: async (tell) => {
      await loadViews(context, await demoAnalyst())
      const publish = await loadRegister(context, tell)
      return async () => {
        await publish()
        await loadEstimate(context, await demoAnalyst())
        await loadProsecutions(context, await demoAnalyst())
      }
    },
    erases: {
      holds: personsHeld,
      erase: async (trx, { personId }) => {
        await forgetPersons(trx, [personId])
        return []
      },
    },
    examine: examinations(context, codeLists),
  }
}
