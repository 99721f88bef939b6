import { defineForm, type FormDefinition } from '@gloact/forms'
import { words } from './fields.ts'
import { six } from './lists.ts'
import { tracingRequestForm } from './request-form.ts'

/** What only the inquirer can say to somebody here: it comes in with no import. */
const ASKED_HERE: readonly string[] = ['identity_seen', 'agrees']

/** More than this is not taken over. */
const MOST_WORDS = 20_000

/**
 * A request as another system had it: the questions of a request that is taken here, none of them required, without who the inquirer is
 * known by and whether they agree; and everything that was said there, in words.
 */
export const takenOverForm: FormDefinition = defineForm({
  ...tracingRequestForm,
  id: 'tracing_request_taken_over',
  title: six([
    'Request from another system',
    'طلب من نظام آخر',
    'Demande venue d’un autre système',
    'Solicitud de otro sistema',
    'Pedido de outro sistema',
    'Запрос из другой системы',
  ]),
  sections: tracingRequestForm.sections.map((section) => ({
    ...section,
    fields: [
      ...section.fields.flatMap((field) =>
        ASKED_HERE.includes(field.id) ? [] : [{ ...field, ...('required' in field && { required: false }) }],
      ),
      ...(section.id === 'past'
        ? [
            {
              ...words('elsewhere', [
                'Everything that was said there',
                'كل ما قيل هناك',
                'Tout ce qui y était dit',
                'Todo lo que allí se dijo',
                'Tudo o que lá foi dito',
                'Всё, что там было сказано',
              ]),
              maxLength: MOST_WORDS,
            },
          ]
        : []),
    ],
  })),
})
