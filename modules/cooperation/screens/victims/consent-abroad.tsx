import { CONSENT_QUESTIONS, type ConsentQuestion } from '@gloact/protection/contract/file/consent-questions'
import { recordActions } from '@gloact/protection/contract/routes'
import { consentForm, dataGroup, offeredCodes } from '@gloact/codes'
import { addMonths, asInstant, dateIn, isPlainDate, newId } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  ChoicesField,
  DateField,
  type DateFieldProps,
  Form,
  Refusal,
  Row,
  Section,
  TextField,
  useClient,
  useCodeOptions,
} from '@gloact/ui'
import { useState } from 'react'
import type { VictimPreview, VictimRecipient } from '../../contract/victims.ts'
import { HANDED_GROUPS } from '../../domain/victims/person.ts'
import { useNow } from '../use-now.ts'
import { useVictimWords } from './victim-words.ts'

/**
 * Records in the person's file that they agree, informed, that this one recipient abroad is told who they are. It is the file's own record
 * of consent: with its questions, its last day and its withdrawal.
 */
export function ConsentAbroad({
  preview,
  recipient,
  onRecorded,
}: {
  readonly preview: VictimPreview
  readonly recipient: VictimRecipient
  readonly onRecorded: () => Promise<void>
}) {
  const { t, recipientName, country, problem, language, timeZone } = useVictimWords()
  const client = useClient()
  const today = dateIn(useNow(), timeZone)
  const [ids] = useState(() => ({ action: newId(), grants: HANDED_GROUPS.map(() => newId()) }))
  const [answered, setAnswered] = useState<Readonly<Partial<Record<ConsentQuestion, 'yes' | 'no'>>>>({})
  const [groups, setGroups] = useState<readonly string[]>([])
  const [form, setForm] = useState<string | null>('written')
  const [witness, setWitness] = useState('')
  const [explainedBy, setExplainedBy] = useState('')
  const [interpreter, setInterpreter] = useState('')
  const [until, setUntil] = useState<DateFieldProps['value']>(addMonths(today, 6))
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const forms = useCodeOptions({ ...consentForm, codes: [...offeredCodes(consentForm)] })
  const groupOptions = useCodeOptions(dataGroup).filter(({ value }) =>
    (HANDED_GROUPS as readonly string[]).includes(value),
  )
  const witnessed = form !== 'written'
  const missing = (empty: boolean) => (tried && empty ? t('forms.required') : undefined)
  const record = async () => {
    setTried(true)
    const complete =
      CONSENT_QUESTIONS.every((question) => answered[question] !== undefined) &&
      groups.length > 0 &&
      form !== null &&
      explainedBy.trim() !== '' &&
      (!witnessed || witness.trim() !== '') &&
      until !== null &&
      isPlainDate(until)
    if (!complete) return
    const recorded = await client.call(recordActions, {
      params: { fileId: preview.fileId },
      body: {
        actions: [
          {
            id: ids.action,
            type: 'consent_recorded',
            happenedAt: asInstant(Date.now()),
            payload: {
              consentOn: today,
              questions: Object.fromEntries(
                CONSENT_QUESTIONS.map((question) => [question, { value: answered[question]! }]),
              ) as Record<ConsentQuestion, { readonly value: 'yes' | 'no' }>,
              capacity: 'adult',
              form,
              explainedBy: explainedBy.trim(),
              language,
              interpreter: interpreter.trim() === '' ? null : interpreter.trim(),
              witness: witnessed ? witness.trim() : null,
              assent: { absent: 'not_applicable' },
              guardian: null,
              bestInterestsBasis: null,
              grants: groups.map((group, index) => ({
                id: ids.grants[index]!,
                purpose: 'referral',
                recipientKind: 'foreign_agency',
                recipientAgencyId: recipient.consentId,
                dataGroup: group,
                validFrom: today,
                validUntil: until,
              })),
            },
          },
        ],
      },
    })
    setRefused(recorded.ok ? null : problem(recorded.error))
    if (recorded.ok) await onRecorded()
  }
  return (
    <Section
      title={t('cooperation.victims.consent')}
      about={t('cooperation.victims.consent_about', {
        recipient: recipientName(recipient.name),
        country: country(recipient.country),
      })}
    >
      <Form onSubmit={() => void record()}>
        <ChoicesField
          label={t('cooperation.victims.consent_groups')}
          required
          options={groupOptions}
          value={groups}
          error={missing(groups.length === 0)}
          onChange={setGroups}
        />
        {CONSENT_QUESTIONS.map((question) => (
          <ChoiceField
            key={question}
            label={t(`protection.consent.question.${question}`)}
            required
            options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`cooperation.said.${value}`) }))}
            value={answered[question] ?? null}
            error={missing(answered[question] === undefined)}
            onChange={(next) => {
              if (next === 'yes' || next === 'no') setAnswered((before) => ({ ...before, [question]: next }))
            }}
          />
        ))}
        <ChoiceField
          label={t('cooperation.victims.consent_form')}
          required
          options={forms}
          value={form}
          onChange={setForm}
        />
        {witnessed && (
          <TextField
            label={t('cooperation.victims.consent_witness')}
            required
            maxLength={200}
            value={witness}
            error={missing(witness.trim() === '')}
            onChange={setWitness}
          />
        )}
        <TextField
          label={t('cooperation.victims.consent_explained')}
          required
          maxLength={200}
          value={explainedBy}
          error={missing(explainedBy.trim() === '')}
          onChange={setExplainedBy}
        />
        <TextField
          label={t('protection.consent.interpreter')}
          help={t('protection.consent.interpreter_help')}
          maxLength={200}
          value={interpreter}
          onChange={setInterpreter}
        />
        <DateField label={t('cooperation.victims.consent_until')} precision="day" value={until} onChange={setUntil} />
        <Refusal>{refused}</Refusal>
        <Row>
          <Button type="submit">{t('cooperation.victims.consent_record')}</Button>
        </Row>
      </Form>
    </Section>
  )
}
