import type { Result } from '@gloact/kernel'
import { LoadingState, Section, Stack, Text, useMessages } from '@gloact/ui'
import type { ReactNode } from 'react'
import type { TaskProblem } from '../worker/task.ts'
import { ChosenFile } from './chosen-file.tsx'
import { ProblemCallout } from './problem-callout.tsx'

interface ReadPartProps<Value> {
  readonly title: string
  readonly about: string
  readonly label: string
  readonly choose: string
  readonly accept: string
  readonly file: File | null
  readonly read: Result<Value, TaskProblem> | undefined
  /** What else is needed before it is read, where something is. */
  readonly waits?: string | undefined
  readonly disabled: boolean
  readonly onFile: (file: File | null) => void
  /** What was read, for people to look at. */
  readonly show: (value: Value) => ReactNode
}

/** A file to choose that is read as soon as it is. */
export function ReadPart<Value>(props: ReadPartProps<Value>) {
  const { title, about, label, choose, accept, file, read, waits, disabled, onFile, show } = props
  const { t } = useMessages()
  return (
    <Section title={title} about={about}>
      <Stack>
        <ChosenFile file={file} label={label} choose={choose} accept={accept} disabled={disabled} onFile={onFile} />
        {file !== null && waits !== undefined && <Text tone="quiet">{waits}</Text>}
        {file !== null && waits === undefined && read === undefined && <LoadingState what={t('statistics.reading')} />}
        {read !== undefined && (read.ok ? show(read.value) : <ProblemCallout problem={read.error} />)}
      </Stack>
    </Section>
  )
}
