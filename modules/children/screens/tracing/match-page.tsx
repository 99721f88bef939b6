import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { country, labelOf, language as languages } from '@gloact/codes'
import type { FormAnswers } from '@gloact/forms'
import { asInstant, type Instant } from '@gloact/kernel'
import {
  Button,
  Callout,
  DataTable,
  FileNumber,
  Link,
  PageHeader,
  Picture,
  QueryState,
  Refusal,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  type Column,
} from '@gloact/ui'
import { RequestPage, takeStep } from '@gloact/ui/request'
import { useState } from 'react'
import { openPhotograph, readMatch, takeMatchStep, type MatchShown } from '../../contract/tracing/tracing.ts'
import { TRACING_FORMS } from '../../domain/tracing/forms.ts'
import { TRACING_LISTS } from '../../domain/tracing/lists.ts'
import { questionsAlone } from '../../domain/tracing/same-questions.ts'
import { weighed } from '../../domain/tracing/weighed.ts'
import { HEARINGS, tracingMatch } from '../../domain/tracing/match-kind.ts'
import { requestCode } from '../../domain/tracing/request-code.ts'
import { TRACING_KEYS, useRenewTracing, useTracing, useViewer } from './use-tracing.ts'

const WAY = ['suggested', 'verifying', 'heard', 'confirmed', 'contact']

/** A suggestion, both sides next to each other with what speaks for it and against it; then hearing both, and the decision. */
export function MatchPage() {
  const { t, probable, formatInstant, formatNumber, code } = useTracing()
  const client = useClient()
  const renew = useRenewTracing()
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const [now] = useState(() => new Date().toISOString() as Instant)
  const shown = useQuery({
    queryKey: TRACING_KEYS.match(requestId),
    queryFn: () => client.callOrThrow(readMatch, { params: { requestId } }),
  })
  if (shown.data === undefined) return <QueryState query={shown} loading={t('children.tracing_match.title')} />
  const match = shown.data
  const { at, asideSince } = weighed(match.steps)
  const day = at === null ? '' : formatInstant(asInstant(at), 'date')
  return (
    <>
      <PageHeader
        title={
          <>
            {t('children.tracing_match.title')}{' '}
            {typeof match.facts['request_id'] === 'string' && (
              <FileNumber>{requestCode(match.facts['request_id'])}</FileNumber>
            )}
          </>
        }
        back={{ to: '/children/tracing', label: t('children.tracing.title') }}
        meta={formatInstant(asInstant(match.openedAt), 'date')}
      />
      <RequestPage
        kind={tracingMatch}
        request={match}
        way={WAY}
        forms={TRACING_FORMS}
        codeLists={TRACING_LISTS}
        now={now}
        initial={sameQuestions(match)}
        onTake={(step) => takeStep({ client, route: takeMatchStep, request: match, renew }, step)}
      >
        <Stack>
          <Row>
            <Tag tone="notice">{probable(match.probability)}</Tag>
            <Text as="span" tone="quiet">
              {t('children.tracing.nobody', { percent: formatNumber(Math.round(match.nobody * 100)) })}
            </Text>
          </Row>
          <Callout>{t('children.tracing.only_a_suggestion')}</Callout>
          {match.again.length > 0 && (
            <Callout tone="notice" title={t('children.tracing.again')}>
              {match.again.map((field) => code('compared_field', field)).join(', ')}
            </Callout>
          )}
          {match.back.length > 0 && (
            <Callout tone="notice" title={t('children.tracing.back')}>
              {match.back.map((field) => code('compared_field', field)).join(', ')}
            </Callout>
          )}
          {asideSince && (
            <Callout tone="notice" title={t('children.tracing.weighed_before', { day })}>
              {t('children.tracing.weighed_before_about')}
            </Callout>
          )}
          {match.missing.length > 0 && (
            <Callout tone="notice" title={t('children.tracing.missing')}>
              <ul>
                {match.missing.map((one) => (
                  <li key={one}>{t(`children.tracing.missing.${one}`)}</li>
                ))}
              </ul>
            </Callout>
          )}
          <SideBySide match={match} />
          <Text tone="quiet" size="sm">
            {day !== '' && `${t('children.tracing.weighed_on', { day })} `}
            {match.model === null
              ? t('children.tracing.model_unknown')
              : t('children.tracing.model', { version: match.model.slice(0, 12) })}
          </Text>
          {match.photograph && <Photograph matchId={requestId} />}
          {match.linkId !== null && (
            <Link to={`/children/tracing/links/${match.linkId}`}>{t('children.tracing.to_link')}</Link>
          )}
          {typeof match.facts['subject_id'] === 'string' && (
            <Link to={`/children/tracing/sides/${match.facts['subject_id']}`}>{t('children.tracing.to_child')}</Link>
          )}
        </Stack>
      </RequestPage>
    </>
  )
}

