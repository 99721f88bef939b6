import { useQuery } from '@tanstack/react-query'
import { titleIn } from '@gloact/registers/screens'
import { Link, Row, Text, useClient, useMessages } from '@gloact/ui'
import { FOLLOWED_IN, listInForce } from '../contract/in-force.ts'

/** What is in force for something that people do, on the page on which they do it. */
export function ProceduresInForce({ use }: { readonly use: string }) {
  const { t, language } = useMessages()
  const client = useClient()
  const known = FOLLOWED_IN.find((one) => one === use)
  const inForce = useQuery({
    queryKey: ['strategy', 'in-force', use],
    enabled: known !== undefined,
    queryFn: () => client.callOrThrow(listInForce, { query: { use: known ?? 'referral' } }),
  })
  const items = inForce.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Row>
      <Text as="span" size="sm" tone="quiet">
        {t('strategy.uses.follows')}
      </Text>
      {items.map(({ id, title, edition, page, to }) => {
        const name = `${titleIn(title, language)} (${edition})`
        const path = to ?? page
        return path === null ? (
          <Text key={id} as="span" size="sm">
            <bdi>{name}</bdi>
          </Text>
        ) : (
          <Link key={id} to={path}>
            <bdi>{name}</bdi>
          </Link>
        )
      })}
    </Row>
  )
}
