import { Arrived, Callout, PageHeader, Refusal, Section, Stack, useMessages } from '@gloact/ui'
import type { ReactNode } from 'react'
import type { Made } from '../worker/made.ts'
import type { Run } from '../worker/use-run.ts'
import { ResultPart } from './result-part.tsx'
import { ProblemCallout } from './problem-callout.tsx'
import { RunPart } from './run-part.tsx'

interface ToolPageProps<Step extends string> {
  readonly title: string
  readonly about: string
  /** The words on the button that begins. */
  readonly go: string
  /** What a step is called while it is done. */
  readonly stepWords: (step: Step) => string
  readonly run: Run<Made, Step>
  /** Whether what was chosen is still being read. */
  readonly reading?: boolean
  /** What is missing before it can begin; null where nothing is. */
  readonly lack: string | null
  /** What is saved is named after it. */
  readonly name: string
  readonly onGo: () => void
  /** The files and options. */
  readonly children: ReactNode
  /** What stands below the result. */
  readonly after?: ReactNode
}

/** A page that works on files of the device: files, options, a run that can be cancelled, and what it made. Nothing is sent. */
export function ToolPage<Step extends string>(props: ToolPageProps<Step>) {
  const { title, about, go, stepWords, run, reading = false, lack, name, onGo, children, after } = props
  const { t } = useMessages()
  const { progress, ended, cancel } = run
  return (
    <Stack gap="lg">
      <PageHeader title={title} about={about} />
      <Callout title={t('statistics.nothing_sent')}>{t('statistics.tool.nothing_sent_about')}</Callout>
      {children}
      <Refusal>{lack}</Refusal>
      <RunPart
        go={go}
        what={progress && stepWords(progress.step)}
        progress={progress}
        reading={reading}
        onGo={onGo}
        onCancel={cancel}
      />
      {ended !== null && (
        <Arrived>
          {ended.ok ? (
            <Stack gap="lg">
              <ResultPart made={ended.value} name={name} />
              {after}
            </Stack>
          ) : (
            <Section title={t('statistics.tool.none')}>
              <ProblemCallout problem={ended.error} />
            </Section>
          )}
        </Arrived>
      )}
    </Stack>
  )
}

/** A file’s name without its ending. */
export const nameOf = (file: File | undefined | null): string => file?.name.replace(/\.[^.]+$/, '') ?? 'table'
