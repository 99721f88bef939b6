import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  Columns,
  EmptyState,
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
import { type DecidedView, decideDouble, type DoubleView, listDoubles, undoDouble } from '../contract/practitioners.ts'
import { Asked, useDoing } from './asked.tsx'

/** Between two questions while a large register is compared. */
const AGAIN_MS = 3000

/** Practitioners who may be one person: it suggests, people decide, and a decision can be undone. */
export function DoublesPage() {
  const { t } = useMessages()
  const client = useClient()
  const doubles = useQuery({
    queryKey: ['training', 'doubles'],
    queryFn: () => client.callOrThrow(listDoubles),
    refetchInterval: ({ state }) => (state.data?.comparing === true ? AGAIN_MS : false),
  })
  return (
    <>
      <PageHeader
        title={t('training.doubles.title')}
        about={t('training.doubles.about')}
        back={{ to: '/training/practitioners', label: t('training.practitioners.title') }}
      />
      <Asked query={doubles}>
        {({ items, decided, comparing }) => (
          <Stack>
            {comparing && <Callout urgent>{t('training.doubles.comparing')}</Callout>}
            {items.length === 0 && !comparing && (
              <EmptyState icon="users" title={t('training.doubles.none')} about={t('training.doubles.none_about')} />
            )}
            {items.map((pair) => (
              <Double key={pair.one.id + pair.other.id} pair={pair} />
            ))}
            {decided.length > 0 && (
              <Card title={t('training.doubles.decided')} level={2}>
                <Stack>
                  {decided.map((one) => (
                    <Decided key={one.id} decided={one} />
                  ))}
                </Stack>
              </Card>
            )}
          </Stack>
        )}
      </Asked>
    </>
  )
}

function Double({ pair }: { readonly pair: DoubleView }) {
  const { t, formatNumber } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [id] = useState(() => newId())
  const { one, other, probability, reasons } = pair
  const decide = (same: boolean) =>
    run(() => client.call(decideDouble, { body: { id, one: one.id, other: other.id, same } }))
  const names = { one: one.name, other: other.name }
  return (
    <Card>
      <Stack gap="sm">
        <Columns>
          <Person person={one} />
          <Person person={other} />
        </Columns>
        <Row>
          <Tag>
            {t('training.doubles.likely', {
              share: formatNumber(probability, { style: 'percent', maximumFractionDigits: 0 }),
            })}
          </Tag>
          {reasons.map(({ field, weight }) => (
            <Text as="span" size="sm" key={field}>
              {t(weight > 0 ? 'training.doubles.for' : 'training.doubles.against', {
                field: t(`training.doubles.field.${field}`),
              })}
            </Text>
          ))}
        </Row>
        {note}
        <Row>
          <Button busy={busy} label={t('training.doubles.same_pair', names)} onPress={() => void decide(true)}>
            {t('training.doubles.same')}
          </Button>
          <Button
            kind="quiet"
            busy={busy}
            label={t('training.doubles.different_pair', names)}
            onPress={() => void decide(false)}
          >
            {t('training.doubles.different')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

function Person({ person }: { readonly person: DoubleView['one'] }) {
  const { t } = useMessages()
  return (
    <Stack gap="xs">
      <Text as="span" tone="strong">
        <bdi>{person.name}</bdi>
      </Text>
      <Text as="span" size="sm">
        {t(`training.profession.${person.profession}`)} · <bdi>{person.employer}</bdi>
      </Text>
      {person.email !== '' && (
        <Text as="span" size="sm" tone="quiet">
          <bdi dir="ltr">{person.email}</bdi>
        </Text>
      )}
    </Stack>
  )
}

function Decided({ decided }: { readonly decided: DecidedView }) {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const names = { one: decided.one.name, other: decided.other.name }
  return (
    <Row justify="between">
      <Text as="span">
        {t(decided.same ? 'training.doubles.are_one' : 'training.doubles.are_two', names)} (
        {formatInstant(asInstant(decided.decidedAt), 'date')})
      </Text>
      <Button
        size="sm"
        kind="quiet"
        busy={busy}
        label={t('training.doubles.undo_pair', names)}
        onPress={() => void run(() => client.call(undoDouble, { params: { doubleId: decided.id } }))}
      >
        {t('training.doubles.undo')}
      </Button>
      {note}
    </Row>
  )
}
