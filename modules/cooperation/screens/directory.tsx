import { dateIn, valueOf } from '@gloact/kernel'
import type { RegisterRow } from '@gloact/registers/contract'
import { registerPages } from '@gloact/registers/screens'
import { Callout, useMessages } from '@gloact/ui'
import { authorities, authorityRoutes } from '../contract/directory.ts'
import { isStale } from '../domain/authority.ts'
import { useCooperationLists } from './cooperation-words.ts'
import { useNow } from './use-now.ts'

/** Says of an entry that nobody has confirmed it for a year. */
function Staleness({ row }: { readonly row: RegisterRow }) {
  const { t, timeZone } = useMessages()
  const now = useNow()
  const confirmed = valueOf(row.answers['confirmed_on'])
  const stale = isStale(typeof confirmed === 'string' ? confirmed : '', dateIn(now, timeZone))
  return stale && row.archivedAt === null ? (
    <Callout tone="notice" title={t('cooperation.stale.title')}>
      {t('cooperation.stale.about')}
    </Callout>
  ) : null
}

export const authorityPages = registerPages(authorities, authorityRoutes, {
  useCodeLists: useCooperationLists,
  OnRow: Staleness,
})
