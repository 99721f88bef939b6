import type * as command from '@gloact/command'
import type { Settings } from './settings.ts'

export { EXIT, type ExitCode, type Option, type Outcome } from '@gloact/command'

/** What a command of this app has to work with: the settings of the instance as well. */
export type CommandContext = command.CommandContext<Settings>
export type Command = command.Command<CommandContext>
export type ListedCommand = command.ListedCommand<CommandContext>
export type NamedCommand = command.NamedCommand<CommandContext>
