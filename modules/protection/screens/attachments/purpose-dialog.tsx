import { Button, ChoiceField, Dialog, Form, Row, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { OPENING_PURPOSES, type OpeningPurpose } from '../../domain/file/words.ts'
import { useFile } from '../reading/file-context.tsx'
import { purposesOffered } from '../reading/purposes-offered.ts'

export interface PurposeDialogProps {
  readonly onOpen: (purpose: OpeningPurpose) => void
  readonly onClose: () => void
  /** What it may be opened for; without it, what the file that is open allows. */
  readonly purposes?: readonly OpeningPurpose[]
  /** What opens, where it is not an attachment. */
  readonly words?: { readonly title: string; readonly about: string; readonly open: string }
}

/** Asks what something that says who the person is gets opened for. The answer is recorded. */
export function PurposeDialog({ onOpen, onClose, purposes, words }: PurposeDialogProps) {
  return purposes === undefined ? (
    <ForOpenFile onOpen={onOpen} onClose={onClose} {...(words && { words })} />
  ) : (
    <Ask onOpen={onOpen} onClose={onClose} purposes={purposes} {...(words && { words })} />
  )
}

function ForOpenFile(props: Omit<PurposeDialogProps, 'purposes'>) {
  const { may } = useFile()
  return <Ask {...props} purposes={purposesOffered(OPENING_PURPOSES, may)} />
}

function Ask({
  onOpen,
  onClose,
  purposes: offered,
  words,
}: PurposeDialogProps & { purposes: readonly OpeningPurpose[] }) {
  const { t } = useMessages()
  const [purpose, setPurpose] = useState<OpeningPurpose | null>(null)
  const [tried, setTried] = useState(false)
  const open = () => {
    setTried(true)
    if (purpose !== null) onOpen(purpose)
  }
  return (
    <Dialog title={words?.title ?? t('protection.attachment.purpose_title')} open onClose={onClose}>
      <Form onSubmit={open}>
        <Stack>
          <Text>{words?.about ?? t('protection.attachment.purpose_about')}</Text>
          <ChoiceField
            label={t('protection.file.identity.purpose')}
            as="radio"
            options={offered.map((value) => ({ value, label: t(`protection.file.purpose.${value}`) }))}
            value={purpose}
            error={tried && purpose === null ? t('protection.file.identity.purpose_missing') : undefined}
            onChange={(value) => setPurpose(offered.find((one) => one === value) ?? null)}
          />
          <Row>
            <Button kind="primary" type="submit" icon="eye">
              {words?.open ?? t('protection.attachment.open')}
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
