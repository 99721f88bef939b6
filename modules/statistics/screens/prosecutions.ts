import { registerPages } from '@gloact/registers/screens'
import { prosecutionRoutes, prosecutions } from '../contract/prosecutions.ts'

export const prosecutionPages = registerPages(prosecutions, prosecutionRoutes)
