import { Button, Dialog, Form, Row, Stack, Tag, TextField, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { newAction } from '../new-action.ts'
import { useFile } from '../reading/file-context.tsx'

/** As many letters as a label has at most: it stands in lists. */
export const LONGEST_LABEL = 40

/** What the case team calls the file among themselves. */
export function FileLabel() {
  const { t } = useMessages()
  const { file } = useFile()
  if (file.label === null) return null
  return <Tag tone="accent">{t('protection.label.shown', { label: file.label })}</Tag>
}

/** The label, changed or taken away. */
export function EditLabel({ onClose }: { onClose: () => void }) {
  const { t } = useMessages()
  const { file, record } = useFile()
  const [label, setLabel] = useState(file.label ?? '')
  const [busy, setBusy] = useState(false)
  const said = label.trim() === '' ? null : label.trim()
  const save = async () => {
    if (said === file.label) return onClose()
    setBusy(true)
    const result = await record([newAction('labelled', { label: said })])
    setBusy(false)
    if (result.ok) onClose()
  }
  return (
    <Dialog title={t('protection.label.of_file')} open onClose={onClose}>
      <Form onSubmit={() => void save()}>
        <Stack>
          <TextField
            label={t('protection.label.title')}
            help={t('protection.label.help')}
            maxLength={LONGEST_LABEL}
            value={label}
            onChange={setLabel}
          />
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('protection.label.save')}
            </Button>
            <Button kind="quiet" onPress={onClose}>
              {t('protection.panel.cancel')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Dialog>
  )
}
