import {
  Button,
  Card,
  EmptyState,
  Form,
  NumberField,
  PageHeader,
  Row,
  Stack,
  Tag,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type EssayView, listEssays, markEssay } from '../contract/tests.ts'
import { Asked, useDoing } from './asked.tsx'
import { plainOf } from './take-part/question.tsx'

/** Answers that people mark: without names, each by two, neither of whom sees the other’s mark first. */
export function EssaysPage() {
  const { t } = useMessages()
  const client = useClient()
  const { eventId = '' }: { eventId?: string } = useParams({ strict: false })
  const essays = useQuery({
    queryKey: ['training', 'essays', eventId],
    queryFn: () => client.callOrThrow(listEssays, { params: { eventId } }),
  })
  return (
    <>
      <PageHeader
        title={t('training.essays.title')}
        about={t('training.essays.about')}
        back={{ to: `/training/events/${eventId}#tests`, label: t('training.event') }}
      />
      <Asked query={essays}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="book" title={t('training.essays.none')} about={t('training.essays.none_about')} />
          ) : (
            <Stack>
              {items.map((essay) => (
                <Essay key={essay.attemptId + essay.questionId} essay={essay} />
              ))}
            </Stack>
          )
        }
      </Asked>
    </>
  )
}

function Essay({ essay }: { readonly essay: EssayView }) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [mark, setMark] = useState<number | null>(null)
  const { attemptId, questionId, test, question, answer, markers, mine, mark: agreed, apart } = essay
  const save = () =>
    mark !== null && run(() => client.call(markEssay, { params: { attemptId }, body: { questionId, mark } }))
  return (
    <Card title={plainOf(question)} level={2} actions={<Tag>{t(`training.test.${test}`)}</Tag>}>
      <Stack gap="sm">
        <Text>{answer.trim() === '' ? t('training.essays.empty') : <bdi>{answer}</bdi>}</Text>
        {agreed !== null ? (
          <Row>
            <Tag>{t('training.essays.agreed', { mark: Math.round(agreed) })}</Tag>
            {apart && <Tag tone="notice">{t('training.essays.apart')}</Tag>}
          </Row>
        ) : mine !== null ? (
          <Text>{t('training.essays.waits', { mark: mine })}</Text>
        ) : (
          <Form onSubmit={() => void save()}>
            <Stack gap="sm">
              <NumberField label={t('training.essays.mark')} min={0} max={100} value={mark} onChange={setMark} />
              {note}
              <Row>
                <Button kind="primary" type="submit" busy={busy} disabled={mark === null}>
                  {t('training.essays.save')}
                </Button>
                <Text as="span" size="sm" tone="quiet">
                  {t('training.essays.markers', { count: markers })}
                </Text>
              </Row>
            </Stack>
          </Form>
        )}
      </Stack>
    </Card>
  )
}
