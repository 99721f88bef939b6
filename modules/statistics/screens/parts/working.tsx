import { LoadingState, Progress, Stack } from '@gloact/ui'

interface WorkingProps {
  readonly what: string
  /** How far it is, where that is known. */
  readonly progress?: { readonly done: number; readonly total: number } | undefined
  readonly onCancel: () => void
}

/** What a worker is doing, how far it is, and a way out. */
export function Working({ what, progress, onCancel }: WorkingProps) {
  return (
    <Stack>
      {progress && <Progress label={what} {...progress} />}
      <LoadingState what={what} onCancel={onCancel} />
    </Stack>
  )
}
