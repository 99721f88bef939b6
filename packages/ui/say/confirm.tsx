import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react'
import { Dialog } from '../layout/dialog.tsx'
import { Row, Stack } from '../layout/layout.tsx'
import { useMessages } from '../providers/messages.tsx'
import { Button } from '../press/button.tsx'

export interface ConfirmDialogProps {
  readonly open: boolean
  readonly title: string
  /** What follows from going on, and that it cannot be taken back where that is so. */
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

export interface Question {
  readonly title: string
  readonly body: ReactNode
  readonly confirm: string
  readonly danger?: boolean
}

type Ask = (question: Question) => Promise<boolean>

const ConfirmContext = createContext<Ask | null>(null)

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null)
  const [open, setOpen] = useState(false)
  const settle = useRef<(answer: boolean) => void>(() => {})

  const ask = useCallback<Ask>((asked) => {
    settle.current(false)
    setQuestion(asked)
    setOpen(true)
    return new Promise((resolve) => {
      settle.current = resolve
    })
  }, [])
  const answer = (given: boolean) => {
    setOpen(false)
    settle.current(given)
  }

  return (
    <ConfirmContext value={ask}>
      {children}
      {question && (
        <ConfirmDialog
          open={open}
          title={question.title}
          confirm={question.confirm}
          danger={question.danger ?? false}
          onConfirm={() => answer(true)}
          onCancel={() => answer(false)}
        >
          {question.body}
        </ConfirmDialog>
      )}
    </ConfirmContext>
  )
}

/** Asks before something that cannot be taken back: `if (await confirm({ … })) …` */
export function useConfirm(): Ask {
  const ask = use(ConfirmContext)
  if (!ask) throw new Error('useConfirm is used outside ConfirmProvider')
  return ask
}
