import '@mantine/core/styles/Input.layer.css'
import type { PartialDate, PlainDate } from '@gloact/kernel'
import { NativeSelect, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { type DatePrecision, dateOfParts, type DateParts, partsOfDate } from './date-text.ts'
import type { FieldProps } from './field.ts'
import { FieldGroup } from './field-chrome.tsx'
import { useWrongInput } from './wrong-input.tsx'
import styles from './date-field.module.css'

export interface DateFieldProps extends Omit<FieldProps<PartialDate | null>, 'value' | 'onChange'> {
  readonly value: PartialDate | PlainDate | null
  /** `unreadable`: null is handed on since the boxes say no date, and not because nothing is given. */
  readonly onChange: (value: PartialDate | null, unreadable: boolean) => void
  /** The coarsest date taken; by default the year alone is enough, since that is often all that is known. */
  readonly precision?: DatePrecision
}

/** A date in three boxes: as much of it as is known. Typed, never picked from a calendar: faster, and works for a birth. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, precision = 'year', readOnly = false, disabled = false, label, help, error } = props
  const { t, language } = useMessages()
  const [parts, setParts] = useState<DateParts>(() => partsOfDate(value))
  const [left, setLeft] = useState(false)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    if (dateOfParts(parts, precision) !== value) setParts(kept(parts, value, precision))
  }

  const months = useMemo(() => monthNames(language), [language])
  const change = (part: Partial<DateParts>) => {
    const next = { ...parts, ...part }
    setParts(next)
    const date = dateOfParts(next, precision)
    const told = date === undefined ? null : date
    if (told !== value) onChange(told, date === undefined)
  }
  // Once it was left, or found missing: what is half typed is not what is missing.
  const unreadable = dateOfParts(parts, precision) === undefined
  const insisted = useWrongInput(unreadable)
  const wrong = unreadable && (left || insisted || Boolean(error))
  const shared = { size: 'md', readOnly, disabled, autoComplete: 'off', inputMode: 'numeric', dir: 'ltr' } as const
  return (
    <FieldGroup
      label={label}
      help={help ?? (precision === 'year' ? t('ui.date.help_partial') : undefined)}
      error={wrong ? t(`ui.date.invalid_${precision}`) : error}
      required={props.required ?? false}
      hideLabel={props.hideLabel ?? false}
    >
      <div
        className={styles.boxes}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setLeft(true)
        }}
        onFocus={() => setLeft(false)}
      >
        <TextInput
          {...shared}
          label={t('ui.date.day')}
          maxLength={2}
          w="4.5rem"
          value={parts.day}
          onChange={(event) => change({ day: event.currentTarget.value })}
        />
        <NativeSelect
          size="md"
          disabled={disabled || readOnly}
          label={t('ui.date.month')}
          data={[{ value: '', label: '–' }, ...months]}
          value={parts.month}
          onChange={(event) => change({ month: event.currentTarget.value })}
        />
        <TextInput
          {...shared}
          label={t('ui.date.year')}
          maxLength={4}
          w="6rem"
          value={parts.year}
          onChange={(event) => change({ year: event.currentTarget.value })}
        />
      </div>
    </FieldGroup>
  )
}

/** What is half typed stays while the value is still empty; a value from elsewhere replaces it. */
function kept(current: DateParts, value: PartialDate | PlainDate | null, precision: DatePrecision): DateParts {
  const halfTyped = value === null && dateOfParts(current, precision) === undefined
  return halfTyped ? current : partsOfDate(value)
}

function monthNames(language: string): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', calendar: 'gregory', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1),
    label: format.format(new Date(Date.UTC(2026, index, 15))),
  }))
}
