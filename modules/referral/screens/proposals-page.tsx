import { useQuery, useQueryClient } from '@tanstack/react-query'
import { labelOf, recipientKind } from '@gloact/codes'
import { asInstant, asPlainDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  EmptyState,
  Grid,
  PageHeader,
  QueryState,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
} from '@gloact/ui'
import { useState } from 'react'
import { decideProposal, listProposals, type ProposalView } from '../contract/directory.ts'
import { useAreas } from './areas-beside.tsx'
import { useHoursWords } from './day-names.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** Changes to the directory that wait for a second person. */
export function ProposalsPage() {
  const { t } = useReferralWords()
  const client = useClient()
  const found = useQuery({ queryKey: REFERRAL_KEYS.proposals, queryFn: () => client.callOrThrow(listProposals) })
  return (
    <>
      <PageHeader
        title={t('referral.proposals.title')}
        about={t('referral.proposals.about')}
        back={{ to: '/referral/services', label: t('referral.directory.title') }}
      />
      {!found.isSuccess ? (
        <QueryState query={found} loading={t('referral.loading')} />
      ) : found.data.items.length === 0 ? (
        <EmptyState icon="check" title={t('referral.proposals.none')} about={t('referral.proposals.none_about')} />
      ) : (
        <Stack>
          {found.data.items.map((proposal) => (
            <Proposal key={proposal.id} proposal={proposal} />
          ))}
        </Stack>
      )}
    </>
  )
}

function Proposal({ proposal }: { proposal: ProposalView }) {
  const { t, need, problem, formatInstant } = useReferralWords()
  const saidOf = useSaid()
  const client = useClient()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<string | null>(null)
  const { id, name, site, type, source, at, isNew, changes, mayDecide, agencyName } = proposal
  const decide = async (decision: 'approved' | 'rejected') => {
    const answer = await client.call(decideProposal, { params: { proposalId: id }, body: { decision } })
    setRefused(answer.ok ? null : problem(answer.error))
    await queries.invalidateQueries({ queryKey: REFERRAL_KEYS.all })
  }
  return (
    <Card title={`${name}, ${site}`}>
      <Stack gap="sm">
        <Row>
          <Tag>{t(isNew ? 'referral.proposals.new' : 'referral.proposals.change')}</Tag>
          <Text as="span" tone="quiet" size="sm">
            {[need(type), agencyName, t(`referral.proposals.source.${source}`), formatInstant(asInstant(at))]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Row>
        <Grid
          caption={t('referral.proposals.changes')}
          columns={[t('referral.proposals.field'), t('referral.proposals.before'), t('referral.proposals.after')]}
          rows={changes.map(({ field, before, after }) => ({
            id: field,
            header: t(`referral.entry.field.${field}`),
            cells: [saidOf(field, before), saidOf(field, after)],
          }))}
        />
        {refused && <Callout tone="notice">{refused}</Callout>}
        {mayDecide ? (
          <Row>
            <Button
              kind="primary"
              label={`${t('referral.proposals.approve')}: ${name}, ${site}`}
              onPress={() => void decide('approved')}
            >
              {t('referral.proposals.approve')}
            </Button>
            <Button
              label={`${t('referral.proposals.reject')}: ${name}, ${site}`}
              onPress={() => void decide('rejected')}
            >
              {t('referral.proposals.reject')}
            </Button>
          </Row>
        ) : (
          <Text tone="quiet" size="sm">
            {t('referral.proposals.others')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

/** What an entry says in a field, in words. */
function useSaid(): (field: string, value: string | null) => string {
  const { t, need, language, formatDate } = useReferralWords()
  const { nameOf } = useAreas()
  const hoursIn = useHoursWords()
  const languageNames = new Intl.DisplayNames([language], { type: 'language' })
  return (field, value) => {
    if (value === null || value === '') return '–'
    if (field === 'type') return need(value)
    if (field === 'area') return nameOf(value)
    if (field === 'hours') return hoursIn(value)
    if (field === 'valid_until') return formatDate(asPlainDate(value))
    if (field === 'languages')
      return value
        .split(',')
        .map((code) => languageNames.of(code) ?? code)
        .join(', ')
    if (field === 'serves') return t(`referral.serves.${value}`)
    if (field === 'confidential') return t(`referral.proposals.${value}`)
    return field === 'recipient_kind' ? labelOf(recipientKind, value, language) : value
  }
}
