import { newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  Columns,
  Dialog,
  EmptyState,
  Form,
  NumberField,
  Row,
  Stack,
  Tag,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { decideNomination, type EventPageView, nominate, type NominationView } from '../../contract/training-events.ts'
import {
  DECISION_REASONS,
  DECISIONS,
  type Decision,
  type DecisionReason,
  PROFESSIONS,
  SEXES,
} from '../../domain/nomination.ts'
import { useDoing } from '../asked.tsx'
import { Letters } from './letters.tsx'

/** Who was nominated, what was decided and why. Who nominates sees their own agency's alone. */
export function Nominations({ page }: { readonly page: EventPageView }) {
  const { t } = useMessages()
  const [adding, setAdding] = useState(false)
  const [only, setOnly] = useState<string | null>('all')
  const { nominations, event, mayPlan, mayNominate } = page
  const stateOf = ({ decision }: NominationView) => decision ?? 'undecided'
  // What waits for a decision comes first: among those who are in, it would be found last.
  const shown = nominations
    .filter((one) => only === 'all' || stateOf(one) === only)
    .toSorted((one, other) => Number(other.decision === null) - Number(one.decision === null))
  const next = nominations.find(({ id }) => id === page.nextInLine)
  const states = ['all', 'undecided', ...DECISIONS] as const
  return (
    <Stack>
      <Row justify="between">
        <Text as="span">
          {t('training.seats_left', {
            n: nominations.filter(({ decision }) => decision === 'selected').length,
            of: event.seats,
          })}
        </Text>
        {mayNominate && (
          <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
            {t('training.nominate.button')}
          </Button>
        )}
      </Row>
      {next !== undefined && <FreeSeat key={next.id} nomination={next} />}
      {nominations.length > 4 && (
        <ChoiceField
          as="select"
          label={t('training.show')}
          options={states.map((value) => ({ value, label: t(`training.decision.${value}`) }))}
          value={only}
          onChange={setOnly}
        />
      )}
      {shown.length === 0 ? (
        <EmptyState icon="users" title={t('training.nominate.none')} about={t('training.nominate.none_about')} />
      ) : (
        shown.map((nomination) => <Nomination key={nomination.id} nomination={nomination} mayDecide={mayPlan} />)
      )}
      <Nominate open={adding} eventId={event.id} asksEmployer={mayPlan} onClose={() => setAdding(false)} />
      {page.mayRun && nominations.some(({ decision }) => decision !== null) && <Letters page={page} />}
    </Stack>
  )
}

/** A seat is free, and this nomination is first on the waiting list: it is offered by one press. */
function FreeSeat({ nomination }: { readonly nomination: NominationView }) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [id] = useState(() => newId())
  const offer = () =>
    run(() =>
      client.call(decideNomination, {
        params: { nominationId: nomination.id },
        body: { id, decision: 'selected', reason: 'replaces_someone' },
      }),
    )
  return (
    <Callout tone="notice" title={t('training.free_seat.title')}>
      <Stack>
        <Text>{t('training.free_seat.next', { name: nomination.name, employer: nomination.employer })}</Text>
        {note}
        <Row>
          <Button kind="primary" busy={busy} onPress={() => void offer()}>
            {t('training.free_seat.offer')}
          </Button>
        </Row>
      </Stack>
    </Callout>
  )
}

function Nomination({ nomination, mayDecide }: { readonly nomination: NominationView; readonly mayDecide: boolean }) {
  const { t } = useMessages()
  const [deciding, setDeciding] = useState(false)
  const { name, employer, profession, yearsInPost, decision, reason, unmet } = nomination
  return (
    <Card>
      <Row justify="between">
        <Stack gap="xs">
          <Text as="span" tone="strong">
            <bdi>{name}</bdi>
          </Text>
          <Text as="span" size="sm" tone="quiet">
            {t(`training.profession.${profession}`)} · <bdi>{employer}</bdi>
            {yearsInPost !== null && ` · ${t('training.years', { count: yearsInPost })}`}
          </Text>
          <Row>
            <Tag tone={decision === null ? 'notice' : 'neutral'}>
              {t(`training.decision.${decision ?? 'undecided'}`)}
            </Tag>
            {reason !== null && (
              <Text as="span" size="sm">
                {t(`training.reason.${reason}`)}
              </Text>
            )}
            {unmet.map((criterion) => (
              <Tag key={criterion} tone="notice">
                {t(`training.unmet.${criterion}`)}
              </Tag>
            ))}
          </Row>
        </Stack>
        {mayDecide && (
          <Button size="sm" label={`${t('training.decide.button')}: ${name}`} onPress={() => setDeciding(true)}>
            {t('training.decide.button')}
          </Button>
        )}
      </Row>
      {deciding && <Decide nomination={nomination} onClose={() => setDeciding(false)} />}
    </Card>
  )
}

