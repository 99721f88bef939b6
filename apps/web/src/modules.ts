import { screens as children } from '@gloact/children/screens'
import { screens as cooperation } from '@gloact/cooperation/screens'
import { screens as referral } from '@gloact/referral/screens'
import { screens as identity } from '@gloact/identity/screens'
import { screens as legislation } from '@gloact/legislation/screens'
import { screens as oversight } from '@gloact/oversight/screens'
import { screens as protection } from '@gloact/protection/screens'
import { screens as practice } from '@gloact/practice/screens'
import { screens as statistics } from '@gloact/statistics/screens'
import { screens as strategy } from '@gloact/strategy/screens'
import { screens as training } from '@gloact/training/screens'
import { isTraining, type ModuleScreens } from '@gloact/ui'
import { screens as work } from '@gloact/work/screens'

/** The modules that have something to show, in the order of the navigation. Exercises are in the training sandbox alone. */
export const modules: readonly ModuleScreens[] = [
  ...(isTraining() ? [practice] : []),
  work,
  protection,
  training,
  strategy,
  legislation,
  children,
  cooperation,
  statistics,
  oversight,
  referral,
  identity,
]
