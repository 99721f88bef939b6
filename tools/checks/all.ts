import { browserBudget } from './browser-budget.ts'
import type { Check } from './check.ts'
import { deadCode } from './dead-code.ts'
import { dependencies } from './dependencies.ts'
import { format } from './format.ts'
import { imports } from './imports.ts'
import { lint } from './lint.ts'
import { locales } from './locales.ts'
import { migrations } from './migrations.ts'
import { reference } from './reference.ts'
import { rooms } from './rooms.ts'
import { sizes } from './sizes.ts'
import { types } from './types.ts'
import { unitTests } from './unit-tests.ts'

/** Every check of `npm run check`, the longest first. */
export const CHECKS: readonly Check[] = [
  unitTests,
  types,
  lint,
  deadCode,
  imports,
  rooms,
  format,
  migrations,
  locales,
  sizes,
  dependencies,
  reference,
  browserBudget,
]