function Decide({ nomination, onClose }: { readonly nomination: NominationView; readonly onClose: () => void }) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [id] = useState(() => newId())
  const [decision, setDecision] = useState<Decision | null>(nomination.decision)
  const [reason, setReason] = useState<DecisionReason | null>(null)
  const save = async () => {
    if (!decision || !reason) return
    const done = await run(() =>
      client.call(decideNomination, { params: { nominationId: nomination.id }, body: { id, decision, reason } }),
    )
    if (done) onClose()
  }
  const reasons: readonly DecisionReason[] = decision === null ? [] : DECISION_REASONS[decision]
  return (
    <Dialog title={t('training.decide.title', { name: nomination.name })} open onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <Stack>
          <ChoiceField
            label={t('training.decide.decision')}
            options={DECISIONS.map((value) => ({ value, label: t(`training.decision.${value}`) }))}
            value={decision}
            onChange={(value) => {
              setDecision(DECISIONS.find((one) => one === value) ?? null)
              setReason(null)
            }}
          />
          {decision !== null && (
            <ChoiceField
              label={t('training.decide.reason')}
              required
              options={reasons.map((value) => ({ value, label: t(`training.reason.${value}`) }))}
              value={reason}
              onChange={(value) => setReason(reasons.find((one) => one === value) ?? null)}
            />
          )}
          {note}
          <Row>
            <Button kind="primary" type="submit" busy={busy} disabled={reason === null}>
              {t('training.decide.save')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  )
}

interface NominateProps {
  readonly open: boolean
  readonly eventId: string
  /** Who holds the event types in for any agency. */
  readonly asksEmployer: boolean
  readonly onClose: () => void
}

function Nominate({ open, eventId, asksEmployer, onClose }: NominateProps) {
  const { t } = useMessages()
  return (
    <Dialog title={t('training.nominate.title')} open={open} onClose={onClose}>
      {open && <NominateForm eventId={eventId} asksEmployer={asksEmployer} onClose={onClose} />}
    </Dialog>
  )
}

function NominateForm({ eventId, asksEmployer, onClose }: Omit<NominateProps, 'open'>) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [ids] = useState(() => ({ id: newId(), practitionerId: newId() }))
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [phone, setPhone] = useState('')
  const [employer, setEmployer] = useState('')
  const [profession, setProfession] = useState<string | null>(null)
  const [years, setYears] = useState<number | null>(null)
  const [sex, setSex] = useState<string | null>(null)
  const chosen = PROFESSIONS.find((one) => one === profession)
  const said = SEXES.find((one) => one === sex)
  const save = async () => {
    if (!name.trim() || !chosen) return
    const done = await run(() =>
      client.call(nominate, {
        params: { eventId },
        body: {
          ...ids,
          name: name.trim(),
          email: email.trim(),
          phone: phone.trim(),
          employer: employer.trim() === '' ? null : employer.trim(),
          profession: chosen,
          yearsInPost: years,
          ...(said && { sex: said }),
        },
      }),
    )
    if (done) onClose()
  }
  return (
    <Form onSubmit={() => void save()}>
      <Stack>
        <Text tone="quiet">{t('training.nominate.about')}</Text>
        <TextField label={t('training.person_name')} required maxLength={200} value={name} onChange={setName} />
        <Columns min="12rem">
          <TextField label={t('training.email')} type="email" maxLength={200} value={email} onChange={setEmail} />
          <TextField label={t('training.phone')} maxLength={50} dir="ltr" value={phone} onChange={setPhone} />
        </Columns>
        {asksEmployer && (
          <TextField label={t('training.employer')} maxLength={200} value={employer} onChange={setEmployer} />
        )}
        <ChoiceField
          as="select"
          label={t('training.profession')}
          required
          options={PROFESSIONS.map((value) => ({ value, label: t(`training.profession.${value}`) }))}
          value={profession}
          onChange={setProfession}
        />
        <ChoiceField
          as="select"
          label={t('training.sex')}
          help={t('training.sex_about')}
          options={SEXES.map((value) => ({ value, label: t(`training.sex.${value}`) }))}
          value={sex}
          onChange={setSex}
        />
        <NumberField label={t('training.years_in_post_now')} min={0} max={60} value={years} onChange={setYears} />
        {note}
        <Row>
          <Button kind="primary" type="submit" busy={busy} disabled={!name.trim() || !chosen}>
            {t('training.nominate.button')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
