import { registerPages } from '@gloact/registers/screens'
import { estimateRoutes, estimates } from '../contract/estimates.ts'

export const estimatePages = registerPages(estimates, estimateRoutes)
