/** Roles that meet a person for the first time, and may open a file. */
export const MEETS_PEOPLE: readonly string[] = [
  'frontline_worker',
  'caseworker',
  'supervisor',
  'child_protection_officer',
]

/** Roles that say whether opening a file in an emergency was right. */
export const REVIEWS_OPENINGS: readonly string[] = ['supervisor', 'data_protection_officer']

/** Roles that keep the list of tags. */
export const MANAGES_TAGS: readonly string[] = ['supervisor', 'administrator']

/** Roles that have files to work on. */
export const WORKS_ON_FILES: readonly string[] = [...MEETS_PEOPLE, 'competent_authority', 'service_provider']

/** Roles that erase files, two people together. */
export const ERASES: readonly string[] = ['data_protection_officer', 'supervisor']

/** Roles that close a file to a colleague with a conflict of interest. */
export const EXCLUDES_STAFF: readonly string[] = ['supervisor', 'child_protection_officer', 'data_protection_officer']
