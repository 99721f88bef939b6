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
import { testBudget } from './test-budget.ts'
import { types } from './types.ts'
import { unitTests } from './unit-tests.ts'

/** Every check of `npm run check`, the longest first. */
export const CHECKS: readonly Check[] = [
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
  testBudget,
]

/** For what was changed since the main branch: `npm run check -- --changed`. Tests are no check of the whole; `npm test` runs them. */
export const ON_CHANGED: readonly Check[] = [types, unitTests, lint, format]
