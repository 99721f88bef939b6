import { defineForm, type FormDefinition } from '@gloact/forms'
import { sixWords as words } from './lists.ts'

const open = { sensitivity: 'open' } as const

const DONE_ON = words(['Done on', 'أُنجز في', 'Réalisée le', 'Cumplida el', 'Cumprida em', 'Выполнено'])

/** What the steps of a claim ask. */
export const CLAIM_FORMS: Readonly<Record<string, FormDefinition>> = {
  claim: defineForm({
    id: 'claim',
    version: '1',
    title: words([
      'Report as done',
      'الإبلاغ عن الإنجاز',
      'Déclarer réalisée',
      'Declarar cumplida',
      'Declarar cumprida',
      'Сообщить о выполнении',
    ]),
    sections: [
      {
        id: 'claim',
        title: words([
          'What was done',
          'ما أُنجز',
          'Ce qui a été fait',
          'Lo realizado',
          'O que foi feito',
          'Что сделано',
        ]),
        fields: [
          { ...open, id: 'done_on', type: 'date', precision: 'day', notFuture: true, required: true, label: DONE_ON },
          {
            ...open,
            id: 'summary',
            type: 'long_text',
            maxLength: 4_000,
            required: true,
            label: words(['Result', 'النتيجة', 'Résultat', 'Resultado', 'Resultado', 'Результат']),
          },
        ],
      },
    ],
  }),
  verification: defineForm({
    id: 'verification',
    version: '1',
    title: words(['Verify', 'التحقق', 'Vérifier', 'Verificar', 'Verificar', 'Проверить']),
    sections: [
      {
        id: 'verification',
        title: words(['Verification', 'التحقق', 'Vérification', 'Verificación', 'Verificação', 'Проверка']),
        fields: [
          {
            ...open,
            id: 'how',
            type: 'long_text',
            maxLength: 2_000,
            required: true,
            label: words([
              'How it was verified',
              'كيف تم التحقق',
              'Mode de vérification',
              'Cómo se verificó',
              'Como foi verificada',
              'Как проверено',
            ]),
          },
        ],
      },
    ],
  }),
  send_back: defineForm({
    id: 'send_back',
    version: '1',
    title: words(['Send back', 'إعادة', 'Renvoyer', 'Devolver', 'Devolver', 'Вернуть']),
    sections: [
      {
        id: 'send_back',
        title: words(['Reason', 'السبب', 'Motif', 'Motivo', 'Motivo', 'Причина']),
        fields: [
          {
            ...open,
            id: 'missing',
            type: 'long_text',
            maxLength: 2_000,
            required: true,
            label: words([
              'What is missing',
              'ما ينقص',
              'Ce qui manque',
              'Qué falta',
              'O que falta',
              'Чего не хватает',
            ]),
          },
        ],
      },
    ],
  }),
}
