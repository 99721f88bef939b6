import { ChoiceField } from '@gloact/ui'
import { missingChoice } from '../../panel/text-problem.ts'
import { useWords } from '../../panel/use-words.ts'
import { GRADE_ABSENCES } from '../risk/risk-fields.ts'

export interface TookPartFieldProps {
  readonly label: string
  readonly value: string | null
  readonly tried: boolean
  readonly onChange: (choice: string | null) => void
}

/** Whether the person took part. That they declined is not a no, and not knowing is neither. */
export function TookPartField({ label, value, tried, onChange }: TookPartFieldProps) {
  const { t } = useWords()
  return (
    <ChoiceField
      label={label}
      required
      error={missingChoice(t, tried, value)}
      value={value}
      onChange={onChange}
      options={[
        { value: 'yes', label: t('protection.review.took_part_yes') },
        { value: 'no', label: t('protection.review.took_part_no') },
        ...GRADE_ABSENCES.map((kind) => ({ value: kind, label: t(`forms.absence.${kind}`) })),
      ]}
    />
  )
}
