import '@mantine/core/styles/Input.layer.css'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'
import { readTime } from './time-text.ts'
import { useWrongInput } from './wrong-input.tsx'

/**
 * A time of day, `09:30` of 24 hours; null where none is given. Typed as people type it and corrected when left. What is no
 * time is handed on as none, said, and held back by the form around it.
 */
export function TimeField(props: FieldProps<string | null>) {
  const { t } = useMessages()
  const { value, onChange } = props
  const [typed, setTyped] = useState(value ?? '')
  // What was set from outside is shown; what is being typed stays as it is.
  const shown = readTime(typed) === value ? typed : (value ?? typed)
  const wrong = shown.trim() !== '' && readTime(shown) === null
  useWrongInput(wrong)
  return (
    <TextInput
      {...useFieldChrome(wrong ? { ...props, error: t('ui.time.invalid') } : props)}
      autoComplete="off"
      maxLength={20}
      maw="9rem"
      attributes={{ input: { dir: 'auto' } }}
      value={shown}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        onChange(readTime(text))
      }}
      onBlur={() => setTyped(value ?? typed)}
    />
  )
}
