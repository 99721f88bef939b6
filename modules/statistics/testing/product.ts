import type { ModuleProduct } from '@gloact/module'

export const product: ModuleProduct = {
  screens: { supervisor: ['/figures/encode'], national_coordinator: ['/figures/estimate'] },
}
