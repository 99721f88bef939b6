import { Button, Card, Disclosure, KeyValueList, Procedures, Row, Stack, Tag, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import type { DecisionView } from '../../../panel/file-facts.ts'
import { CorrectEntry } from '../../../panel/correct-entry.tsx'
import { useWords } from '../../../panel/use-words.ts'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { Letter } from './letter-shown.tsx'

export interface DecisionCardProps {
  readonly decision: DecisionView
  /** Whether it is the last of its kind; an earlier one was reconsidered. */
  readonly stands: boolean
  readonly onReconsider?: (() => void) | undefined
}

/** One decision as it was made: who, when, on what, why. Never changed; a later one may stand in its place. */
export function DecisionCard({ decision, stands, onReconsider }: DecisionCardProps) {
  const { file, rules } = useFile()
  const { t, formatDate } = useWords()
  const { payload } = decision
  const asked = file.reconsiderations.filter((entry) => entry.payload.decisionId === decision.actionId)
  return (
    <Card title={t(`protection.decision.outcome.${payload.kind}.${payload.outcome}`)} level={4}>
      <Stack>
        <Row>
          <Tag icon={stands ? 'done' : 'history'} tone={stands ? 'accent' : 'neutral'}>
            {t(stands ? 'protection.decision.stands' : 'protection.decision.replaced')}
          </Tag>
          {payload.reconsiders !== null && <Tag icon="refresh">{t('protection.decision.after_reconsideration')}</Tag>}
        </Row>
        <KeyValueList
          items={[
            { label: t('protection.decision.body'), value: payload.body.name },
            { label: t('protection.decision.body_type'), value: t(`identity.agency_type.${payload.body.type}`) },
            { label: t('protection.decision.decided_on'), value: formatDate(payload.decidedOn) },
            { label: t('protection.decision.legal_basis'), value: payload.legalBasis },
          ]}
        />
        <Procedures use="determination" on={payload.decidedOn} />
        <Written title={t('protection.decision.reasons')} text={payload.reasons} />
        <Disclosure summary={t('protection.evidence.count', { count: payload.evidence.length })}>
          <EvidenceList evidence={payload.evidence} />
        </Disclosure>
        {payload.notice !== null && (
          <Disclosure summary={t('protection.decision.notice')}>
            <Letter decision={payload} file={file} rules={rules} />
          </Disclosure>
        )}
        {asked.map(({ actionId, payload: request }) => (
          <Written
            key={actionId}
            title={t('protection.decision.reconsideration_asked', {
              by: t(`protection.decision.requested_by.${request.requestedBy}`),
              date: formatDate(request.requestedOn),
            })}
            text={request.reasons}
          />
        ))}
        <CorrectEntry kind="decision_recorded" entry={decision} />
        {onReconsider && (
          <div>
            <Button icon="refresh" onPress={onReconsider}>
              {t('protection.decision.reconsider')}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  )
}

export function EvidenceList({ evidence }: { evidence: DecisionView['payload']['evidence'] }) {
  const { t } = useWords()
  return (
    <KeyValueList
      items={evidence.map(({ kind, source, note }) => ({
        label: t(`protection.evidence.kind.${kind}`),
        value: (
          <>
            <Text as="div" tone="strong">
              {t('protection.evidence.from', { source })}
            </Text>
            {note !== '' && <Paragraphs text={note} />}
          </>
        ),
      }))}
    />
  )
}

function Written({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Text as="div" tone="strong">
        {title}
      </Text>
      <Paragraphs text={text} />
    </div>
  )
}
