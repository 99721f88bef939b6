import { createContext, type ReactNode, use, useCallback, useRef, useState } from 'react'
import { laterComponent } from '../providers/later.ts'

export interface Question {
  readonly title: string
  readonly body: ReactNode
  readonly confirm: string
  readonly danger?: boolean
}

const ConfirmDialog = laterComponent(() => import('./confirm-dialog.tsx').then((file) => file.ConfirmDialog))

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

/** Asks before something that cannot be undone: `if (await confirm({ … })) …` */
export function useConfirm(): Ask {
  const ask = use(ConfirmContext)
  if (!ask) throw new Error('useConfirm is used outside ConfirmProvider')
  return ask
}
