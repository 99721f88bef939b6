import { newId } from '@gloact/kernel'
import type { HostileSpeaker, ModuleProduct } from '@gloact/module'

/** The invented estimate of the year before last. */
const ESTIMATE = '00000000-0000-7000-8070-000000000001'
/** The first invented figure of criminal justice. */
const PROSECUTION = '00000000-0000-7000-8071-000000000001'
/** The edition of the invented view. */
const EDITION = '00000000-0000-7000-8070-000000000201'
const OF_REGISTERS = 'packages/registers/server/register.test.ts'
const QUERY = { measure: 'identified', rows: 'year', columns: 'form' }

/** As many as there are kinds of hostile words. */
const VIEWS = 9

async function says({ as, ok, say, stands, tried }: HostileSpeaker): Promise<void> {
  const analyst = await as('analyst')
  const query = { measure: 'identified', rows: 'year', columns: 'sex' }
  for (let at = 0; at < VIEWS; at++)
    await ok(
      analyst.send('PUT', `/statistics/views/${newId()}`, { name: say('name', 80), shared: true, query }),
      'a view',
    )
  tried('PUT /statistics/views/:viewId')
  await stands(() => ok(analyst.get('/statistics/views'), 'views'))
}

export const product: ModuleProduct = {
  screens: {
    supervisor: ['/figures/encode'],
    national_coordinator: [
      '/figures/estimate',
      '/figures/link',
      '/figures/protect',
      '/figures/compare',
      '/figures/synthesize',
      '/figures/sdg',
    ],
    analyst: [
      '/figures',
      '/figures/glotip',
      '/figures/eurostat',
      '/figures/ic-tip',
      '/figures/ctdc',
      '/figures/lists',
      '/figures/editions',
      `/figures/editions/${EDITION}`,
      '/statistics/estimates',
      '/statistics/estimates/new',
      '/statistics/estimates/import',
      `/statistics/estimates/${ESTIMATE}`,
      '/statistics/prosecutions',
      '/statistics/prosecutions/new',
      '/statistics/prosecutions/import',
      `/statistics/prosecutions/${PROSECUTION}`,
    ],
  },
  says,
  sent: {
    'put /statistics/estimates/{id}': { body: () => ({ answers: {} }) },
    'post /statistics/estimates/{id}/archive': { body: () => ({ archived: true }) },
    'put /statistics/prosecutions/{id}': { body: () => ({ answers: {} }) },
    'post /statistics/prosecutions/{id}/archive': { body: () => ({ archived: true }) },
    'put /statistics/views/{viewId}/schedule': { body: () => ({ every: 'year' }) },
    'put /statistics/views/{viewId}': { body: () => ({ name: 'A view', shared: false, query: QUERY }) },
  },
  real: async () => ({ 'statistics/estimates': ESTIMATE, 'statistics/prosecutions': PROSECUTION, editionId: EDITION }),
  triedWithWords: {
    'POST /statistics/estimates/list': OF_REGISTERS,
    'PUT /statistics/estimates/:id': OF_REGISTERS,
    'POST /statistics/estimates/export': OF_REGISTERS,
    'POST /statistics/prosecutions/list': OF_REGISTERS,
    'PUT /statistics/prosecutions/:id': OF_REGISTERS,
    'POST /statistics/prosecutions/export': OF_REGISTERS,
  },
}
