import type { ListedCommand } from '@gloact/command'

/** What this module does with a bank of questions, without an instance. */
export const trainingCommands: readonly ListedCommand[] = [
  {
    name: 'training read-bank',
    summary: 'Read a bank of questions in GIFT or Moodle XML and name the lines that are odd',
    load: async () => (await import('./read-bank.ts')).trainingReadBank,
  },
]
