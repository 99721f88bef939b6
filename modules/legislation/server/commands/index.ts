import type { ListedCommand } from '@gloact/command'

/** What this module does with the text of a law, without an instance. */
export const legislationCommands: readonly ListedCommand[] = [
  {
    name: 'law read',
    summary: 'Show the provisions that a law’s text would be imported as, and what was not understood',
    load: async () => (await import('./law-read.ts')).lawRead,
  },
  {
    name: 'law validate',
    summary: 'Say whether a law’s file is Akoma Ntoso 3.0, by the schema of the standard',
    load: async () => (await import('./law-validate.ts')).lawValidate,
  },
]
