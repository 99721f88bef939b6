import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Input.layer.css'
import '@mantine/core/styles/PasswordInput.layer.css'
import { PasswordInput } from '@mantine/core'
import { useMessages } from '../providers/messages.tsx'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'

export interface PasswordFieldProps extends FieldProps<string> {
  readonly autoComplete: 'current-password' | 'new-password'
  readonly name?: string
}

export function PasswordField(props: PasswordFieldProps) {
  const { t } = useMessages()
  return (
    <PasswordInput
      {...useFieldChrome(props)}
      {...(props.name === undefined ? {} : { name: props.name })}
      dir="ltr"
      autoComplete={props.autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': t('ui.field.show_password'), tabIndex: 0 }}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}
