import { useQuery } from '@tanstack/react-query'
import { labelOf, type CodeList } from '@gloact/codes'
import { valueOf } from '@gloact/kernel'
import type { RegisterRow } from '@gloact/registers/contract'
import { titleIn } from '@gloact/registers/screens'
import { Callout, Link, Row, Section, Stack, Text, useClient, useMessages, useModules } from '@gloact/ui'
import { FOLLOWED_IN, listInForce } from '../contract/in-force.ts'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import { FrameworkAssessments } from './framework-assessments.tsx'
import { FrameworkFollowed } from './framework-followed.tsx'

/** Where in GloACT people do what a procedure is for. A part that the country does not run, or that is not the reader's, is not linked. */
const DONE_AT: Readonly<Record<string, string>> = {
  identification: '/contact',
  referral: '/referral',
  determination: '/files',
  shelter: '/files',
  interviews: '/files',
  children: '/children',
  return: '/children',
}

/** Where a framework is used, and by which of the same use it is replaced; of a standard, its self-assessments as well. */
export function FrameworkUses({ row }: { readonly row: RegisterRow }) {
  const { t, language } = useMessages()
  const { modules, holds } = useModules()
  const said = valueOf(row.answers['used_in'])
  const uses = FOLLOWED_IN.filter((use) => Array.isArray(said) && said.some((one) => one === use))
  const isOpen = (path: string) =>
    modules.some(({ routes }) => routes.some((route) => route.path === path && (!route.roles || holds(route.roles))))
  return (
    <>
      {uses.length > 0 && (
        <Section title={t('strategy.uses.title')} about={t('strategy.uses.about')}>
          <Stack gap="xs">
            {uses.map((use) => {
              const word = labelOf(FOLLOW_UP_LISTS['framework_use'] as CodeList, use, language)
              const path = DONE_AT[use]
              return (
                <Row key={use}>
                  {path !== undefined && isOpen(path) ? <Link to={path}>{word}</Link> : <Text as="span">{word}</Text>}
                  <Successors use={use} row={row} />
                </Row>
              )
            })}
          </Stack>
        </Section>
      )}
      <FrameworkFollowed row={row} />
      <FrameworkAssessments row={row} />
    </>
  )
}

/** Of one that is no longer in force: what people follow in its place. */
function Successors({ use, row }: { readonly use: (typeof FOLLOWED_IN)[number]; readonly row: RegisterRow }) {
  const { t, language } = useMessages()
  const client = useClient()
  const inForce = useQuery({
    queryKey: ['strategy', 'in-force', use],
    enabled: valueOf(row.answers['state']) === 'replaced',
    queryFn: () => client.callOrThrow(listInForce, { query: { use } }),
  })
  const others = inForce.data?.items.filter(({ id, until }) => until === null && id !== row.id) ?? []
  if (others.length === 0) return null
  return (
    <Callout>
      {t('strategy.uses.now')}{' '}
      {others.map(({ id, title, edition, to }) => {
        const name = `${titleIn(title, language)} (${edition})`
        return to === null ? (
          <bdi key={id}>{name}</bdi>
        ) : (
          <Link key={id} to={to}>
            {name}
          </Link>
        )
      })}
    </Callout>
  )
}
