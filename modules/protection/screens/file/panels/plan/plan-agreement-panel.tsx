import {
  Button,
  ChoiceField,
  DeadlineBadge,
  EmptyState,
  LongText,
  Row,
  Section,
  Stack,
  Text,
  Timeline,
} from '@gloact/ui'
import type { DeadlineKind } from '../../../../domain/file/file-rules.ts'
import { runningClocks } from '../../../clocks.ts'
import { useNow } from '../../../use-now.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ReviewsPanel } from '../../reviews/reviews-panel.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { CorrectEntry, MistakesOf } from '../../../panel/correct-entry.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { isInWork } from '../../../panel/file-status.ts'
import { missingChoice, missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Fields = { readonly on: string | null; readonly withPerson: 'yes' | 'no' | null; readonly reasons: string }

const PLAN_CLOCKS: readonly DeadlineKind[] = ['plan', 'plan_review']

/** When the support plan was agreed, with the person or why not; and its reviews. */
export function PlanAgreementPanel() {
  const { file, rules, today, may } = useFile()
  const { t, formatDate, staff } = useWords()
  const now = useNow()
  const form = usePanelForm<Fields>('plan_agreed', { on: today, withPerson: null, reasons: '' })
  const { on, withPerson, reasons } = form.fields
  const again = file.plans.length > 0
  const agreedOn = soundDay(on, { from: file.openedOn, today })
  const words = wordsOrNull(reasons)
  const mayAgree = may('action.plan_agreed') && isInWork(file)
  const clocks = runningClocks(file.deadlines, now, rules.timeZone).filter(({ kind }) => PLAN_CLOCKS.includes(kind))
  const submit = () =>
    void form.send({
      type: 'plan_agreed',
      payload:
        agreedOn && withPerson && (withPerson === 'yes' || words)
          ? { agreedOn, agreedWithPerson: withPerson === 'yes', reasons: words, review: false }
          : null,
      on: agreedOn,
      said: t('protection.plan.agreed'),
    })
  const begin = mayAgree && !form.open && (
    <Button kind={again ? 'secondary' : 'primary'} icon="check" onPress={() => form.begin()}>
      {t(again ? 'protection.plan.agree_again' : 'protection.plan.agree')}
    </Button>
  )
  return (
    <>
      <Section title={t('protection.plan.title')} about={t('protection.plan.about')} level={3} actions={again && begin}>
        <Stack>
          {clocks.length > 0 && (
            <Row>
              {clocks.map((clock) => (
                <DeadlineBadge key={clock.kind} {...clock} label={t(`protection.deadline.${clock.kind}`)} />
              ))}
            </Row>
          )}
          {mayAgree && form.open && (
            <ActionForm
              form={form}
              title={t(again ? 'protection.plan.agree_again' : 'protection.plan.agree_title')}
              level={4}
              submit={t('protection.plan.agree_submit')}
              onSubmit={submit}
            >
              {again && <Text>{t('protection.plan.again_about')}</Text>}
              <ChoiceField
                label={t('protection.plan.with_person')}
                required
                error={missingChoice(t, form.tried, withPerson)}
                value={withPerson}
                onChange={(next) => form.set({ withPerson: next === 'yes' || next === 'no' ? next : null })}
                options={[
                  { value: 'yes', label: t('protection.plan.with_person_yes') },
                  { value: 'no', label: t('protection.plan.with_person_no') },
                ]}
              />
              <LongText
                label={t(withPerson === 'no' ? 'protection.plan.why_not' : 'protection.plan.remarks')}
                help={t(withPerson === 'no' ? 'protection.plan.why_not_help' : 'protection.plan.remarks_help')}
                required={withPerson === 'no'}
                error={withPerson === 'no' ? missingText(t, form.tried, reasons) : undefined}
                rows={3}
                maxLength={4000}
                value={reasons}
                onChange={(text) => form.set({ reasons: text })}
              />
              <DayField
                label={t('protection.plan.agreed_on')}
                value={on}
                onChange={(day) => form.set({ on: day })}
                tried={form.tried}
              />
            </ActionForm>
          )}
          {file.plans.length === 0 && !form.open && (
            <EmptyState
              icon="tasks"
              title={t('protection.plan.none')}
              about={t('protection.plan.none_about')}
              action={begin || undefined}
            />
          )}
          {file.plans.length > 0 && (
            <Timeline
              label={t('protection.plan.title')}
              entries={file.plans.toReversed().map(({ actionId, actor, payload }) => ({
                id: actionId,
                icon: payload.review ? 'refresh' : 'check',
                title: t(
                  `protection.plan.entry.${payload.review ? 'review' : 'first'}_${payload.agreedWithPerson ? 'with' : 'without'}`,
                ),
                at: formatDate(payload.agreedOn),
                who: staff(actor),
                body: (
                  <>
                    {payload.reasons !== null && <Paragraphs text={payload.reasons} />}
                    <CorrectEntry kind="plan_agreed" entry={{ actionId, payload }} />
                  </>
                ),
              }))}
            />
          )}
          <MistakesOf kinds={['plan_agreed']} />
        </Stack>
      </Section>
      {again && <ReviewsPanel of="plan" />}
    </>
  )
}
