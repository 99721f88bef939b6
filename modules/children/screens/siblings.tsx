import { useQueryClient } from '@tanstack/react-query'
import { labelOf } from '@gloact/codes'
import { Button, Callout, Card, FileNumber, Link, Row, Stack, Tag, Text, useClient } from '@gloact/ui'
import { StepForm, type StepToSend } from '@gloact/ui/request'
import { useState } from 'react'
import { endLink, linkFiles, type KinShown, type SiblingShown } from '../contract/siblings.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { gapsOfProblem } from './gaps.tsx'
import { useNow } from './use-now.ts'

/** Brothers and sisters who have files of their own, whether they live together, and how one more is linked. */
export function Siblings({
  fileId,
  siblings,
  kin,
}: {
  fileId: string
  siblings: readonly SiblingShown[]
  kin: readonly KinShown[]
}) {
  const { t } = useChildrenWords()
  const [open, setOpen] = useState(false)
  return (
    <Stack gap="sm">
      {siblings.some(({ together }) => together === 'no') && (
        <Callout tone="notice" title={t('children.siblings.apart')}>
          {t('children.siblings.apart_about')}
        </Callout>
      )}
      {siblings.length + kin.length === 0 && <Text tone="quiet">{t('children.siblings.none')}</Text>}
      {siblings.map((sibling) => (
        <One key={sibling.id} sibling={sibling} />
      ))}
      {kin.map((one) => (
        <Elsewhere key={one.id} kin={one} />
      ))}
      <Row>
        <Button expanded={open} onPress={() => setOpen(!open)}>
          {t('children.file_link.step.link')}
        </Button>
      </Row>
      {open && (
        <Card title={t('children.file_link.step.link')}>
          <NewLink fileId={fileId} onDone={() => setOpen(false)} />
        </Card>
      )}
    </Stack>
  )
}

/** One in another agency's care: nothing of that file but what both agencies wrote to each other. */
function Elsewhere({ kin }: { kin: KinShown }) {
  const { t, language, number } = useChildrenWords()
  const label = (list: string, code: string) => labelOf(CHILDREN_LISTS[list]!, code, language)
  return (
    <Card>
      <Row justify="between">
        <Link to={`/children/records/kin/${kin.id}`}>
          <FileNumber>{number(kin.number)}</FileNumber>
        </Link>
        <Tag>{t('children.kin.with', { agency: kin.agency })}</Tag>
      </Row>
      <Text>{`${label('children_kin', kin.relation)}. ${label('children_kin_shown', kin.shownBy)}.`}</Text>
    </Card>
  )
}

function One({ sibling }: { sibling: SiblingShown }) {
  const { t, language } = useChildrenWords()
  const [ending, setEnding] = useState(false)
  const client = useClient()
  const take = useTaken()
  const label = (list: string, code: string) => labelOf(CHILDREN_LISTS[list]!, code, language)
  const end = ({ id, happenedAt, answers }: StepToSend) =>
    take(() => client.call(endLink, { params: { requestId: sibling.id }, body: { id, happenedAt, answers } }))
  return (
    <Card>
      <Row justify="between">
        <Link to={`/children/files/${sibling.fileId}`}>
          <FileNumber>{sibling.number}</FileNumber>
        </Link>
        <Tag tone={sibling.together === 'no' ? 'notice' : 'neutral'}>
          {t(`children.siblings.together.${sibling.together}`)}
        </Tag>
      </Row>
      <Text>{`${label('children_kin', sibling.relation)}. ${label('children_kin_shown', sibling.shownBy)}.`}</Text>
      <Row>
        <Button
          expanded={ending}
          label={`${t('children.file_link.step.end')}: ${sibling.number}`}
          onPress={() => setEnding(!ending)}
        >
          {t('children.file_link.step.end')}
        </Button>
      </Row>
      {ending && (
        <Step name={`end.${sibling.id}`} step="end" form="file_link_end" onTake={end} onDone={() => setEnding(false)} />
      )}
    </Card>
  )
}

function NewLink({ fileId, onDone }: { fileId: string; onDone: () => void }) {
  const client = useClient()
  const take = useTaken()
  const link = ({ id, happenedAt, answers }: StepToSend, linkId: string) =>
    take(() => client.call(linkFiles, { params: { fileId }, body: { id, linkId, happenedAt, answers } }))
  return <Step name="link" step="link" form="file_link" onTake={link} onDone={onDone} />
}

interface StepProps {
  readonly name: string
  readonly step: string
  readonly form: string
  readonly onTake: Parameters<typeof StepForm>[0]['onTake']
  readonly onDone: () => void
}

function Step({ name, step, form, onTake, onDone }: StepProps) {
  const { t } = useChildrenWords()
  const now = useNow()
  return (
    <StepForm
      name={name}
      step={step}
      form={CHILDREN_FORMS[form]}
      codeLists={CHILDREN_LISTS}
      now={now}
      onTake={onTake}
      problemText={(problem) => gapsOfProblem(problem, t('children.gate.refused'))}
      onDone={onDone}
    />
  )
}

/** Sends, and has the pages that show it read again. */
function useTaken() {
  const queries = useQueryClient()
  return async <Problem,>(
    send: () => Promise<{ ok: true } | { ok: false; error: Problem }>,
  ): Promise<Problem | null> => {
    const sent = await send()
    if (!sent.ok) return sent.error
    await queries.invalidateQueries({ queryKey: CHILDREN_KEYS.all })
    return null
  }
}
