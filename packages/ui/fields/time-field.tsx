import '@mantine/core/styles/Input.layer.css'
import { TextInput } from '@mantine/core'
import { asciiDigits } from '@gloact/kernel'
import { useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'
import { readTime } from './time-text.ts'

/** A time of day, `09:30` of 24 hours; null where none is given. Typed as people type it and put right when left. */
export function TimeField(props: FieldProps<string | null>) {
  const { t } = useMessages()
  const { value, onChange } = props
  const [typed, setTyped] = useState(value ?? '')
  // What was set from outside is shown; what is being typed stays as it is.
  const shown = readTime(typed) === value ? typed : (value ?? typed)
  const wrong = typed.trim() !== '' && readTime(typed) === null && value === null
  return (
    <TextInput
      {...useFieldChrome(wrong && !props.error ? { ...props, error: t('ui.time.invalid') } : props)}
      inputMode="numeric"
      autoComplete="off"
      placeholder="09:30"
      maxLength={5}
      maw="9rem"
      attributes={{ input: { dir: 'ltr' } }}
      value={shown}
      onChange={(event) => {
        const text = asciiDigits(event.currentTarget.value)
        setTyped(text)
        onChange(readTime(text))
      }}
      onBlur={() => setTyped(value ?? typed)}
    />
  )
}
