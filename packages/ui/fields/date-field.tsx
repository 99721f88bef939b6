import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/Popover.layer.css'
import type { PartialDate, PlainDate } from '@gloact/kernel'
import { ActionIcon, Popover, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
import { DateCalendar } from './date-calendar.tsx'
import { type DatePrecision, dateWords, readDate } from './date-text.ts'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'
import { useWrongInput } from './wrong-input.tsx'

export interface DateFieldProps extends Omit<FieldProps<PartialDate | null>, 'value' | 'onChange'> {
  readonly value: PartialDate | PlainDate | null
  /** `unreadable`: null is handed on since the text says no date, and not because nothing is given. */
  readonly onChange: (value: PartialDate | null, unreadable: boolean) => void
  /** The coarsest date taken; by default the year alone is enough, since that is often all that is known. */
  readonly precision?: DatePrecision
  /** Whether a day may be picked from a calendar as well; by default where a day is asked for. Nobody pages back to a birth. */
  readonly calendar?: boolean
}

/** What a date looks like here, whatever day it is. */
const EXAMPLES = { day: '2026-03-14', month: '2026-03', year: '2026' } as const

/** A date, typed as people write it and as much of it as is known; near days can be picked from a calendar. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, precision = 'year', help, error, calendar = precision === 'day' } = props
  const { t, language } = useMessages()
  const words = dateWords(language)
  const written = (date: string): string => words.of(date as PartialDate)
  const [typed, setTyped] = useState(() => (value === null ? '' : words.of(value)))
  const [left, setLeft] = useState(false)
  const [seen, setSeen] = useState(value)
  const [open, setOpen] = useState(false)
  if (seen !== value) {
    setSeen(value)
    // What is half typed stays while the value is still empty; a value from elsewhere takes its place.
    const said = readDate(typed, precision, words)
    if (said !== value && !(value === null && said === undefined)) setTyped(value === null ? '' : words.of(value))
  }

  const change = (text: string) => {
    setTyped(text)
    const date = readDate(text, precision, words)
    const told = date ?? null
    if (told !== value) onChange(told, date === undefined)
  }
  // Once it was left, or found missing: what is half typed is not what is missing.
  const unreadable = readDate(typed, precision, words) === undefined
  const insisted = useWrongInput(unreadable)
  const wrong = unreadable && (left || insisted || Boolean(error))
  const locked = props.readOnly === true || props.disabled === true
  const partial = t('ui.date.help_partial', {
    whole: written(EXAMPLES.day),
    month: written(EXAMPLES.month),
    year: written(EXAMPLES.year),
  })
  const { label, required, hideLabel, readOnly, disabled } = props
  const chrome = useFieldChrome({
    label,
    help: help ?? (precision === 'year' ? partial : undefined),
    error: wrong ? t(`ui.date.invalid_${precision}`, { example: written(EXAMPLES[precision]) }) : error,
    ...(required === undefined ? {} : { required }),
    ...(hideLabel === undefined ? {} : { hideLabel }),
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(disabled === undefined ? {} : { disabled }),
  })
  const pick = (day: PlainDate) => {
    setOpen(false)
    change(words.of(day))
  }
  return (
    <TextInput
      {...chrome}
      autoComplete="off"
      maxLength={40}
      maw="20rem"
      // Without text the direction is the page's.
      attributes={{ input: typed === '' ? {} : { dir: 'auto' } }}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true)
        const date = readDate(typed, precision, words)
        if (date) setTyped(words.of(date))
      }}
      rightSectionWidth="2.75rem"
      rightSection={
        calendar &&
        !locked && (
          <Popover opened={open} onChange={setOpen} trapFocus returnFocus withinPortal position="bottom-end">
            <Popover.Target>
              <ActionIcon
                variant="subtle"
                size="2.5rem"
                aria-label={t('ui.date.calendar')}
                title={t('ui.date.calendar')}
                onClick={() => setOpen((before) => !before)}
              >
                <Icon name="calendar" size={20} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>{open && <DateCalendar value={value} onPick={pick} />}</Popover.Dropdown>
          </Popover>
        )
      }
    />
  )
}
