import { Button, Callout, PageHeader, Row, Section, Stack, Tag, Text, useMessages } from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { AssessmentView, ObligationView } from '../contract/assessments.ts'
import { AnswerForm } from './answer-form.tsx'
import { Asked } from './asked.tsx'
import { Finding } from './finding.tsx'
import { GapPlan } from './gap-plan.tsx'
import { Translation } from './translation.tsx'
import { useAssessment } from './queries.ts'
import { StatusTag } from './status-tag.tsx'

/** One obligation: what it asks for, element by element, and how the law answers. */
export function ObligationPage() {
  const { assessmentId = '', obligationId = '' }: { assessmentId?: string; obligationId?: string } = useParams({
    strict: false,
  })
  const { t } = useMessages()
  return (
    <Asked query={useAssessment(assessmentId)}>
      {(assessment) => {
        const obligation = assessment.obligations.find(({ id }) => id === obligationId)
        return obligation ? (
          <Obligation key={obligation.id} assessment={assessment} obligation={obligation} />
        ) : (
          <Callout tone="notice">{t('legislation.unknown')}</Callout>
        )
      }}
    </Asked>
  )
}

function Obligation({ assessment, obligation }: { assessment: AssessmentView; obligation: ObligationView }) {
  const { t } = useMessages()
  const [answering, setAnswering] = useState<string | null>(null)
  const at = assessment.obligations.indexOf(obligation)
  const [previous, next] = [assessment.obligations[at - 1], assessment.obligations[at + 1]]
  const to = (id: string) => `/legislation/assessments/${assessment.id}/${id}`
  const treaty = assessment.treaties.find(({ pack }) => pack === obligation.pack)
  const place = [obligation.article, obligation.paragraph].filter(Boolean).join(' · ')
  return (
    <>
      <PageHeader
        title={t('legislation.article_of', { article: place })}
        back={{ to: `/legislation/assessments/${assessment.id}`, label: assessment.title }}
        actions={
          <Button to={`/legislation/obligations/${obligation.id}`}>{t('legislation.compare_obligation')}</Button>
        }
        meta={
          <Row>
            <StatusTag status={obligation.status} />
            <Tag>{t(`legislation.binding.${obligation.binding}`)}</Tag>
            {treaty && <Tag>{t(`legislation.bound.${treaty.bound}`)}</Tag>}
            <Tag icon="info">{t(`legislation.verification.${obligation.verification}`)}</Tag>
          </Row>
        }
      />
      <Stack gap="lg">
        <Text size="lg">
          <bdi>{obligation.text}</bdi>
        </Text>
        {obligation.translation !== 'original' && <Translation assessment={assessment} obligation={obligation} />}
        {obligation.qualifier !== '' && (
          <Text tone="quiet">
            {t('legislation.qualifier')} <bdi>{obligation.qualifier}</bdi>
          </Text>
        )}
        {obligation.elements.map((element) => (
          <Section
            key={element.id}
            title={element.text}
            actions={
              assessment.mayEdit &&
              answering !== element.id && (
                <Button
                  label={`${t(element.finding ? 'legislation.change_answer' : 'legislation.answer')}: ${element.text}`}
                  onPress={() => setAnswering(element.id)}
                >
                  {t(element.finding ? 'legislation.change_answer' : 'legislation.answer')}
                </Button>
              )
            }
          >
            {answering === element.id ? (
              <AnswerForm
                assessmentId={assessment.id}
                elementId={element.id}
                about={`${obligation.original} ${element.original}`}
                finding={element.finding}
                day={assessment}
                onDone={() => setAnswering(null)}
              />
            ) : element.finding ? (
              <Finding
                assessmentId={assessment.id}
                elementId={element.id}
                finding={element.finding}
                mayReview={assessment.mayReview && element.finding.author !== assessment.userId}
                userId={assessment.userId}
              />
            ) : (
              <Text tone="quiet">{t('legislation.status.open')}</Text>
            )}
          </Section>
        ))}
        {(obligation.gap || obligation.plan) && (
          <GapPlan assessmentId={assessment.id} obligation={obligation} mayEdit={assessment.mayEdit} />
        )}
        {obligation.gap && assessment.mayEdit && (
          <Row>
            <Button icon="edit" to={`/legislation/drafts/new/${assessment.id}/${obligation.id}`}>
              {t('legislation.draft_for_gap')}
            </Button>
          </Row>
        )}
        <Row justify="between">
          {previous ? <Button to={to(previous.id)}>{t('legislation.previous')}</Button> : <span />}
          {next && <Button to={to(next.id)}>{t('legislation.next')}</Button>}
        </Row>
      </Stack>
    </>
  )
}
