import { Button, Callout, CopyText, Row, saveFile, Section, Stack, Text, useMessages } from '@gloact/ui'
import type { Result } from '@gloact/kernel'
import { useState } from 'react'
import { ProblemCallout } from '../parts/problem-callout.tsx'
import { runTask } from '../worker/run-task.ts'
import type { TaskProblem } from '../worker/task.ts'
import type { EncodeTask, MadePair } from './encode-task.ts'

/** Makes an agency’s keys for an agreement that is to name them: the file is saved, the public part is shown. */
export function PairPart({ newWorker }: { readonly newWorker: () => Worker }) {
  const { t } = useMessages()
  const [made, setMade] = useState<Result<MadePair, TaskProblem> | null>(null)
  const make = async (): Promise<void> => {
    const task: EncodeTask = { kind: 'pair' }
    const pair = await runTask<MadePair, string>(newWorker, task, { signal: new AbortController().signal })
    if (pair.ok) saveFile(new Blob([pair.value.file], { type: 'application/json' }), 'agency.keys')
    setMade(pair)
  }
  return (
    <Section title={t('statistics.pair.title')} about={t('statistics.pair.about')}>
      <Stack>
        <Row>
          <Button icon="download" onPress={() => void make()}>
            {t('statistics.pair.go')}
          </Button>
        </Row>
        {made?.ok === true && (
          <Callout
            title={t('statistics.pair.public')}
            actions={<CopyText text={made.value.publicKey} label={t('statistics.pair.copy')} />}
          >
            <Text as="div">
              <bdi dir="ltr">{made.value.publicKey}</bdi>
            </Text>
          </Callout>
        )}
        {made?.ok === false && <ProblemCallout problem={made.error} />}
      </Stack>
    </Section>
  )
}
