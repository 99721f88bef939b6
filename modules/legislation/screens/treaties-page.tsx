import { asInstant, isPlainDate, newId, type PartialDate } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  Columns,
  DateField,
  Disclosure,
  Form,
  KeyValueList,
  LongText,
  PageHeader,
  Refusal,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { type RatificationEntry, recordRatification, type TreatyEntry } from '../contract/plans.ts'
import { TREATY_STEPS } from '../domain/ratification.ts'
import { Asked, useRefusal } from './asked.tsx'
import { useRenew, useTreaties } from './queries.ts'

/** What the country ratified, and what binds it. */
export function TreatiesPage() {
  const { t } = useMessages()
  return (
    <>
      <PageHeader title={t('legislation.treaties')} about={t('legislation.treaties_about')} />
      <Asked query={useTreaties()}>
        {({ items, mayEdit }) => (
          <Stack gap="lg">
            {items.map((treaty) => (
              <Treaty key={treaty.pack} treaty={treaty} mayEdit={mayEdit} />
            ))}
          </Stack>
        )}
      </Asked>
    </>
  )
}

function Treaty({ treaty, mayEdit }: { treaty: TreatyEntry; mayEdit: boolean }) {
  const { t } = useMessages()
  const [last, ...before] = treaty.entries
  return (
    <Section title={treaty.title}>
      <Stack>
        <Row>
          <Tag {...(treaty.bound === 'bound' ? { tone: 'accent' as const, icon: 'check' as const } : {})}>
            {t(`legislation.bound.${treaty.bound}`)}
          </Tag>
        </Row>
        {last && <Entry entry={last} />}
        {before.length > 0 && (
          <Disclosure summary={t('legislation.earlier_entries', { count: before.length })}>
            <Stack>
              {before.map((entry) => (
                <Entry key={entry.id} entry={entry} />
              ))}
            </Stack>
          </Disclosure>
        )}
        {mayEdit && (
          <Disclosure summary={t('legislation.record_step')}>
            <StepForm key={treaty.entries.length} treaty={treaty} />
          </Disclosure>
        )}
      </Stack>
    </Section>
  )
}

function Entry({ entry }: { entry: RatificationEntry }) {
  const { t, formatDate, formatInstant } = useMessages()
  const { step, madeOn, bindingFrom, reservations, declarations, addedAt } = entry
  const words = (text: string) => <bdi style={{ whiteSpace: 'pre-line' }}>{text}</bdi>
  return (
    <KeyValueList
      items={[
        { label: t('legislation.step'), value: t(`legislation.step.${step}`) },
        ...(madeOn === null ? [] : [{ label: t('legislation.step_on'), value: formatDate(madeOn) }]),
        ...(bindingFrom === null
          ? []
          : [
              {
                label: t(step === 'withdrawn' ? 'legislation.binding_until' : 'legislation.binding_from'),
                value: formatDate(bindingFrom),
              },
            ]),
        ...(reservations === '' ? [] : [{ label: t('legislation.reservations'), value: words(reservations) }]),
        ...(declarations === '' ? [] : [{ label: t('legislation.declarations'), value: words(declarations) }]),
        { label: t('legislation.recorded'), value: formatInstant(asInstant(addedAt), 'date') },
      ]}
    />
  )
}

function StepForm({ treaty }: { treaty: TreatyEntry }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const [id] = useState(() => newId())
  const [step, setStep] = useState<string | null>('ratified')
  const [madeOn, setMadeOn] = useState<PartialDate | null>(null)
  const [bindingFrom, setBindingFrom] = useState<PartialDate | null>(null)
  const [reservations, setReservations] = useState('')
  const [declarations, setDeclarations] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    const chosen = TREATY_STEPS.find((one) => one === step) ?? 'ratified'
    const dates = [madeOn, bindingFrom]
    if (dates.some((date) => date !== null && !isPlainDate(date))) return setProblem(t('legislation.dates_missing'))
    const day = (date: PartialDate | null) => (date !== null && isPlainDate(date) ? date : null)
    setBusy(true)
    const saved = await client.call(recordRatification, {
      params: { pack: treaty.pack },
      body: { id, step: chosen, madeOn: day(madeOn), bindingFrom: day(bindingFrom), reservations, declarations },
    })
    setBusy(false)
    if (!saved.ok) return setProblem(refusal(saved.error))
    await renew()
  }
  return (
    <Form onSubmit={() => void save()}>
      <Stack>
        <Columns>
          <ChoiceField
            label={t('legislation.step')}
            as="select"
            options={TREATY_STEPS.map((value) => ({ value, label: t(`legislation.step.${value}`) }))}
            value={step}
            onChange={setStep}
          />
          <DateField label={t('legislation.step_on')} precision="day" value={madeOn} onChange={setMadeOn} />
          <DateField
            label={t(step === 'withdrawn' ? 'legislation.binding_until' : 'legislation.binding_from')}
            precision="day"
            value={bindingFrom}
            onChange={setBindingFrom}
          />
        </Columns>
        <LongText
          label={t('legislation.reservations')}
          rows={2}
          maxLength={4000}
          value={reservations}
          onChange={setReservations}
        />
        <LongText
          label={t('legislation.declarations')}
          rows={2}
          maxLength={4000}
          value={declarations}
          onChange={setDeclarations}
        />
        <Refusal>{problem}</Refusal>
        <Text tone="quiet">{t('legislation.record_step_about')}</Text>
        <Row>
          <Button kind="secondary" type="submit" busy={busy} label={`${t('legislation.record')}: ${treaty.title}`}>
            {t('legislation.record')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
