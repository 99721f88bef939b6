import { fieldsById, parsePath, wordsIn, type FormDefinition } from '@gloact/forms'
import type { MessageParams } from '@gloact/messages'
import type { TimelineEntry } from '../../contract/reading/files.ts'
import { knownDefinition, type ActionType } from '../../domain/file/actions/definitions.ts'
import type en from '../../locales/en.json'

/** What the words of a timeline are made of beside the entry. */
export interface TimelineNames {
  readonly forms: readonly FormDefinition[]
  readonly language: string
  readonly agencyName: (id: string) => string | undefined
  readonly teamName: (id: string) => string | undefined
  readonly colleagueName: (id: string) => string | undefined
  /** The words of a code of a list. */
  readonly codeWord: (list: string, code: string) => string
}

/** The message of an entry. Anyone who has the file by a share is not told why it was opened or is to be closed. */
/** The sentence of a kind of action: one that English does not have is not compiled. */
const sentenceOf = (type: ActionType): keyof typeof en => `protection.timeline.${type}`

export const timelineMessage = ({ type, about }: Pick<TimelineEntry, 'type' | 'about'>): string =>
  knownDefinition(type)?.tells?.untold && about['reason'] === undefined
    ? `${sentenceOf(type as ActionType)}_untold`
    : sentenceOf(type as ActionType)

/** The parameters of an entry's message: codes to choose the words by, names of the directory, words of the country. */
export function timelineParams({ about }: Pick<TimelineEntry, 'about'>, names: TimelineNames): MessageParams {
  const one = (key: string): string => (typeof about[key] === 'string' ? about[key] : '')
  const form = names.forms.find(({ id }) => id === one('form'))
  const assigned = names.colleagueName(one('user')) ?? names.teamName(one('team'))
  return {
    form: form ? wordsIn(form.title, names.language) : one('form'),
    kind: one('kind') || 'other',
    outcome: one('outcome') || 'other',
    to: one('to') || 'other',
    basis: one('basis') || 'other',
    age: one('age') || 'other',
    audience: one('audience') || 'other',
    verdict: one('verdict') || 'other',
    code: one('reason') || 'other',
    level: one('level') || 'other',
    decision: one('decision') || 'other',
    body: (one('body') && names.agencyName(one('body'))) || '',
    hasBody: one('body') && names.agencyName(one('body')) ? 'yes' : 'no',
    reason: one('reason') && names.codeWord('closure_reason', one('reason')),
    service: one('service') && names.codeWord('service_type', one('service')),
    result: one('result') && names.codeWord('service_result', one('result')),
    appointment: one('appointment') && names.codeWord('appointment_kind', one('appointment')),
    corrects: one('corrects') || 'no',
    told: one('service') || one('result') || one('appointment') ? 'yes' : 'no',
    who: assigned ?? '',
    hasWho: assigned !== undefined ? 'yes' : one('user') || one('team') ? 'unknown' : 'no',
  }
}

/** The questions whose answers an entry recorded, in the words of the form, each once. */
export function fieldLabels(
  { about }: Pick<TimelineEntry, 'about'>,
  forms: readonly FormDefinition[],
  language: string,
): readonly string[] {
  const form = forms.find(({ id }) => id === about['form'])
  const paths = about['fields']
  if (!form || !Array.isArray(paths)) return []
  const index = fieldsById(form)
  const labels = paths.flatMap((path) => {
    const parts = parsePath(path)
    const field = parts && index.get(parts.inner ?? parts.id)?.field
    return field ? [wordsIn(field.label, language)] : []
  })
  return [...new Set(labels)]
}

/** Whether an action was recorded long after it happened: a paper backlog, or a device that had no signal. */
export const recordedLater = ({ happenedAt, recordedAt }: Pick<TimelineEntry, 'happenedAt' | 'recordedAt'>): boolean =>
  Date.parse(recordedAt) - Date.parse(happenedAt) > 6 * 3_600_000
