import type { ModuleProduct } from '@gloact/module'

const QUERY = { measure: 'identified', rows: 'year', columns: 'form' }

export const product: ModuleProduct = {
  screens: {
    supervisor: ['/figures/encode'],
    national_coordinator: ['/figures/estimate', '/figures/sdg'],
    analyst: ['/figures', '/figures/glotip'],
  },
  sent: {
    'put /statistics/views/{viewId}': { body: () => ({ name: 'A view', shared: false, query: QUERY }) },
  },
}
