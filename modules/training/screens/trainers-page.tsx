import { asPlainDate, newId } from '@gloact/kernel'
import {
  Button,
  Card,
  CheckboxField,
  ChoiceField,
  Dialog,
  EmptyState,
  Form,
  LongText,
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
import { useState } from 'react'
import { listTrainers, recordDelivery, type TrainerView } from '../contract/practitioners.ts'
import { listEvents } from '../contract/training-events.ts'
import { Asked, EVENTS, useDoing, useLanguageName } from './asked.tsx'

/** The roster of trainers: what they can teach, what they taught, and how those who watched rated it. */
export function TrainersPage() {
  const { t } = useMessages()
  const client = useClient()
  const trainers = useQuery({ queryKey: ['training', 'trainers'], queryFn: () => client.callOrThrow(listTrainers) })
  return (
    <>
      <PageHeader title={t('training.trainers.title')} about={t('training.trainers.about')} />
      <Asked query={trainers}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="users" title={t('training.trainers.none')} about={t('training.trainers.none_about')} />
          ) : (
            <Stack>
              {items.map((trainer) => (
                <Trainer key={trainer.practitionerId} trainer={trainer} />
              ))}
            </Stack>
          )
        }
      </Asked>
    </>
  )
}

function Trainer({ trainer }: { readonly trainer: TrainerView }) {
  const { t, formatDate, formatList, formatNumber } = useMessages()
  const nameOf = useLanguageName()
  const [adding, setAdding] = useState(false)
  const { name, employer, topics, languages, cleared, deliveries, rating, rated, transferredOn } = trainer
  return (
    <Card
      title={name}
      level={2}
      actions={
        <Button size="sm" label={t('training.delivery.add_one', { name })} onPress={() => setAdding(true)}>
          {t('training.delivery.add')}
        </Button>
      }
    >
      <Stack gap="sm">
        <Text as="span" tone="quiet">
          <bdi>{employer}</bdi>
          {languages.length > 0 && ` · ${formatList(languages.map(nameOf))}`}
        </Text>
        {topics !== '' && (
          <Text as="span">
            <bdi>{topics}</bdi>
          </Text>
        )}
        <Row>
          {cleared && <Tag>{t('training.roster.cleared')}</Tag>}
          {rating !== null && (
            <Tag>
              {t('training.trainers.rating', {
                mean: formatNumber(rating, { maximumFractionDigits: 1 }),
                count: rated,
              })}
            </Tag>
          )}
          {transferredOn !== null && (
            <Tag tone="notice">
              {t('training.trainers.transferred', { day: formatDate(asPlainDate(transferredOn)) })}
            </Tag>
          )}
        </Row>
        {deliveries.length > 0 && (
          <ul>
            {deliveries.map(({ title, on, observed, rating: given, note }, at) => (
              <li key={at}>
                <bdi>{title}</bdi>, {formatDate(asPlainDate(on))}
                {observed && ` · ${t('training.delivery.observed')}`}
                {given !== null && ` · ${t('training.delivery.rated', { rating: given })}`}
                {note !== '' && (
                  <>
                    {' · '}
                    <bdi>{note}</bdi>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </Stack>
      {adding && (
        <Dialog title={t('training.delivery.add_one', { name })} open onClose={() => setAdding(false)}>
          <Delivery practitionerId={trainer.practitionerId} onClose={() => setAdding(false)} />
        </Dialog>
      )}
    </Card>
  )
}

function Delivery({ practitionerId, onClose }: { readonly practitionerId: string; readonly onClose: () => void }) {
  const { t } = useMessages()
  const client = useClient()
  const events = useQuery({ queryKey: EVENTS, queryFn: () => client.callOrThrow(listEvents) })
  const { busy, run, note: problem } = useDoing()
  const [id] = useState(() => newId())
  const [eventId, setEventId] = useState<string | null>(null)
  const [observed, setObserved] = useState(false)
  const [rating, setRating] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const save = async () => {
    if (eventId === null) return
    const body = { id, eventId, observed, rating: observed ? rating : null, note }
    if (await run(() => client.call(recordDelivery, { params: { practitionerId }, body }))) onClose()
  }
  return (
    <Form onSubmit={() => void save()}>
      <Stack>
        <ChoiceField
          as="select"
          label={t('training.event')}
          required
          options={(events.data?.items ?? []).map((event) => ({ value: event.id, label: event.title }))}
          value={eventId}
          onChange={setEventId}
        />
        <CheckboxField label={t('training.delivery.was_observed')} value={observed} onChange={setObserved} />
        {observed && (
          <NumberField label={t('training.delivery.rating')} min={1} max={5} value={rating} onChange={setRating} />
        )}
        <LongText label={t('training.delivery.note')} rows={2} maxLength={1000} value={note} onChange={setNote} />
        {problem}
        <Row>
          <Button kind="primary" type="submit" busy={busy} disabled={eventId === null}>
            {t('training.delivery.save')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
