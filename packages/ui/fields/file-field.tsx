import '@mantine/core/styles/CloseButton.layer.css'
import '@mantine/core/styles/Input.layer.css'
import { FileInput } from '@mantine/core'
import { useMessages } from '../providers/messages.tsx'
import { Icon } from '../show/icon.tsx'
import type { FieldProps } from './field.ts'
import { useFieldChrome } from './field-chrome.tsx'

export interface FileFieldProps extends FieldProps<File | null> {
  /** As the browser takes it: `.csv,.xlsx`. */
  readonly accept?: string
}

export function FileField(props: FileFieldProps) {
  const { t } = useMessages()
  return (
    <FileInput
      {...useFieldChrome(props)}
      // What opens the browser's dialog is a button, and a button cannot be required; the label says that it is.
      aria-required={undefined}
      {...(props.accept === undefined ? {} : { accept: props.accept })}
      leftSection={<Icon name="upload" />}
      placeholder={t('ui.file.choose')}
      clearable
      clearButtonProps={{ 'aria-label': t('ui.file.remove') }}
      maw="32rem"
      value={props.value}
      onChange={props.onChange}
    />
  )
}
