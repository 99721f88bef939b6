import kernelUrl from '@gloact/linkage/kernel/dice-join.wasm?url'
import { err, ok, type Result } from '@gloact/kernel'
import {
  Arrived,
  Button,
  Callout,
  LoadingState,
  PageHeader,
  Refusal,
  Row,
  Section,
  Stack,
  useMessages,
} from '@gloact/ui'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { ReadPart } from '../parts/read-part.tsx'
import { TABLES } from '../parts/tables.ts'
import type { TaskProblem } from '../worker/task.ts'
import { useRun } from '../worker/use-run.ts'
import { useTask } from '../worker/use-task.ts'
import { AgreementTerms } from './agreement-terms.tsx'
import { AttackReport } from './attack-report.tsx'
import { EncodedPart } from './encoded-part.tsx'
import type { Encoded, EncodeProblem, EncodeStep, EncodeTask, ReadAgreement, ReadList } from './encode-task.ts'
import { ListLooked, missingColumns } from './list-looked.tsx'
import { ProblemCallout } from '../parts/problem-callout.tsx'
import { PairPart } from './pair-part.tsx'
import { NO_SECRET, OwnKeysPart, SecretPart, type SecretGiven } from './secret-part.tsx'

const newWorker = (): Worker => new Worker(new URL('./encode-worker.ts', import.meta.url), { type: 'module' })

/**
 * Encodes an agency’s list for private linkage: everything happens in workers of this page, which can fetch nothing. What
 * was chosen, the secret among it, is held while the page stands.
 */
export function EncodePage() {
  const { t } = useMessages()
  const [agreement, setAgreement] = useState<File | null>(null)
  const [list, setList] = useState<File | null>(null)
  const [secret, setSecret] = useState(NO_SECRET)
  const [own, setOwn] = useState<File | null>(null)
  const [lack, setLack] = useState<string | null>(null)
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set())
  const kernel = useKernel()
  const { progress, ended, start, cancel, forget } = useRun<Encoded, EncodeStep>(newWorker)
  const terms = useTask<ReadAgreement>(
    newWorker,
    useMemo(() => agreement && ({ kind: 'agreement', agreement } satisfies EncodeTask), [agreement]),
  )
  const agreed = terms?.ok === true
  const sealed = agreed && terms.value.keys !== null
  const look = useTask<ReadList>(
    newWorker,
    useMemo(
      () => (agreed && agreement && list ? ({ kind: 'list', agreement, list } satisfies EncodeTask) : null),
      [agreed, agreement, list],
    ),
  )

  /** Whatever is chosen again, what was made before does not belong to it. */
  const changed = <Value,>(set: (value: Value) => void) => {
    return (value: Value): void => {
      setLack(null)
      forget()
      set(value)
    }
  }
  const encode = async (): Promise<void> => {
    const lacking = whatLacks({ terms, list, look, secret, own })
    setLack(lacking)
    forget()
    setSaved(new Set())
    if (lacking !== null || agreement === null || list === null) return
    const made = await start({ step: 'encoding', done: 0, total: 1 }, async () => {
      const bytes = await kernel()
      if (bytes === null) return err({ code: 'kernel_missing' })
      const given = secret.file ?? secret.text
      return ok({
        kind: 'encode',
        agreement,
        list,
        secret: given,
        own: sealed ? own : null,
        kernel: bytes,
      } satisfies EncodeTask)
    })
    // It is needed no longer, and anyone who passes the screen need not see it.
    if (made) {
      setSecret(NO_SECRET)
      setOwn(null)
    }
  }
  const again = (): void => {
    setAgreement(null)
    setList(null)
    setSecret(NO_SECRET)
    setOwn(null)
    forget()
  }
  const busy = progress !== null
  const reading = (agreement !== null && terms === undefined) || (agreed && list !== null && look === undefined)
  return (
    <Stack gap="lg">
      <PageHeader title={t('statistics.encode.title')} about={t('statistics.encode.about')} />
      <Callout title={t('statistics.nothing_sent')}>{t('statistics.nothing_sent_about')}</Callout>
      <ReadPart
        title={t('statistics.agreement.title')}
        about={t('statistics.agreement.about')}
        label={t('statistics.agreement.label')}
        choose={t('statistics.agreement.choose')}
        accept=".json,application/json"
        file={agreement}
        read={terms}
        disabled={busy}
        onFile={changed(setAgreement)}
        show={(read) => <AgreementTerms terms={read} />}
      />
      <ReadPart
        title={t('statistics.list.title')}
        about={t('statistics.list.about')}
        label={t('statistics.list.label')}
        choose={t('statistics.list.choose')}
        accept={TABLES}
        file={list}
        read={look}
        waits={agreed ? undefined : t('statistics.list.waits')}
        disabled={busy}
        onFile={changed(setList)}
        show={(read) => <ListLooked list={read} />}
      />
      {ended?.ok !== true && <SecretPart secret={secret} disabled={busy} onSecret={changed(setSecret)} />}
      {ended?.ok !== true && sealed && <OwnKeysPart file={own} disabled={busy} onFile={changed(setOwn)} />}
      {progress !== null && (
        <LoadingState
          what={t(`statistics.encode.${progress.step}`)}
          {...(progress.step === 'encoding' && { progress })}
          onCancel={cancel}
        />
      )}
      <Refusal>{lack !== null && t(`statistics.lack.${lack}`)}</Refusal>
      {!busy && ended?.ok !== true && (
        <Row>
          <Button kind="primary" icon="lock" onPress={() => void encode()} disabled={reading}>
            {t('statistics.encode.go')}
          </Button>
        </Row>
      )}
      {ended !== null && (
        <Arrived key={String(ended.ok)}>
          {ended.ok ? (
            <EncodedPart
              encoded={ended.value}
              name={list?.name.replace(/\.[^.]+$/, '') ?? 'list'}
              saved={saved}
              onSaved={(which) => setSaved(new Set([...saved, which]))}
              onAgain={again}
            />
          ) : (
            <Refused problem={ended.error} records={look?.ok ? look.value.records : 0} />
          )}
        </Arrived>
      )}
      {agreement === null && <PairPart newWorker={newWorker} />}
    </Stack>
  )
}

