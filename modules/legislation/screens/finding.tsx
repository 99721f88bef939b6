import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Disclosure,
  Link,
  LongText,
  Refusal,
  Row,
  Stack,
  Tag,
  Text,
  Timeline,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CitedProvision, type FindingView, readFindingHistory, reviewFinding } from '../contract/assessments.ts'
import type { Review } from '../domain/finding.ts'
import { countsOn } from '../domain/in-force.ts'
import { Asked, useRefusal } from './asked.tsx'
import { WordDiff } from './diff.tsx'
import { useRenew } from './queries.ts'
import { StateTag, StatusTag } from './status-tag.tsx'

interface FindingProps {
  readonly assessmentId: string
  readonly elementId: string
  readonly finding: FindingView
  /** Whether the person looking is the second person. */
  readonly mayReview: boolean
  /** Who reads: the person who reviewed a finding does not validate it. */
  readonly userId: string
}

/** A finding to read: its status, why, and the words of the law on which it rests. */
export function Finding(props: FindingProps) {
  const { t, formatDate, formatInstant } = useMessages()
  const { finding, mayReview } = props
  return (
    <Stack>
      <Row>
        <StatusTag status={finding.status} />
        {!finding.counts && (
          <Tag tone="notice" icon="warning">
            {t('legislation.does_not_count')}
          </Tag>
        )}
        <StateTag state={finding.state} sentBack={finding.sentBack} stale={finding.stale} />
        <Text as="span" tone="quiet" size="sm">
          {t('legislation.answered_by', {
            name: finding.authorName,
            when: formatInstant(asInstant(finding.changedAt), 'date'),
          })}
        </Text>
      </Row>
      {finding.reasoning !== '' && (
        <Text>
          <bdi>{finding.reasoning}</bdi>
        </Text>
      )}
      {finding.citations.map(({ expressionId, eId, lawTitle, validFrom, label, words, standing, later }) => (
        <blockquote key={`${expressionId} ${eId}`} dir="auto">
          <Link to={`/legislation/texts/${expressionId}`}>
            {t('legislation.cited', {
              provision: label || eId,
              title: lawTitle,
              when: formatDate(validFrom),
            })}
          </Link>
          {!countsOn(standing) && <Callout tone="notice">{t(`legislation.standing.${standing}`)}</Callout>}
          {later ? <Later words={words} later={later} /> : <Text>{words}</Text>}
        </blockquote>
      ))}
      {mayReview && finding.state !== 'validated' && <ReviewPart {...props} />}
      <Disclosure summary={t('legislation.history')}>
        <History {...props} />
      </Disclosure>
    </Stack>
  )
}

/** What a later text made of cited words: those that were, and those that are. */
function Later({ words, later }: { words: string; later: NonNullable<CitedProvision['later']> }) {
  const { t, formatDate } = useMessages()
  return (
    <Callout
      tone={later.change === 'moved' ? 'info' : 'notice'}
      title={t(`legislation.later.${later.change}`, { when: formatDate(later.validFrom) })}
    >
      {later.change === 'moved' ? (
        <Link to={`/legislation/texts/${later.expressionId}`}>
          <bdi>{later.eId}</bdi>
        </Link>
      ) : (
        <WordDiff before={words} after={later.words} />
      )}
    </Callout>
  )
}

function ReviewPart({ assessmentId, elementId, finding, userId }: FindingProps) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [remark, setRemark] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const review = async (word: Review) => {
    setBusy(true)
    const reviewed = await client.call(
      reviewFinding,
      { params: { assessmentId, elementId }, body: { id: newId(), review: word, remark } },
      { ifMatch: `"${finding.version}"` },
    )
    setBusy(false)
    if (!reviewed.ok) return setProblem(refusal(reviewed.error))
    setProblem(null)
    await renew()
  }
  const next = finding.state === 'reviewed' ? 'validate' : 'review'
  const own = next === 'validate' && finding.reviewedBy === userId
  return (
    <Stack>
      <LongText label={t('legislation.remark_label')} rows={2} maxLength={2000} value={remark} onChange={setRemark} />
      <Refusal>{problem}</Refusal>
      {own && <Text tone="quiet">{t('legislation.own_review')}</Text>}
      {!finding.counts && <Text tone="quiet">{t('legislation.not_in_force')}</Text>}
      <Row>
        {!own && finding.counts && (
          <Button busy={busy} onPress={() => void review(next)}>
            {t(`legislation.review.${next}`)}
          </Button>
        )}
        <Button kind="quiet" busy={busy} onPress={() => void review('send_back')}>
          {t('legislation.review.send_back')}
        </Button>
      </Row>
    </Stack>
  )
}

function History({ assessmentId, elementId }: FindingProps) {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const history = useQuery({
    queryKey: ['legislation', 'history', assessmentId, elementId],
    queryFn: () => client.callOrThrow(readFindingHistory, { params: { assessmentId, elementId } }),
  })
  return (
    <Asked query={history}>
      {({ items }) => (
        <Timeline
          label={t('legislation.history')}
          entries={items.map(({ id, what, status, reasoning, remark, by, at }) => ({
            id,
            at: formatInstant(asInstant(at)),
            who: by,
            title: t(`legislation.history.${what}`, { status: t(`legislation.status.${status}`) }),
            body: (what === 'answer' ? reasoning : remark) && (
              <Text>
                <bdi>{what === 'answer' ? reasoning : remark}</bdi>
              </Text>
            ),
          }))}
        />
      )}
    </Asked>
  )
}
