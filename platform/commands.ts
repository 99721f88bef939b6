import type { ListedCommand } from '@gloact/command'
import { legislationCommands } from '@gloact/legislation/commands'
import { statisticsCommands } from '@gloact/statistics/commands'
import { trainingCommands } from '@gloact/training/commands'

/** The commands that modules bring: their lists alone, so that nobody who asks for help waits for the modules. */
export const MODULE_COMMANDS: readonly ListedCommand[] = [
  ...trainingCommands,
  ...legislationCommands,
  ...statisticsCommands,
]
