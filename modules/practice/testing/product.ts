import type { ModuleProduct } from '@gloact/module'

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  heldAgainst: {
    'POST /practice/reset': {
      as: 'administrator',
      send: (say) => ({ path: '/practice/reset', body: { confirm: say(38) } }),
    },
  },
}
