import { defineForm, type FormDefinition } from '@gloact/forms'
import { choices, country, day, line, lines, words, yesNo, type Said } from './words.ts'

/** An authority is no person: what the directory says of it lies open. Role mailboxes and lines, no personal names. */
const open = <One extends { readonly sensitivity: string }>(one: One) => ({ ...one, sensitivity: 'open' as const })
const NAME: Said = ['Name', 'الاسم', 'Nombre', 'Nome', 'Nom', 'Название']

export const authorityForm: FormDefinition = defineForm({
  id: 'authority',
  version: '1',
  title: words(['Authorities', 'السلطات', 'Autoridades', 'Autoridades', 'Autorités', 'Органы']),
  sections: [
    {
      id: 'authority',
      title: words(['Authority', 'السلطة', 'Autoridad', 'Autoridade', 'Autorité', 'Орган']),
      fields: [
        open({ ...line('name', NAME), type: 'multilingual' as const, required: true, maxLength: 200 }),
        open(country('country', ['Country', 'البلد', 'País', 'País', 'Pays', 'Страна'], { required: true })),
        open(
          line(
            'desk',
            [
              'Code in this system',
              'الرمز في هذا النظام',
              'Código en este sistema',
              'Código neste sistema',
              'Code dans ce système',
              'Код в этой системе',
            ],
            {
              maxLength: 80,
              help: [
                'As given by the other country: central_authority.',
                'كما أبلغه البلد الآخر: central_authority.',
                'Como lo comunicó el otro país: central_authority.',
                'Como o outro país o comunicou: central_authority.',
                'Tel que l’autre pays l’a donné : central_authority.',
                'Как его сообщила другая страна: central_authority.',
              ],
            },
          ),
        ),
        open(
          choices(
            'matters',
            'cooperation_matter',
            ['Matters', 'المسائل', 'Materias', 'Matérias', 'Matières', 'Вопросы'],
            {
              required: true,
            },
          ),
        ),
        open(
          choices('channels', 'cooperation_channel', ['Channels', 'القنوات', 'Vías', 'Canais', 'Voies', 'Каналы'], {
            required: true,
          }),
        ),
      ],
    },
    {
      id: 'reaching',
      title: words(['Contact', 'الاتصال', 'Contacto', 'Contacto', 'Contact', 'Связь']),
      fields: [
        open({
          ...line('mailbox', [
            'Role mailbox',
            'صندوق بريد الجهة',
            'Buzón institucional',
            'Caixa institucional',
            'Boîte fonctionnelle',
            'Служебный ящик',
          ]),
          format: 'email' as const,
        }),
        open(line('hours', ['Hours', 'ساعات العمل', 'Horario', 'Horário', 'Horaires', 'Часы работы'])),
        open({
          ...line('urgent_line', [
            'Urgent line',
            'خط الطوارئ',
            'Línea urgente',
            'Linha urgente',
            'Ligne d’urgence',
            'Срочная линия',
          ]),
          maxLength: 60,
        }),
      ],
    },
    {
      id: 'requirements',
      title: words(['Requirements', 'المتطلبات', 'Requisitos', 'Requisitos', 'Exigences', 'Требования']),
      fields: [
        open({
          id: 'languages',
          label: words([
            'Languages accepted',
            'اللغات المقبولة',
            'Idiomas aceptados',
            'Línguas aceites',
            'Langues acceptées',
            'Принимаемые языки',
          ]),
          type: 'choices' as const,
          codeList: 'language',
          required: true as const,
          absences: [] as [],
          sensitivity: 'open' as const,
        }),
        open(
          yesNo('translation_required', [
            'Translation required',
            'الترجمة مطلوبة',
            'Se exige traducción',
            'Tradução exigida',
            'Traduction exigée',
            'Требуется перевод',
          ]),
        ),
        open(
          yesNo('dual_criminality', [
            'Dual criminality required',
            'ازدواجية التجريم مطلوبة',
            'Se exige doble incriminación',
            'Dupla incriminação exigida',
            'Double incrimination exigée',
            'Требуется обоюдное признание деяния преступлением',
          ]),
        ),
        open(lines('form_note', ['Form', 'الشكل', 'Forma', 'Forma', 'Forme', 'Форма'], { maxLength: 2000 })),
        open(
          lines(
            'use_limits',
            [
              'Limits on use',
              'حدود الاستعمال',
              'Límites de uso',
              'Limites de uso',
              'Limites d’utilisation',
              'Ограничения использования',
            ],
            { maxLength: 2000 },
          ),
        ),
        open(lines('costs', ['Costs', 'التكاليف', 'Costos', 'Custos', 'Frais', 'Расходы'], { maxLength: 2000 })),
      ],
    },
    {
      id: 'confirmed',
      title: words(['Confirmation', 'التأكيد', 'Confirmación', 'Confirmação', 'Confirmation', 'Подтверждение']),
      fields: [
        open({
          ...day(
            'confirmed_on',
            [
              'Last confirmed',
              'آخر تأكيد',
              'Última confirmación',
              'Última confirmação',
              'Dernière confirmation',
              'Последнее подтверждение',
            ],
            { required: true },
          ),
          notFuture: true,
        }),
        open(
          line('confirmed_how', [
            'How it was confirmed',
            'كيف تم التأكيد',
            'Cómo se confirmó',
            'Como foi confirmado',
            'Mode de confirmation',
            'Как подтверждено',
          ]),
        ),
      ],
    },
  ],
})
