import '@mantine/core/styles/Input.layer.css'
import { TextInput } from '@mantine/core'
import { normalisePhone } from '@gloact/forms'
import { useMessages } from '../providers/messages.tsx'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'

export interface PhoneFieldProps extends FieldProps<string | null> {
  /** The calling code of the country (`961`), for numbers written without one. */
  readonly callingCode?: string
}

/** A phone number; brought into international form when the field is left. */
export function PhoneField(props: PhoneFieldProps) {
  const { value, onChange, callingCode } = props
  const { t } = useMessages()
  return (
    <TextInput
      {...useFieldChrome({ ...props, help: props.help ?? t('ui.phone.help') })}
      type="tel"
      inputMode="tel"
      dir="ltr"
      autoComplete="off"
      maw="22rem"
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      onBlur={() => {
        if (value === null) return
        const normal = normalisePhone(value, callingCode)
        if (normal !== value) onChange(normal === '' ? null : normal)
      }}
    />
  )
}
