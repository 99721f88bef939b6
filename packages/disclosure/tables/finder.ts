import type { Finder, Hiding } from './hiding.ts'
import { moveFinder } from './move-finder.ts'
import { networkFinder } from './network-finder.ts'

/** The exact finder where a table is a network, otherwise the one for any table. */
export const finderFor = (hiding: Hiding): Finder => networkFinder(hiding) ?? moveFinder(hiding)
