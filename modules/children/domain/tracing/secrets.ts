import type { Field, FormAnswers } from '@gloact/forms'
import { newId, valueOf } from '@gloact/kernel'
import { asked, identifying } from './fields.ts'
import { six } from './lists.ts'

/** Wishes by which a child's family is looked for. */
const LOOKED_FOR = ['yes_now', 'yes_later', 'not_sure']

const areAsked = (answers: FormAnswers): boolean => LOOKED_FOR.includes(String(valueOf(answers['wish'])))
const isRow = (path: string): boolean => path.startsWith('family_secrets/')

/** The rows stand there to be filled in as soon as they are asked for. */
export function withRows(answers: FormAnswers): FormAnswers {
  if (!areAsked(answers) || Object.keys(answers).some(isRow)) return answers
  const rows = Array.from({ length: FEWEST_SECRETS }, () => [`family_secrets/${newId()}`, { value: true }] as const)
  return { ...answers, ...Object.fromEntries(rows) }
}

/** Rows that are not asked for any more are not sent. */
export const withoutUnasked = (answers: FormAnswers): FormAnswers =>
  areAsked(answers) ? answers : Object.fromEntries(Object.entries(answers).filter(([path]) => !isRow(path)))

/** So many things that only the family knows are written down at least: one may be guessed, three are not. */
export const FEWEST_SECRETS = 3

/**
 * What only the family knows, each thing by itself, so that each can be asked about by itself. Held against nothing, and in no suggestion. Who does
 * not know one says so in its row: a child is not pressed.
 */
export const SECRETS: Field = {
  ...identifying,
  id: 'family_secrets',
  type: 'group',
  minRows: FEWEST_SECRETS,
  maxRows: 12,
  required: true,
  showWhen: { in: ['wish', LOOKED_FOR] },
  label: six([
    'Three things or more',
    'ثلاثة أشياء أو أكثر',
    'Trois choses ou plus',
    'Tres cosas o más',
    'Três coisas ou mais',
    'Три вещи или больше',
  ]),
  rowLabel: six(['Thing', 'شيء', 'Chose', 'Cosa', 'Coisa', 'Вещь']),
  help: six([
    'Never compared. Asked of the adult when both are heard.',
    'لا تُقارن أبدًا. يُسأل عنها البالغ عند الاستماع إلى الطرفين.',
    'Jamais comparé. Demandé à l’adulte quand les deux sont entendus.',
    'Nunca se compara. Se pregunta al adulto cuando se escucha a ambos.',
    'Nunca se compara. Pergunta-se ao adulto quando ambos são ouvidos.',
    'Никогда не сравнивается. Об этом спрашивают взрослого на беседе.',
  ]),
  fields: [
    {
      ...asked,
      id: 'kind',
      type: 'choice',
      codeList: 'secret_kind',
      required: true,
      label: six(['What it is', 'ما هو', 'Ce que c’est', 'Qué es', 'O que é', 'Что это']),
    },
    {
      ...identifying,
      id: 'words',
      type: 'text',
      maxLength: 500,
      required: true,
      label: six([
        'In the child’s words',
        'بكلمات الطفل',
        'Dans les mots de l’enfant',
        'Con las palabras del menor',
        'Pelas palavras da criança',
        'Словами ребёнка',
      ]),
    },
  ],
}
