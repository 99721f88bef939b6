/** What this module tells others, as names in the past tense with ids only. */
export const PROTECTION_EVENTS = {
  'protection.case_file_opened': "A person's file was opened.",
  'protection.decision_requested': 'A competent body was asked to decide on identification.',
  'protection.decision_recorded': 'A competent body decided on identification.',
  'protection.consent_withdrawn': 'A person withdrew consent; anyone who was told has to be recalled.',
  'protection.path_changed': 'A file came onto another path, or is to leave the child path.',
  'protection.case_file_closed': 'A file was closed.',
  'protection.case_file_erased':
    "A person's files were erased; anyone who holds something about the file erases it too.",
  'protection.case_file_reopened': 'A closed file was reopened.',
  'protection.countable_changed': 'What can be counted of a file changed: a coded answer, or how far its procedure is.',
} as const

export type ProtectionEvent = keyof typeof PROTECTION_EVENTS
