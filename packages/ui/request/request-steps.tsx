import type { FormDefinition } from '@gloact/forms'
import { asInstant } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import { useState } from 'react'
import { FormRenderer } from '../form/form-renderer.tsx'
import { useKeptAnswers } from '../form/kept-answers.ts'
import { Card, Row, Stack } from '../layout/layout.tsx'
import { Section } from '../layout/page-header.tsx'
import { Text } from '../layout/text.tsx'
import { Button } from '../press/button.tsx'
import { useTypedNames } from '../providers/drafts.tsx'
import { useMessages } from '../providers/messages.tsx'
import { useNavigation } from '../providers/navigation.tsx'
import { Callout } from '../show/callout.tsx'
import type { RequestPageProps } from './request-props.ts'
import { StepForm, type StepFormProps } from './step-form.tsx'

interface StepsProps extends RequestPageProps {
  /** A party's agency, or what the party is. */
  readonly party: (name: string) => string
}

/** The name under which what is typed for a step is kept on its request's page. */
const nameOf = ({ request }: Pick<RequestPageProps, 'request'>, step: string): string => `${request.id}.${step}`

/** What can be done now, with its form; and what only somebody else can. What was left unsent here is open. */
export function RequestSteps(props: StepsProps) {
  const { kind, request, forms = {}, apart = {} } = props
  const { t, formatList } = useMessages()
  const { path } = useNavigation()
  const unsent = useTypedNames(path)
  // Undefined: nothing was pressed yet.
  const [pressed, setPressed] = useState<string | null>()
  const chosen =
    pressed === undefined ? Object.keys(kind.steps).find((step) => unsent?.includes(nameOf(props, step))) : pressed
  const inPart = props.inPart ?? {}
  const open = request.open.filter(({ barredBy }) => barredBy === undefined)
  const free = open.filter(({ step: name }) => !Object.values(inPart).includes(name))
  const part = (name: string) => open.find(({ step: each }) => each === inPart[name])
  const step = free.find(({ step: name }) => name === chosen)
  const overtaken =
    chosen !== undefined && chosen !== null && !step && apart[chosen] === undefined ? (
      <Overtaken key={chosen} {...props} step={chosen} onDone={() => setPressed(null)} />
    ) : null
  // Where nothing is left to do, as at most ends, nothing is said but what is not theirs to do.
  if (request.open.length === 0) {
    return overtaken ?? (request.turn === null ? null : <Text tone="quiet">{t('records.nothing_open')}</Text>)
  }
  return (
    <Section title={t('records.steps')}>
      <Stack>
        <Row>
          {free.map(({ step: name }, index) => (
            <Button
              key={name}
              kind={index === 0 ? 'primary' : 'secondary'}
              expanded={name === chosen}
              onPress={() => setPressed(name === chosen ? null : name)}
            >
              {t(requestWords.step(kind.kind, name))}
            </Button>
          ))}
        </Row>
        {step && (
          <Card title={t(requestWords.step(kind.kind, step.step))}>
            {apart[step.step] ?? (
              <StepForm
                // Whatever others record meanwhile, what is being typed stays.
                key={step.step}
                {...props}
                name={nameOf(props, step.step)}
                step={step.step}
                form={step.needs === undefined ? undefined : forms[step.needs]}
                part={partOf(part(step.step), forms, kind.kind)}
                recorded={request.steps.map(({ id }) => id)}
                meanwhile={(seen) => <Meanwhile {...props} seen={seen} />}
                // What was opened while the answer was on its way stays open.
                onDone={() => setPressed((now) => (now === undefined || now === step.step ? null : now))}
              />
            )}
          </Card>
        )}
        {overtaken}
        {(['second_person', 'not_permitted'] as const).map((bar) => {
          const barred = request.open.filter(({ barredBy }) => barredBy === bar)
          return barred.length === 0 ? null : (
            <Text key={bar} tone="quiet">
              {t(`records.barred.${bar}`, {
                steps: formatList(barred.map(({ step: name }) => t(requestWords.step(kind.kind, name)))),
              })}
            </Text>
          )
        })}
      </Stack>
    </Section>
  )
}

/** The step that records what is written as far as it is, with its form. */
const partOf = (
  part: RequestPageProps['request']['open'][number] | undefined,
  forms: Readonly<Record<string, FormDefinition>>,
  kind: string,
): StepFormProps['part'] =>
  part && {
    step: part.step,
    form: part.needs === undefined ? undefined : forms[part.needs],
    label: requestWords.step(kind, part.step),
  }

/** What others recorded while something was being written: who, what and when. Nothing where nobody did. */
function Meanwhile({ kind, request, party, staffName, seen }: StepsProps & { readonly seen: readonly string[] }) {
  const { t, formatInstant } = useMessages()
  const since = request.steps.filter(({ id }) => !seen.includes(id))
  if (since.length === 0) return null
  return (
    <Callout tone="notice" urgent title={t('records.meanwhile')}>
      {since.map(({ id, step, by, party: of, happenedAt }) => (
        <Text key={id}>
          {t('records.meanwhile.step', {
            step: t(requestWords.taken(kind.kind, step)),
            who: (by === null ? undefined : staffName?.(by)) ?? party(of),
            when: formatInstant(asInstant(happenedAt)),
          })}
        </Text>
      ))}
      <Text>{t('records.meanwhile.about')}</Text>
    </Callout>
  )
}

/** What was typed for a step that can no longer be taken: to read and copy until it is given up. */
function Overtaken(props: StepsProps & { readonly step: string; readonly onDone: () => void }) {
  const { kind, forms = {}, codeLists = {}, references, step, onDone } = props
  const { t } = useMessages()
  const { answers, beside, typed } = useKeptAnswers<{ readonly seen: readonly string[] }>(nameOf(props, step))
  const form = forms[kind.steps[step]?.needs ?? '']
  if (!typed.ready || !typed.isTyped || !form) return null
  return (
    <Card title={t(requestWords.step(kind.kind, step))}>
      <Stack>
        <Callout tone="notice" urgent title={t('records.overtaken')}>
          {t('records.overtaken.about')}
        </Callout>
        <Meanwhile {...props} seen={beside.seen ?? []} />
        <FormRenderer
          form={form}
          codeLists={codeLists}
          answers={answers}
          onChange={() => undefined}
          {...(references && { references })}
          readOnly
          bare
        />
        <Row>
          <Button onPress={() => void typed.giveUp().then((given) => given && onDone())}>
            {t('ui.typed.give_up.confirm')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}
