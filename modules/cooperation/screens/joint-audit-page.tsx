import { useQuery, useQueryClient } from '@tanstack/react-query'
import { asInstant } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  EmptyState,
  FileNumber,
  Link,
  PageHeader,
  QueryState,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
} from '@gloact/ui'
import { useState } from 'react'
import { compareAll, readJointAudit, type Audited } from '../contract/joint-audit.ts'
import { useCooperationWords } from './cooperation-words.ts'

/** What this country and others found when they last held their records against one another. */
export function JointAuditPage() {
  const { t } = useCooperationWords()
  const client = useClient()
  const found = useQuery({
    queryKey: ['cooperation', 'joint-audit'],
    queryFn: () => client.callOrThrow(readJointAudit),
    refetchOnMount: 'always',
  })
  const byCountry = found.data && [...Map.groupBy(found.data.items, ({ country }) => country)]
  return (
    <>
      <PageHeader title={t('cooperation.audit.title')} about={t('cooperation.audit.about')} />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('cooperation.audit.title')} />
      ) : !byCountry || byCountry.length === 0 ? (
        <EmptyState icon="done" title={t('cooperation.audit.none')} about={t('cooperation.audit.none_about')} />
      ) : (
        <Stack gap="lg">
          {byCountry.map(([code, items]) => (
            <OfCountry key={code} code={code} items={items} mayCompare={found.data.mayCompare} />
          ))}
        </Stack>
      )}
    </>
  )
}

interface OfCountryProps {
  readonly code: string
  readonly items: readonly Audited[]
  /** Of which tracks the reader may ask the country what it has. */
  readonly mayCompare: readonly string[]
}

function OfCountry({ code, items, mayCompare }: OfCountryProps) {
  const { t, country, problem } = useCooperationWords()
  const client = useClient()
  const queries = useQueryClient()
  const [said, setSaid] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const compare = async () => {
    setBusy(true)
    const asked = await client.call(compareAll, { params: { country: code }, body: {} })
    setBusy(false)
    setSaid(asked.ok ? t('cooperation.audit.asked', { count: asked.value.asked }) : problem(asked.error))
    await queries.invalidateQueries({ queryKey: ['cooperation', 'joint-audit'] })
  }
  return (
    <Section title={country(code)}>
      <Stack>
        {items.map((item) => (
          <One key={item.request?.id ?? 'chains'} item={item} />
        ))}
        {said && <Callout tone="notice">{said}</Callout>}
        {items.some(({ request }) => request !== null && mayCompare.includes(request.track)) && (
          <Row>
            <Button
              busy={busy}
              label={`${t('cooperation.audit.compare')}: ${country(code)}`}
              onPress={() => void compare()}
            >
              {t('cooperation.audit.compare')}
            </Button>
          </Row>
        )}
      </Stack>
    </Section>
  )
}

const PAGES = { evidence: 'requests', intelligence: 'intelligence' } as const

function One({ item: { request, compared } }: { readonly item: Audited }) {
  const { t, number, formatInstant } = useCooperationWords()
  const differences = compared?.differences ?? []
  return (
    <Card>
      <Stack gap="xs">
        <Row justify="between">
          {request === null ? (
            <Text>{t('cooperation.audit.chains')}</Text>
          ) : (
            <Link to={`/cooperation/${PAGES[request.track]}/${request.id}`}>
              <FileNumber>{number(request.number)}</FileNumber>
            </Link>
          )}
          <Tag tone={differences.length > 0 ? 'danger' : 'neutral'}>
            {compared === null
              ? t('cooperation.audit.never')
              : differences.length === 0
                ? t('cooperation.audit.same')
                : t('cooperation.audit.differs', { count: differences.length })}
          </Tag>
        </Row>
        {compared && (
          <Text tone="quiet" size="sm">
            {t('cooperation.audit.compared_at', { when: formatInstant(asInstant(compared.at)) })}
          </Text>
        )}
        {differences.map((each) => (
          <Text key={`${each.of} ${each.direction} ${each.at}`} size="sm">
            {t(`cooperation.audit.place.${each.of}_${each.direction}`, { place: each.at })}{' '}
            <bdi dir="ltr">{`${short(each.here)} ≠ ${short(each.there)}`}</bdi>
          </Text>
        ))}
      </Stack>
    </Card>
  )
}

const short = (hash: string | null): string => (hash === null ? '–' : `${hash.slice(0, 16)}…`)
