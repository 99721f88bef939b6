import type { ReactNode } from 'react'
import { Dialog } from '../layout/dialog.tsx'
import { Row, Stack } from '../layout/layout.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Button } from '../press/button.tsx'

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly title: string
  /** What follows from going on, and that it cannot be undone where that is so. */
  readonly children: ReactNode
  /** The verb: "Close the file". Never "OK". */
  readonly confirm: string
  readonly danger?: boolean
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirm, danger = false, busy = false, onConfirm, onCancel } = props
  const { t } = useMessages()
  return (
    <Dialog title={title} open={open} onClose={onCancel} size="sm">
      <Stack>
        <div>{children}</div>
        <Row justify="end">
          <Button kind="quiet" onPress={onCancel}>
            {t('ui.cancel')}
          </Button>
          <Button kind={danger ? 'danger' : 'primary'} busy={busy} onPress={onConfirm}>
            {confirm}
          </Button>
        </Row>
      </Stack>
    </Dialog>
  )
}
