import { Button, Callout, Card, LongText, Row, Stack, TextField, useConfirm, useMessages } from '@gloact/ui'
import type { CourseFault, CourseStep, Scene, SceneChoice } from '../../domain/course/course.ts'
import { type ChoiceDraft, ChoicesEditor, SCENARIO_ENDS } from './choices-editor.tsx'

interface StepEditorProps {
  readonly number: number
  readonly step: CourseStep
  readonly faults: readonly CourseFault[]
  readonly onChange: (step: CourseStep) => void
  readonly onRemove: () => void
  readonly onUp?: () => void
  readonly onDown?: () => void
}

/** One step of a course as its author changes it. */
export function StepEditor({ number, step, faults, onChange, onRemove, onUp, onDown }: StepEditorProps) {
  const { t } = useMessages()
  const confirm = useConfirm()
  const title = t(`training.editor.${step.kind}`, { number })
  const remove = async () => {
    const sure = await confirm({
      title: t('training.editor.remove_title', { step: title }),
      body: t('training.editor.remove_body'),
      confirm: t('training.editor.remove'),
    })
    if (sure) onRemove()
  }
  return (
    <Card title={title} level={2}>
      <Stack>
        {step.kind === 'page' && (
          <>
            <TextField
              label={t('training.editor.heading')}
              maxLength={200}
              value={step.title}
              onChange={(heading) => onChange({ ...step, title: heading })}
            />
            <LongText
              label={t('training.editor.text')}
              help={t('training.editor.text_help')}
              rows={6}
              maxLength={8000}
              value={step.text}
              onChange={(text) => onChange({ ...step, text })}
            />
          </>
        )}
        {step.kind === 'check' && (
          <>
            <LongText
              label={t('training.editor.question')}
              rows={2}
              maxLength={2000}
              value={step.question}
              onChange={(question) => onChange({ ...step, question })}
            />
            <ChoicesEditor choices={step.choices} onChange={(choices) => onChange({ ...step, choices })} />
          </>
        )}
        {step.kind === 'scenario' && (
          <>
            <TextField
              label={t('training.editor.heading')}
              maxLength={200}
              value={step.title}
              onChange={(heading) => onChange({ ...step, title: heading })}
            />
            <Scenes scenes={step.scenes} onChange={(scenes) => onChange({ ...step, scenes })} />
          </>
        )}
        {faults.length > 0 && (
          <Callout tone="notice">{faults.map((fault) => t(`training.fault.${fault}`)).join(' ')}</Callout>
        )}
        <Row>
          <Button size="sm" disabled={!onUp} label={`${t('training.editor.up')}: ${title}`} onPress={() => onUp?.()}>
            {t('training.editor.up')}
          </Button>
          <Button
            size="sm"
            disabled={!onDown}
            label={`${t('training.editor.down')}: ${title}`}
            onPress={() => onDown?.()}
          >
            {t('training.editor.down')}
          </Button>
          <Button
            size="sm"
            kind="quiet"
            icon="remove"
            label={`${t('training.editor.remove')}: ${title}`}
            onPress={() => void remove()}
          >
            {t('training.editor.remove')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

interface ScenesProps {
  readonly scenes: readonly Scene[]
  readonly onChange: (scenes: readonly Scene[]) => void
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

function Scenes({ scenes, onChange }: ScenesProps) {
  const { t } = useMessages()
  const ids = scenes.map(({ id }) => id)
  const free = [...LETTERS].find((letter) => !ids.includes(letter))
  const places = [
    { value: SCENARIO_ENDS, label: t('training.editor.ends') },
    ...scenes.map(({ id }) => ({ value: id, label: t('training.editor.to_scene', { scene: id.toUpperCase() }) })),
  ]
  const change = (at: number, more: Partial<Scene>) => onChange(scenes.with(at, { ...scenes[at]!, ...more }))
  const add = () => {
    if (free === undefined) return
    const choices = [true, false].map((right): SceneChoice => ({ text: '', right, why: '', next: null }))
    onChange([...scenes, { id: free, text: '', choices }])
  }
  return (
    <Stack>
      {scenes.map((scene, at) => (
        <Card key={scene.id} title={t('training.editor.scene', { scene: scene.id.toUpperCase() })}>
          <Stack>
            <LongText
              label={t('training.editor.text')}
              rows={3}
              maxLength={4000}
              value={scene.text}
              onChange={(text) => change(at, { text })}
            />
            <ChoicesEditor
              choices={scene.choices}
              places={places}
              onChange={(choices) => change(at, { choices: choices.map(ledOn) })}
            />
            {scenes.length > 1 && (
              <Row>
                <Button
                  size="sm"
                  kind="quiet"
                  icon="remove"
                  onPress={() => onChange(scenes.filter(({ id }) => id !== scene.id))}
                >
                  {t('training.editor.remove_scene', { scene: scene.id.toUpperCase() })}
                </Button>
              </Row>
            )}
          </Stack>
        </Card>
      ))}
      <Row>
        <Button size="sm" icon="plus" disabled={free === undefined} onPress={add}>
          {t('training.editor.add_scene')}
        </Button>
      </Row>
    </Stack>
  )
}

const ledOn = (choice: ChoiceDraft): SceneChoice => ({ ...choice, next: choice.next ?? null })
