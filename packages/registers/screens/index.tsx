import { createElement } from 'react'
import type { RegisterRoutes } from '../contract/index.ts'
import type { Register } from '../register.ts'
import { AddPage } from './add-page.tsx'
import { ImportPage } from './import-page.tsx'
import { ListPage } from './list-page.tsx'
import { RowPage } from './row-page.tsx'
import type { RegisterPages } from './screen-routes.ts'
import type { RegisterSlots } from './use-register.ts'

export { addressOf, askedOf } from './asked.ts'
export { listKey, rowTitle, titleIn, type RegisterSlots } from './use-register.ts'

/** The pages of a register, with what a module adds to them. */
export function registerPages(of: Register, routes: RegisterRoutes, slots: RegisterSlots = {}): RegisterPages {
  const parts = { of, routes, slots }
  return {
    List: () => createElement(ListPage, { parts }),
    Add: () => createElement(AddPage, { parts }),
    Import: () => createElement(ImportPage, { parts }),
    Row: () => createElement(RowPage, { parts }),
  }
}
