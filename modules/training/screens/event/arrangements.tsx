import { newId } from '@gloact/kernel'
import {
  Button,
  Card,
  Columns,
  Form,
  KeyValueList,
  LongText,
  NumberField,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ArrangementsView, readArrangements, saveArrangements } from '../../contract/arrangements.ts'
import { type Cost, COSTS, totalsOf } from '../../domain/arrangements.ts'
import { Asked, useDoing } from '../asked.tsx'

/** With whom an event is held, who pays, and what it costs. */
export function Arrangements({ eventId, mayPlan }: { readonly eventId: string; readonly mayPlan: boolean }) {
  const { t } = useMessages()
  const client = useClient()
  const [changing, setChanging] = useState(false)
  const query = useQuery({
    queryKey: ['training', 'arrangements', eventId],
    queryFn: () => client.callOrThrow(readArrangements, { params: { eventId } }),
  })
  return (
    <Card
      title={t('training.arrangements.title')}
      level={2}
      actions={
        mayPlan &&
        !changing && (
          <Button
            size="sm"
            label={`${t('training.arrangements.change')}: ${t('training.arrangements.title')}`}
            onPress={() => setChanging(true)}
          >
            {t('training.arrangements.change')}
          </Button>
        )
      }
    >
      <Asked query={query}>
        {({ saved, arrangements, attended }) =>
          changing ? (
            <Change eventId={eventId} after={saved} before={arrangements} onDone={() => setChanging(false)} />
          ) : (
            <Shown arrangements={arrangements} attended={attended} />
          )
        }
      </Asked>
    </Card>
  )
}

function Shown({ arrangements, attended }: { readonly arrangements: ArrangementsView; readonly attended: number }) {
  const { t, formatList, formatNumber } = useMessages()
  const { partners, paidBy, currency, costs } = arrangements
  const money = (value: number | null) =>
    value === null
      ? t('training.arrangements.not_yet')
      : formatNumber(value, { style: 'currency', currency, maximumFractionDigits: 0 })
  const totals = totalsOf(costs, attended)
  if (partners.length === 0 && paidBy === '' && costs.length === 0) {
    return <Text tone="quiet">{t('training.arrangements.none')}</Text>
  }
  return (
    <KeyValueList
      items={[
        ...(partners.length > 0
          ? [{ label: t('training.arrangements.partners'), value: <bdi>{formatList(partners)}</bdi> }]
          : []),
        ...(paidBy === '' ? [] : [{ label: t('training.arrangements.paid_by'), value: <bdi>{paidBy}</bdi> }]),
        ...costs.map(({ kind, planned, spent }) => ({
          label: t(`training.cost.${kind}`),
          value: t('training.arrangements.planned_spent', { planned: money(planned), spent: money(spent) }),
        })),
        {
          label: t('training.arrangements.total'),
          value: t('training.arrangements.planned_spent', {
            planned: money(totals.planned),
            spent: money(totals.spent),
          }),
        },
        { label: t('training.arrangements.each'), value: money(totals.each) },
      ]}
    />
  )
}

interface ChangeProps {
  readonly eventId: string
  readonly after: string | null
  readonly before: ArrangementsView
  readonly onDone: () => void
}

function Change({ eventId, after, before, onDone }: ChangeProps) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [id] = useState(() => newId())
  const [partners, setPartners] = useState(before.partners.join('\n'))
  const [paidBy, setPaidBy] = useState(before.paidBy)
  const [currency, setCurrency] = useState(before.currency)
  const [costs, setCosts] = useState<ReadonlyMap<string, Cost>>(
    () => new Map(before.costs.map((cost) => [cost.kind, cost])),
  )
  const valid = /^[A-Z]{3}$/.test(currency)
  const set = (kind: Cost['kind'], part: Partial<Cost>) =>
    setCosts((all) => new Map(all).set(kind, { ...(all.get(kind) ?? { kind, planned: 0, spent: null }), ...part }))
  const save = async () => {
    if (!valid) return
    const lines = partners
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const kept = COSTS.flatMap((kind) => costs.get(kind) ?? []).filter(
      ({ planned, spent }) => planned > 0 || spent !== null,
    )
    const arrangements = { partners: lines.slice(0, 20), paidBy: paidBy.trim(), currency, costs: kept }
    if (await run(() => client.call(saveArrangements, { params: { eventId }, body: { id, after, arrangements } })))
      onDone()
  }
  return (
    <Form onSubmit={() => void save()}>
      <Stack>
        <LongText
          label={t('training.arrangements.partners')}
          help={t('training.arrangements.a_line_each')}
          rows={3}
          maxLength={4000}
          value={partners}
          onChange={setPartners}
        />
        <Columns>
          <TextField label={t('training.arrangements.paid_by')} maxLength={300} value={paidBy} onChange={setPaidBy} />
          <TextField
            label={t('training.arrangements.currency')}
            dir="ltr"
            maxLength={3}
            value={currency}
            onChange={(text) => setCurrency(text.toUpperCase())}
            {...(!valid && { error: t('training.arrangements.currency_wrong') })}
          />
        </Columns>
        {COSTS.map((kind) => (
          <Columns key={kind}>
            <NumberField
              label={`${t(`training.cost.${kind}`)}: ${t('training.arrangements.planned')}`}
              min={0}
              max={1_000_000_000}
              value={costs.get(kind)?.planned ?? null}
              onChange={(planned) => set(kind, { planned: planned ?? 0 })}
            />
            <NumberField
              label={`${t(`training.cost.${kind}`)}: ${t('training.arrangements.spent')}`}
              min={0}
              max={1_000_000_000}
              value={costs.get(kind)?.spent ?? null}
              onChange={(spent) => set(kind, { spent })}
            />
          </Columns>
        ))}
        {note}
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('training.arrangements.save')}
          </Button>
          <Button onPress={onDone}>{t('training.arrangements.cancel')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}
