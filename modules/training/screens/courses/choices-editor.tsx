import {
  Button,
  ChoiceField,
  Columns,
  FieldGroup,
  type Option,
  Row,
  Stack,
  SwitchField,
  TextField,
  useMessages,
} from '@gloact/ui'

export interface ChoiceDraft {
  readonly text: string
  readonly right: boolean
  readonly why: string
  readonly next?: string | null
}

interface ChoicesEditorProps {
  readonly choices: readonly ChoiceDraft[]
  /** Where a choice of a scene may lead. */
  readonly places?: readonly Option[]
  readonly onChange: (choices: readonly ChoiceDraft[]) => void
}

/** A choice that leads to no scene; scenes have letters. */
export const SCENARIO_ENDS = 'end'

const MOST = 8

/** The choices of a check or a scene: what each says, whether it is a good one, and what follows. */
export function ChoicesEditor({ choices, places, onChange }: ChoicesEditorProps) {
  const { t } = useMessages()
  const change = (at: number, more: Partial<ChoiceDraft>) => onChange(choices.with(at, { ...choices[at]!, ...more }))
  const why = t(places ? 'training.editor.consequence' : 'training.editor.why')
  return (
    <Stack>
      {choices.map((choice, at) => (
        <FieldGroup key={at} label={t('training.editor.choice', { number: at + 1 })}>
          <Stack gap="sm">
            <Columns>
              <TextField
                label={t('training.editor.says')}
                maxLength={500}
                value={choice.text}
                onChange={(text) => change(at, { text })}
              />
              <TextField
                label={why}
                maxLength={1000}
                value={choice.why}
                onChange={(text) => change(at, { why: text })}
              />
              {places && (
                <ChoiceField
                  as="select"
                  label={t('training.editor.leads')}
                  options={places}
                  value={choice.next ?? SCENARIO_ENDS}
                  onChange={(next) => change(at, { next: next === SCENARIO_ENDS ? null : next })}
                />
              )}
            </Columns>
            <Row justify="between">
              <SwitchField
                label={t('training.editor.good')}
                value={choice.right}
                onChange={(right) => change(at, { right })}
              />
              {choices.length > 2 && (
                <Button size="sm" kind="quiet" icon="remove" onPress={() => onChange(choices.toSpliced(at, 1))}>
                  {t('training.editor.remove_choice', { number: at + 1 })}
                </Button>
              )}
            </Row>
          </Stack>
        </FieldGroup>
      ))}
      <Row>
        <Button
          size="sm"
          icon="plus"
          disabled={choices.length >= MOST}
          onPress={() => onChange([...choices, { text: '', right: false, why: '', ...(places && { next: null }) }])}
        >
          {t('training.editor.add_choice')}
        </Button>
      </Row>
    </Stack>
  )
}
