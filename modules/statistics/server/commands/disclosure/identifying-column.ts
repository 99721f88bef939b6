import type { Problem } from '@gloact/command'

/** That a column by which figures would be told is refused, and what to do. */
export const identifyingColumn = (name: string, objection: string): Problem => ({
  code: 'disclosure.identifying_column',
  message: `“${name}” is not published: ${objection}. Choose another column, or put its values into groups first.`,
})
