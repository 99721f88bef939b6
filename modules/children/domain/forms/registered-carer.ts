import type { SimpleField } from '@gloact/forms'
import { say, words } from './say.ts'

/** Care by carers of the register, who are assessed for whichever child comes. */
export const IN_REGISTER = ['foster', 'kinship', 'kafala', 'small_residential'] as const
/** Which carer of the register, and why all the same where the placement is outside of what was approved. */
export const REGISTERED_CARER: readonly SimpleField[] = [
  {
    id: 'registered_carer',
    type: 'reference',
    register: 'children.carer',
    required: false,
    sensitivity: 'case',
    label: say(
      'Carer of the register | مقدم الرعاية في السجل | Cuidador del registro | Cuidador do registo | Personne inscrite au registre | Воспитатель из реестра',
    ),
    showWhen: { in: ['type', [...IN_REGISTER]] },
  },
  {
    ...words(
      'carer_exception',
      'Reason, if this is outside of what the carer was approved for | السبب، إذا خرج هذا عمّا اعتُمد له مقدم الرعاية | Motivo, si queda fuera de lo aprobado para el cuidador | Motivo, se fica fora daquilo para que o cuidador foi aprovado | Motif, si cela dépasse l’agrément de la personne | Причина, если это выходит за пределы одобрения воспитателя',
      false,
    ),
    showWhen: { answered: 'registered_carer' },
  },
]
