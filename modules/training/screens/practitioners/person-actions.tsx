import { newId } from '@gloact/kernel'
import {
  ActionMenu,
  Button,
  CheckboxField,
  ChoiceField,
  ChoicesField,
  DateField,
  Dialog,
  Form,
  Row,
  Stack,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { listTrainer, type PractitionerView, recordConsent, recordTransfer } from '../../contract/practitioners.ts'
import { PROFESSIONS } from '../../domain/nomination.ts'
import { EVENT_LANGUAGES, useDoing, useLanguageName } from '../asked.tsx'

interface PersonProps {
  readonly person: PractitionerView
  readonly mayPlan: boolean
}

/** What changes about somebody of the register: consent to be contacted, their post, the roster of trainers. */
export function PersonActions({ person, mayPlan }: PersonProps) {
  const { t } = useMessages()
  const client = useClient()
  const { run, note } = useDoing()
  const [open, setOpen] = useState<'transfer' | 'roster' | null>(null)
  const consent = (given: boolean) =>
    run(() => client.call(recordConsent, { params: { practitionerId: person.id }, body: { id: newId(), given } }))
  const close = () => setOpen(null)
  return (
    <>
      <ActionMenu
        label={t('training.practitioners.change_one', { name: person.name })}
        items={[
          { label: t('training.consent.given'), onChoose: () => void consent(true), disabled: person.consent === true },
          {
            label: t('training.consent.declined'),
            onChoose: () => void consent(false),
            disabled: person.consent === false,
          },
          ...(mayPlan
            ? [
                { label: t('training.transfer.button'), onChoose: () => setOpen('transfer') },
                { label: t('training.roster.button'), onChoose: () => setOpen('roster') },
              ]
            : []),
        ]}
      />
      {note}
      {open === 'transfer' && (
        <Dialog title={t('training.transfer.title', { name: person.name })} open onClose={close}>
          <Transfer person={person} onClose={close} />
        </Dialog>
      )}
      {open === 'roster' && (
        <Dialog title={t('training.roster.title', { name: person.name })} open onClose={close}>
          <Roster person={person} onClose={close} />
        </Dialog>
      )}
    </>
  )
}

interface FormProps {
  readonly person: PractitionerView
  readonly onClose: () => void
}

function Transfer({ person, onClose }: FormProps) {
  const { t } = useMessages()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [id] = useState(() => newId())
  const [employer, setEmployer] = useState(person.employer)
  const [profession, setProfession] = useState<string | null>(person.profession)
  const [since, setSince] = useState<string | null>(null)
  const chosen = PROFESSIONS.find((one) => one === profession)
  const save = async () => {
    if (!chosen || since === null) return
    const body = { id, employer: employer.trim(), profession: chosen, since }
    if (await run(() => client.call(recordTransfer, { params: { practitionerId: person.id }, body }))) onClose()
  }
  return (
    <Form onSubmit={() => void save()}>
      <Stack>
        <TextField
          label={t('training.transfer.employer')}
          required
          maxLength={200}
          value={employer}
          onChange={setEmployer}
        />
        <ChoiceField
          as="select"
          label={t('training.profession')}
          required
          options={PROFESSIONS.map((value) => ({ value, label: t(`training.profession.${value}`) }))}
          value={profession}
          onChange={setProfession}
        />
        <DateField
          label={t('training.transfer.since')}
          required
          precision="day"
          value={null}
          onChange={(day) => setSince(day)}
        />
        {note}
        <Row>
          <Button kind="primary" type="submit" busy={busy} disabled={!employer.trim() || !chosen || since === null}>
            {t('training.transfer.save')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}

function Roster({ person, onClose }: FormProps) {
  const { t } = useMessages()
  const nameOf = useLanguageName()
  const client = useClient()
  const { busy, run, note } = useDoing()
  const [id] = useState(() => newId())
  const [topics, setTopics] = useState('')
  const [languages, setLanguages] = useState<readonly string[]>([])
  const [cleared, setCleared] = useState(false)
  const save = async () => {
    const body = { id, topics: topics.trim(), languages: [...languages], cleared, listed: true }
    if (await run(() => client.call(listTrainer, { params: { practitionerId: person.id }, body }))) onClose()
  }
  return (
    <Form onSubmit={() => void save()}>
      <Stack>
        <TextField label={t('training.roster.topics')} maxLength={300} value={topics} onChange={setTopics} />
        <ChoicesField
          label={t('training.roster.languages')}
          options={EVENT_LANGUAGES.map((value) => ({ value, label: nameOf(value) }))}
          value={languages}
          onChange={setLanguages}
        />
        <CheckboxField label={t('training.roster.cleared')} value={cleared} onChange={setCleared} />
        {note}
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('training.roster.save')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