interface Given {
  readonly terms: Result<ReadAgreement, TaskProblem> | undefined
  readonly list: File | null
  readonly look: Result<ReadList, TaskProblem> | undefined
  readonly secret: SecretGiven
  readonly own: File | null
}

/** What is still needed before anything can be encoded. */
function whatLacks({ terms, list, look, secret, own }: Given): 'agreement' | 'list' | 'secret' | 'own' | null {
  if (terms?.ok !== true || terms.value.expired) return 'agreement'
  if (list === null || look?.ok !== true || missingColumns(look.value).length > 0) return 'list'
  if (secret.file === null && secret.text === '') return 'secret'
  return own === null && terms.value.keys !== null ? 'own' : null
}

/** The bytes of the join kernel, asked for when the page opens: from then on nothing has to be fetched. */
function useKernel(): () => Promise<ArrayBuffer | null> {
  const fetched = useRef<ArrayBuffer | null>(null)
  const get = useCallback(async () => (fetched.current ??= await fetchKernel()), [])
  useEffect(() => {
    // Without a connection it is asked for again when it is needed.
    void get()
  }, [get])
  return get
}

/** Null where there is no connection, or the server does not give it. */
async function fetchKernel(): Promise<ArrayBuffer | null> {
  try {
    const answer = await fetch(kernelUrl)
    return answer.ok ? await answer.arrayBuffer() : null
  } catch (error) {
    // What `fetch` says of every connection that fails.
    if (error instanceof TypeError) return null
    throw error
  }
}

function Refused({ problem, records }: { readonly problem: EncodeProblem; readonly records: number }) {
  const { t } = useMessages()
  return (
    <Section title={t('statistics.refused')}>
      <Stack>
        <ProblemCallout problem={problem} />
        {problem.report && <AttackReport report={problem.report} records={records} />}
      </Stack>
    </Section>
  )
}
