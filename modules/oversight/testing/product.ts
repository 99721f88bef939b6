import type { ModuleProduct } from '@gloact/module'

export const product: ModuleProduct = {
  screens: {
    administrator: ['/oversight'],
    data_protection_officer: [
      '/oversight',
      ...['openings', 'exports', 'retention', 'audit'].map((page) => `/oversight/${page}`),
    ],
  },
}
