import type { FileAnswer } from '@gloact/forms'
import { useState } from 'react'
import { Row } from '../layout/layout.tsx'
import { fileText } from '../form/answer-text.ts'
import { Button } from '../press/button.tsx'
import { useMessages } from '../providers/messages.tsx'
import { FieldGroup } from './field-chrome.tsx'
import type { FieldProps } from './field.ts'
import { FilePicker } from './file-picker.tsx'

/** Where documents that answer a field are sent, and opened. */
export interface FileSource {
  /** Sends a document for a field; the answer that it is from now on, or in words why it was not taken. */
  readonly send: (
    field: string,
    file: File,
  ) => Promise<{ readonly ok: true; readonly answer: FileAnswer } | { readonly ok: false; readonly problem: string }>
  /** Opens a document that is recorded. */
  readonly open: (answer: FileAnswer) => void
}

interface DocumentFieldProps extends FieldProps<FileAnswer | null> {
  readonly field: string
  readonly source: FileSource | undefined
}

/** A document to choose: it is sent at once, and is the answer when it has arrived. */
export function DocumentField({ label, help, error, required, value, onChange, field, source }: DocumentFieldProps) {
  const messages = useMessages()
  const { t } = messages
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (file: File) => {
    if (!source) return
    setBusy(true)
    setProblem(null)
    const sent = await source.send(field, file)
    setBusy(false)
    if (sent.ok) onChange(sent.answer)
    else setProblem(sent.problem)
  }
  return (
    <FieldGroup label={label} help={help} error={problem ?? error} required={required ?? false}>
      {value === null ? (
        <FilePicker
          label={typeof label === 'string' ? label : t('ui.file.choose')}
          choose={t(busy ? 'ui.file.sending' : 'ui.file.choose')}
          accept={ACCEPTED}
          disabled={busy || source === undefined}
          onFiles={([file]) => file && void send(file)}
        />
      ) : (
        <Row>
          <bdi>{fileText(value, messages)}</bdi>
          <Button kind="quiet" size="sm" onPress={() => onChange(null)}>
            {t('ui.file.remove')}
          </Button>
        </Row>
      )}
    </FieldGroup>
  )
}

/** What people may choose from; what it is in truth is told by its content, on the server. */
const ACCEPTED = 'image/jpeg,image/png,image/webp,audio/*,application/pdf,text/plain,.docx,.xlsx,.odt,.ods'
