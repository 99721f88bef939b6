import { asPlainDate, isPlainDate, newId, type PartialDate } from '@gloact/kernel'
import { applyInstructions, readInstructions, type ReadInstruction } from '@gloact/law/amend'
import {
  Button,
  DateField,
  EmptyState,
  Form,
  PageHeader,
  Refusal,
  Row,
  Stack,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { amendLaw } from '../contract/amendments.ts'
import type { LawEntry, LawTextView } from '../contract/laws.ts'
import { Asked, useRefusal } from './asked.tsx'
import { ChooseText } from './choose-text.tsx'
import { InstructionForm } from './instruction-form.tsx'
import { lawTextOf } from './law-text.ts'
import { Outcomes } from './outcomes.tsx'
import { useLaws, useLawText, useRenew } from './queries.ts'

/** Amends a law by another: every instruction is seen, with the words before and after, before the next text is kept. */
export function AmendPage() {
  const { expressionId = '' }: { expressionId?: string } = useParams({ strict: false })
  const laws = useLaws()
  return (
    <Asked query={useLawText(expressionId)}>
      {(text) => <Asked query={laws}>{({ items }) => <Amend key={text.id} text={text} laws={items} />}</Asked>}
    </Asked>
  )
}

function Amend({ text, laws }: { text: LawTextView; laws: readonly LawEntry[] }) {
  const { t, formatDate } = useMessages()
  const texts = laws
    .filter(({ id, madeOn }) => id !== text.law.id && madeOn >= text.law.madeOn)
    .flatMap(({ title, expressions }) => expressions.map((one) => ({ ...one, title })))
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <>
      <PageHeader
        title={t('legislation.amend')}
        about={t('legislation.amend_about', { title: text.law.title, when: formatDate(text.validFrom) })}
        back={{ to: `/legislation/texts/${text.id}`, label: text.law.title }}
      />
      {texts.length === 0 ? (
        <EmptyState
          icon="book"
          title={t('legislation.no_amending')}
          action={<Button to="/legislation/import">{t('legislation.import')}</Button>}
        />
      ) : (
        <Stack>
          <ChooseText label={t('legislation.amending_law')} texts={texts} value={chosen} onChange={setChosen} />
          {chosen !== null && <ByText key={chosen} text={text} amendingId={chosen} />}
        </Stack>
      )}
    </>
  )
}

const ByText = ({ text, amendingId }: { text: LawTextView; amendingId: string }) => (
  <Asked query={useLawText(amendingId)}>{(amending) => <Preview text={text} amending={amending} />}</Asked>
)

function Preview({ text, amending }: { text: LawTextView; amending: LawTextView }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const { go } = useNavigation()
  const [ids] = useState(() => ({ id: newId(), afterId: newId() }))
  const [inForceOn, setInForceOn] = useState<PartialDate | null>(amending.validFrom as string as PartialDate)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [instructions, setInstructions] = useState<readonly ReadInstruction[]>(() =>
    readInstructions(lawTextOf(amending)),
  )
  const [editing, setEditing] = useState<number | null>(null)
  const outcomes = useMemo(() => applyInstructions(lawTextOf(text), instructions).outcomes, [text, instructions])
  const replace = (index: number, by: readonly ReadInstruction[]) => {
    setEditing(null)
    setInstructions(instructions.toSpliced(index, 1, ...by))
  }
  const keep = async () => {
    if (inForceOn === null || !isPlainDate(inForceOn)) return setProblem(t('legislation.dates_missing'))
    setBusy(true)
    const kept = await client.call(amendLaw, {
      params: { lawId: text.law.id },
      body: {
        ...ids,
        beforeId: text.id,
        amendingId: amending.id,
        inForceOn: asPlainDate(inForceOn),
        instructions: instructions.map(({ action, at, words, old }) => ({ action, at, words, old })),
      },
    })
    setBusy(false)
    if (!kept.ok) return setProblem(refusal(kept.error))
    await renew()
    go(`/legislation/texts/${ids.afterId}`)
  }
  if (instructions.length === 0) return <EmptyState icon="book" title={t('legislation.no_instructions')} />
  return (
    <Stack>
      <Outcomes
        outcomes={outcomes.map(({ instruction: { action, at }, ...outcome }, index) => ({
          ...outcome,
          action,
          at,
          problem:
            outcome.problem !== null && instructions[index]?.understood === false ? 'not_understood' : outcome.problem,
        }))}
        sources={instructions.map(({ source }) => source)}
        actions={(index, title) => (
          <>
            <Button label={`${t('legislation.edit')}: ${title}`} onPress={() => setEditing(index)}>
              {t('legislation.edit')}
            </Button>
            <Button kind="quiet" label={`${t('legislation.leave_out')}: ${title}`} onPress={() => replace(index, [])}>
              {t('legislation.leave_out')}
            </Button>
          </>
        )}
        instead={(index) => {
          const instruction = instructions[index]
          return (
            index === editing &&
            instruction && (
              <InstructionForm
                instruction={instruction}
                onSave={(saved) => replace(index, [{ ...saved, source: instruction.source, understood: true }])}
                onCancel={() => setEditing(null)}
              />
            )
          )
        }}
      />
      <Form onSubmit={() => void keep()}>
        <Stack>
          <DateField
            label={t('legislation.valid_from')}
            precision="day"
            required
            value={inForceOn}
            onChange={setInForceOn}
          />
          <Refusal>{problem}</Refusal>
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t('legislation.keep_amended')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Stack>
  )
}