/** Who hears the other side begins with the questions that were asked already. */
function sameQuestions({ steps }: MatchShown): Readonly<Record<string, FormAnswers>> {
  const first = steps.findLast(({ step }) => HEARINGS.includes(step))
  const asked = first ? questionsAlone(first.answers) : {}
  return { hear_child_then: asked, hear_adult_then: asked }
}

type Reason = MatchShown['reasons'][number]

function SideBySide({ match }: { readonly match: MatchShown }) {
  const { t, code, language, formatNumber } = useTracing()
  const nameOf = (field: string) =>
    field === 'siblings_sought' ? t('children.tracing.siblings_sought') : code('compared_field', field)
  const saidOf = (side: MatchShown['request'], field: string) => {
    const text = side[field] ?? ''
    if (text === '')
      return (
        <Text as="span" tone="quiet">
          {t('children.tracing.unsaid')}
        </Text>
      )
    if (field === 'citizenship') return labelOf(country, text, language)
    if (field === 'mother_tongue') return labelOf(languages, text, language)
    if (field === 'sex') return code('tracing_sex', text)
    if (field === 'relation') return code('tracing_relation', text)
    return <bdi>{text}</bdi>
  }
  // The names of two different relatives are said, and say nothing about each other.
  const bothSay = (field: string) => (match.request[field] ?? '') !== '' && (match.child[field] ?? '') !== ''
  const columns: readonly Column<Reason>[] = [
    { id: 'what', header: t('children.tracing.compared'), primary: true, cell: ({ field }) => nameOf(field) },
    { id: 'request', header: t('children.tracing.request_says'), cell: ({ field }) => saidOf(match.request, field) },
    { id: 'child', header: t('children.tracing.child_says'), cell: ({ field }) => saidOf(match.child, field) },
    {
      id: 'how',
      header: t('children.tracing.how'),
      cell: ({ field, how, rare, weight }) => (
        <Text as="span">
          {t(`children.tracing.how.${how === 'unsaid' && bothSay(field) ? 'uncompared' : how}`)}
          {rare && ` ${t('children.tracing.rare')}`}
          {weight !== 0 && ` (${weight > 0 ? '+' : '−'}${formatNumber(Math.abs(weight))})`}
        </Text>
      ),
    },
  ]
  return (
    <Section title={t('children.tracing.side_by_side')} about={t('children.tracing.weights_about')}>
      <DataTable
        caption={t('children.tracing.side_by_side')}
        columns={columns}
        items={match.reasons.filter(
          ({ field }) => field in match.request || field in match.child || field === 'siblings_sought',
        )}
        itemKey={({ field }) => field}
        empty={null}
      />
    </Section>
  )
}

function Photograph({ matchId }: { readonly matchId: string }) {
  const { t, problem, formatInstant } = useTracing()
  const client = useClient()
  const viewer = useViewer()
  const [picture, setPicture] = useState<{ readonly of: Blob; readonly openedAt: Instant } | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const open = async () => {
    const got = await client.call(openPhotograph, { params: { requestId: matchId } })
    if (got.ok) setPicture({ of: got.value as Blob, openedAt: new Date().toISOString() as Instant })
    else setRefused(problem(got.error))
  }
  return (
    <Section title={t('children.tracing.photograph')} about={t('children.tracing.photograph_about')}>
      {picture ? (
        <Picture
          of={picture.of}
          alt={t('children.tracing.photograph')}
          mark={`${viewer} · ${formatInstant(picture.openedAt)}`}
        />
      ) : (
        <Row>
          <Button icon="eye" disabled={viewer === undefined} onPress={() => void open()}>
            {t('children.tracing.photograph_open')}
          </Button>
        </Row>
      )}
      <Refusal>{refused}</Refusal>
    </Section>
  )
}
