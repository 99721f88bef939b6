import { Button, LoadingState, Row } from '@gloact/ui'
import type { TaskProgress } from '../worker/run-task.ts'

interface RunPartProps {
  /** The words on the button. */
  readonly go: string
  /** What is being done; null while nothing is. */
  readonly what: string | null
  readonly progress: TaskProgress<string> | null
  /** What was chosen is still being read: what it has to be told stands above the button in a moment, and moves it. */
  readonly reading: boolean
  readonly onGo: () => void
  readonly onCancel: () => void
}

/** The button that begins, or how far what runs is, with cancel. */
export function RunPart({ go, what, progress, reading, onGo, onCancel }: RunPartProps) {
  if (progress === null || what === null) {
    return (
      <Row>
        <Button kind="primary" icon="chart" onPress={onGo} disabled={reading}>
          {go}
        </Button>
      </Row>
    )
  }
  return <LoadingState what={what} {...(progress.total > 0 && { progress })} onCancel={onCancel} />
}
