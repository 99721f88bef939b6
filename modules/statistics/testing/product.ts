import type { ModuleProduct } from '@gloact/module'

/** The invented estimate of the year before last. */
const ESTIMATE = '00000000-0000-7000-8070-000000000001'
const QUERY = { measure: 'identified', rows: 'year', columns: 'form' }

export const product: ModuleProduct = {
  screens: {
    supervisor: ['/figures/encode'],
    national_coordinator: ['/figures/estimate', '/figures/sdg'],
    analyst: [
      '/figures',
      '/figures/glotip',
      '/statistics/estimates',
      '/statistics/estimates/new',
      '/statistics/estimates/import',
      `/statistics/estimates/${ESTIMATE}`,
    ],
  },
  sent: {
    'put /statistics/views/{viewId}': { body: () => ({ name: 'A view', shared: false, query: QUERY }) },
  },
}
