import { useQuery } from '@tanstack/react-query'
import { titleIn } from '@gloact/registers/screens'
import { Link, Row, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { FOLLOWED_IN, listInForce, type EditionView } from '../contract/in-force.ts'
import { followedOn } from '../domain/editions.ts'

/**
 * Which edition of a procedure is in force for something that people do, on the page on which they do it; of what was done on a day, the one
 * that was followed then, and what has taken its place. The day stays in the browser.
 */
export function ProceduresInForce({ use, on }: { readonly use: string; readonly on?: string | undefined }) {
  const { t } = useMessages()
  const client = useClient()
  const known = FOLLOWED_IN.find((one) => one === use)
  const found = useQuery({
    queryKey: ['strategy', 'in-force', use],
    enabled: known !== undefined,
    queryFn: () => client.callOrThrow(listInForce, { query: { use: known ?? 'referral' } }),
  })
  const items = found.data?.items ?? []
  const current = items.filter(({ until }) => until === null)
  if (on === undefined) return <Editions label={t('strategy.uses.follows')} items={current} />
  const followed = followedOn(items, on)
  const since = followed.some(({ until }) => until !== null)
    ? current.filter(({ id, edition }) => !followed.some((one) => one.id === id && one.edition === edition))
    : []
  return (
    <Stack gap="xs">
      <Editions label={t('strategy.uses.followed')} items={followed} />
      <Editions label={t('strategy.uses.now')} items={since} />
    </Stack>
  )
}

function Editions({ label, items }: { readonly label: string; readonly items: readonly EditionView[] }) {
  const { language } = useMessages()
  if (items.length === 0) return null
  return (
    <Row>
      <Text as="span" size="sm" tone="quiet">
        {label}
      </Text>
      {items.map(({ id, title, edition, from, page, to }) => {
        const name = `${titleIn(title, language)} (${edition})`
        const path = to ?? page
        return path === null ? (
          <Text key={`${id} ${from}`} as="span" size="sm">
            <bdi>{name}</bdi>
          </Text>
        ) : (
          <Link key={`${id} ${from}`} to={path}>
            <bdi>{name}</bdi>
          </Link>
        )
      })}
    </Row>
  )
}
