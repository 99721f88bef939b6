import { ok } from '@gloact/kernel'
import { Section, Stack, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { ChosenFile } from '../parts/chosen-file.tsx'
import { TABLES } from '../parts/tables.ts'
import { nameOf, ToolPage } from '../parts/tool-page.tsx'
import type { Made } from '../worker/made.ts'
import { reportCatalogues } from '../worker/report-catalogues.ts'
import { useRun } from '../worker/use-run.ts'
import type { ComparedFiles, CompareStep, CompareTask } from './compare-task.ts'

const newWorker = (): Worker => new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' })

type Part = keyof ComparedFiles
const PARTS: readonly Part[] = ['sensitive', 'synthetic', 'control']

/** How near synthetic records are to the sensitive ones, and what an attacker would gain. */
export function ComparePage() {
  const { t, language: spoken } = useMessages()
  const [files, setFiles] = useState<Readonly<Record<Part, File | null>>>({
    sensitive: null,
    synthetic: null,
    control: null,
  })
  const [lacking, setLacking] = useState(false)
  const run = useRun<Made, CompareStep>(newWorker)
  const busy = run.progress !== null
  const compare = (): void => {
    const { sensitive, synthetic, control } = files
    setLacking(sensitive === null || synthetic === null)
    if (sensitive === null || synthetic === null) return
    void run.start({ step: 'reading', done: 0, total: 0 }, async () => {
      const language = await reportCatalogues(spoken)
      return ok({ sensitive, synthetic, control, language } satisfies CompareTask)
    })
  }
  return (
    <ToolPage
      title={t('statistics.compare.title')}
      about={t('statistics.compare.about')}
      go={t('statistics.compare.go')}
      stepWords={(step) => t(step === 'reading' ? 'statistics.reading' : `statistics.compare.step_${step}`)}
      run={run}
      lack={lacking ? t('statistics.lack.two_files') : null}
      name={nameOf(files.synthetic)}
      onGo={compare}
    >
      {PARTS.map((part) => (
        <Section
          key={part}
          title={t(`statistics.compare.file_${part}`)}
          about={t(`statistics.compare.file_${part}_about`)}
        >
          <Stack>
            <ChosenFile
              file={files[part]}
              label={t(`statistics.compare.file_${part}`)}
              choose={t(`statistics.compare.choose_${part}`)}
              accept={TABLES}
              disabled={busy}
              onFile={(file) => {
                setFiles((before) => ({ ...before, [part]: file }))
                setLacking(false)
                run.forget()
              }}
            />
          </Stack>
        </Section>
      ))}
    </ToolPage>
  )
}
