import type { PartialDate } from '@gloact/kernel'
import { ChoiceField, DateField, LongText, Text, TextField } from '@gloact/ui'
import { REVIEW_DECISIONS, REVIEW_SUBJECTS, type ReviewSubject } from '../../../domain/file/words.ts'
import { useFile } from '../../reading/file-context.tsx'
import { ActionForm } from '../../panel/action-form.tsx'
import { DayField } from '../../panel/day-field.tsx'
import { soundDay } from '../../panel/entered-day.ts'
import { missingChoice, missingText } from '../../panel/text-problem.ts'
import type { PanelForm } from '../../panel/use-panel-form.ts'
import { useWords } from '../../panel/use-words.ts'
import { nextProblem, reviewOf, type ReviewFields } from './review-fields.ts'
import { TookPartField } from './took-part-field.tsx'

/** A review that was held: of what, with whom, what was found, what follows. */
export function HoldReview({ form, of }: { form: PanelForm<ReviewFields>; of: ReviewSubject | undefined }) {
  const { file, today } = useFile()
  const { t } = useWords()
  const { fields, tried } = form
  const heldOn = soundDay(fields.on, { from: file.openedOn, today })
  const next = nextProblem(fields, heldOn)
  const submit = () =>
    void form.send({
      type: 'review_held',
      payload: reviewOf(fields, heldOn),
      on: heldOn,
      said: t('protection.review.recorded'),
    })
  return (
    <ActionForm
      form={form}
      title={t(`protection.review.hold.${of ?? 'any'}`)}
      submit={t('protection.review.submit')}
      level={of === undefined ? 3 : 4}
      onSubmit={submit}
    >
      {of === undefined ? (
        <ChoiceField
          label={t('protection.review.of')}
          required
          error={missingChoice(t, tried, fields.of)}
          value={fields.of}
          onChange={(choice) => form.set({ of: choice })}
          options={REVIEW_SUBJECTS.map((subject) => ({
            value: subject,
            label: t(`protection.review.subject.${subject}`),
          }))}
        />
      ) : (
        <Text>{t(`protection.review.how.${of}`)}</Text>
      )}
      <DayField
        label={t('protection.review.held_on')}
        value={fields.on}
        onChange={(on) => form.set({ on })}
        tried={tried}
      />
      <TextField
        label={t('protection.review.participants')}
        help={t('protection.review.participants_help')}
        required
        error={missingText(t, tried, fields.participants)}
        maxLength={1000}
        value={fields.participants}
        onChange={(participants) => form.set({ participants })}
      />
      <TookPartField
        label={t('protection.review.took_part')}
        value={fields.tookPart}
        tried={tried}
        onChange={(tookPart) => form.set({ tookPart })}
      />
      <LongText
        label={t('protection.review.findings')}
        help={t('protection.review.findings_help')}
        required
        error={missingText(t, tried, fields.findings)}
        rows={4}
        maxLength={10_000}
        value={fields.findings}
        onChange={(findings) => form.set({ findings })}
      />
      <ChoiceField
        label={t('protection.review.decision')}
        required
        error={missingChoice(t, tried, fields.decision)}
        value={fields.decision}
        onChange={(decision) =>
          // What ends is not looked at again; a day that was only offered goes with it.
          form.set(decision === 'close' ? { decision, next: null } : { decision })
        }
        options={REVIEW_DECISIONS.map((decision) => ({
          value: decision,
          label: t(`protection.review.decided.${decision}`),
        }))}
      />
      <DateField
        label={t('protection.review.next_on')}
        help={t(fields.decision === 'close' ? 'protection.review.next_on_close' : 'protection.review.next_on_help')}
        required={fields.decision !== 'close'}
        error={next !== null && (tried || next === 'early') ? t('protection.review.next_on_problem') : undefined}
        precision="day"
        value={fields.next as PartialDate | null}
        onChange={(day) => form.set({ next: day })}
      />
    </ActionForm>
  )
}
