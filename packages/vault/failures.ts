/** What the vault's failures mean to a caller of the API; shaped as `FailureCatalogue` of `@gloact/http/contract`. */
export const VAULT_FAILURES = {
  'vault.no_key': { status: 404, title: 'There is nothing here that you may see.' },
  'vault.key_destroyed': { status: 404, title: 'What was recorded about this person has been erased.' },
} as const
