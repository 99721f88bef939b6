import { useQuery } from '@tanstack/react-query'
import type { RequestShown } from '@gloact/records/contract'
import { Callout, FileNumber, Link, useClient } from '@gloact/ui'
import { RECORDS } from '../contract/records.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'

/** For a panel: the brothers and sisters for whom it decides at the same time, each with their own views, and where it signs. */
export function DecidedTogether({ request }: { request: RequestShown }) {
  const { t, number } = useChildrenWords()
  const client = useClient()
  const together = request.facts['together']
  const found = useQuery({
    queryKey: CHILDREN_KEYS.records('determination', `together ${String(together)}`),
    queryFn: () => client.callOrThrow(RECORDS.determination.list, { query: { list: 'all' } }),
    enabled: typeof together === 'string',
  })
  const others = (found.data?.items ?? []).filter(
    ({ id, facts }) => facts['together'] === together && id !== request.id,
  )
  if (typeof together !== 'string' || others.length === 0) return null
  return (
    <Callout title={t('children.together.title')}>
      {t(together === request.id ? 'children.together.sign_here' : 'children.together.sign_there')}
      <ul>
        {others.map(({ id, facts }) => (
          <li key={id}>
            <Link to={`/children/records/determination/${id}`}>
              <FileNumber>{number(facts['number'])}</FileNumber>
            </Link>
          </li>
        ))}
      </ul>
    </Callout>
  )
}
