import { CODE_LISTS } from '@gloact/codes'
import { checkComplete, defineForm, type FormAnswers } from '@gloact/forms'
import { useState } from 'react'
import {
  Button,
  ChoiceField,
  FormRenderer,
  PageHeader,
  Row,
  SavedState,
  Stack,
  useDraft,
  useMessages,
  Wizard,
} from '../index.ts'

const form = defineForm({
  id: 'gallery',
  version: '1',
  title: { en: 'What happened', ar: 'ما حدث' },
  sections: [
    {
      id: 'situation_section',
      title: { en: 'What happened', ar: 'ما حدث' },
      fields: [
        {
          id: 'nickname',
          type: 'text',
          label: { en: 'What they want to be called', ar: 'الاسم الذي يريد أن يُنادى به' },
          sensitivity: 'identifying',
          required: true,
          guidance: { en: 'Any name will do.', ar: 'أي اسم يكفي.' },
        },
        {
          id: 'has_papers',
          type: 'yes_no_unknown',
          label: { en: 'Do they have their papers?', ar: 'هل أوراقه معه؟' },
          sensitivity: 'case',
        },
        {
          id: 'papers_with',
          type: 'long_text',
          label: { en: 'Who has them?', ar: 'مع من؟' },
          sensitivity: 'case',
          showWhen: { eq: ['has_papers', 'no'] },
        },
        { id: 'arrived', type: 'date', label: { en: 'Arrived', ar: 'تاريخ الوصول' }, sensitivity: 'case' },
        { id: 'citizenship', type: 'country', label: { en: 'Citizenship', ar: 'الجنسية' }, sensitivity: 'statistical' },
        { id: 'from', type: 'location', label: { en: 'Came from', ar: 'جاء من' }, sensitivity: 'case' },
        { id: 'phone', type: 'phone', label: { en: 'Phone', ar: 'الهاتف' }, sensitivity: 'identifying' },
        {
          id: 'situation',
          type: 'group',
          label: { en: 'Situation', ar: 'وضع' },
          sensitivity: 'case',
          fields: [
            {
              id: 'work_place',
              type: 'text',
              label: { en: 'Place of work', ar: 'مكان العمل' },
              sensitivity: 'case',
            },
            {
              id: 'hours',
              type: 'number',
              label: { en: 'Hours a day', ar: 'ساعات العمل في اليوم' },
              max: 24,
              sensitivity: 'statistical',
            },
          ],
        },
      ],
    },
  ],
})

export function FormPage() {
  const { t } = useMessages()
  const { value: answers, change, state, ready, discard } = useDraft<Record<string, never>>('gallery.form', {})
  const [checked, setChecked] = useState(false)
  const given = answers as unknown as FormAnswers
  if (!ready) return null
  return (
    <>
      <PageHeader
        title={t('gallery.form')}
        actions={
          <Row>
            <SavedState state={state} />
            <Button onPress={() => setChecked(true)}>{t('gallery.finish')}</Button>
            <Button kind="quiet" onPress={() => void discard()}>
              {t('gallery.start_again')}
            </Button>
          </Row>
        }
      />
      <FormRenderer
        form={form}
        codeLists={CODE_LISTS}
        answers={given}
        callingCode="961"
        hidden={new Set(['phone'])}
        failures={checked ? checkComplete(form, given) : []}
        onChange={(edit) => change((before) => ({ ...before, ...(edit as unknown as Record<string, never>) }))}
      />
      <FormRenderer form={form} codeLists={CODE_LISTS} answers={given} onChange={() => {}} readOnly bare />
    </>
  )
}

export function WizardPage() {
  const { t } = useMessages()
  const [step, setStep] = useState(0)
  const [safe, setSafe] = useState<string | null>(null)
  const [age, setAge] = useState<string | null>(null)
  const options = (ids: readonly string[]) => ids.map((value) => ({ value, label: t(`gallery.${value}`) }))
  return (
    <Wizard
      label={t('gallery.new_contact')}
      step={step}
      onStep={setStep}
      onFinish={() => setStep(0)}
      finishLabel={t('gallery.finish')}
      onClose={() => {}}
      footer={<SavedState state={{ kind: 'device', at: '2026-11-24T06:04:00.000Z' as never }} />}
      steps={[
        {
          id: 'safe',
          title: t('gallery.safe_now'),
          canGoOn: safe !== null,
          why: t('gallery.choose_one'),
          content: (
            <Stack>
              <ChoiceField
                label={t('gallery.safe_now')}
                hideLabel
                options={options(['yes_safe', 'not_sure', 'not_safe'])}
                value={safe}
                onChange={setSafe}
              />
            </Stack>
          ),
        },
        {
          id: 'age',
          title: t('gallery.how_old'),
          content: (
            <ChoiceField
              label={t('gallery.how_old')}
              hideLabel
              help={t('gallery.not_sure_child')}
              options={options(['adult', 'child', 'not_sure'])}
              value={age}
              onChange={setAge}
            />
          ),
        },
      ]}
    />
  )
}
