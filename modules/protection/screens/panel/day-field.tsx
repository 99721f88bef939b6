import type { PartialDate } from '@gloact/kernel'
import { DateField, useMessages } from '@gloact/ui'
import { useFile } from '../reading/file-context.tsx'
import { dayProblem } from './entered-day.ts'

export interface DayFieldProps {
  readonly label: string
  readonly help?: string
  readonly value: string | null
  readonly onChange: (day: string | null) => void
  /** Whether sending was tried: only then is a missing day an error. */
  readonly tried: boolean
}

/** The day on which something happened: within the file, never in the future. */
export function DayField({ label, help, value, onChange, tried }: DayFieldProps) {
  const { t } = useMessages()
  const { file, today } = useFile()
  const problem = dayProblem(value, { from: file.openedOn, today })
  const error = problem && (tried || problem !== 'missing') ? t(`protection.panel.day.${problem}`) : undefined
  return (
    <DateField
      label={label}
      help={help}
      error={error}
      precision="day"
      required
      value={value as PartialDate | null}
      onChange={onChange}
    />
  )
}
