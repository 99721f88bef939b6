import { serviceType, type CodeLists } from '@gloact/codes'
import type { Field, FormDefinition } from '@gloact/forms'
import { COPY_FORMS } from '../copied.ts'
import { code, form, list, longText, reason, REFERRAL_FORMS, REFERRAL_LISTS, words, type Said } from '../forms.ts'

/** The parties of a conference, as a decision names them. */
const WHO = list(
  'conference_party',
  code('convener', [
    'The convening agency',
    'الجهة الداعية',
    'El organismo convocante',
    'A entidade convocante',
    'L’organisme convocateur',
    'Созывающая организация',
  ]),
  code('guest_1', [
    'First invited agency',
    'الجهة المدعوة الأولى',
    'Primer organismo invitado',
    'Primeira entidade convidada',
    'Premier organisme invité',
    'Первая приглашённая организация',
  ]),
  code('guest_2', [
    'Second invited agency',
    'الجهة المدعوة الثانية',
    'Segundo organismo invitado',
    'Segunda entidade convidada',
    'Deuxième organisme invité',
    'Вторая приглашённая организация',
  ]),
  code('guest_3', [
    'Third invited agency',
    'الجهة المدعوة الثالثة',
    'Tercer organismo invitado',
    'Terceira entidade convidada',
    'Troisième organisme invité',
    'Третья приглашённая организация',
  ]),
)

export const BETWEEN_LISTS: CodeLists = {
  ...REFERRAL_LISTS,
  service_type: serviceType,
  ...WHO,
  ...list(
    'transfer_refusal',
    code('person_declined', [
      'The person does not want it',
      'الشخص لا يريد ذلك',
      'La persona no lo quiere',
      'A pessoa não quer',
      'La personne ne le souhaite pas',
      'Человек этого не хочет',
    ]),
    code('no_contact', [
      'The person could not be reached',
      'تعذّر الوصول إلى الشخص',
      'No se pudo contactar con la persona',
      'Não foi possível contactar a pessoa',
      'La personne est injoignable',
      'С человеком не удалось связаться',
    ]),
    code('safety', ['Not safe', 'غير آمن', 'No es seguro', 'Não é seguro', 'Pas sûr', 'Небезопасно']),
    code('other', ['Other', 'سبب آخر', 'Otro', 'Outro', 'Autre', 'Другое']),
  ),
  ...list(
    'goal_state',
    code('reached', ['Reached', 'تحقق', 'Alcanzado', 'Alcançado', 'Atteint', 'Достигнута']),
    code('partly', [
      'Reached in part',
      'تحقق جزئيًا',
      'Alcanzado en parte',
      'Alcançado em parte',
      'Atteint en partie',
      'Достигнута частично',
    ]),
    code('under_way', ['Under way', 'قيد التنفيذ', 'En curso', 'Em curso', 'En cours', 'В работе']),
    code('given_up', [
      'No longer pursued',
      'لم يعد متابعًا',
      'Abandonado',
      'Já não se prossegue',
      'Abandonné',
      'Больше не ставится',
    ]),
  ),
}

const NOTE: Said = ['Note', 'ملاحظة', 'Nota', 'Nota', 'Remarque', 'Примечание']
const required = { required: true, absences: [] } satisfies Partial<Field>

const day = (id: string, said: Said): Field => ({
  id,
  type: 'date',
  precision: 'day',
  label: words(said),
  sensitivity: 'case',
  ...required,
})

const needsOf = (id: string, said: Said): Field => ({
  id,
  type: 'choices',
  codeList: 'service_type',
  label: words(said),
  sensitivity: 'case',
  ...required,
})

const yes = (id: string, said: Said): Field => ({
  id,
  type: 'yes_no_unknown',
  label: words(said),
  sensitivity: 'case',
  ...required,
})

/** What the steps between agencies ask for, by the ids that they name. */
export const BETWEEN_FORMS: Readonly<Record<string, FormDefinition>> = {
  decline: REFERRAL_FORMS['decline']!,
  withdrawal: REFERRAL_FORMS['withdrawal']!,
  ...COPY_FORMS,
  ...form(
    'own_file',
    [
      'Your own file',
      'ملفك الخاص',
      'Su propio expediente',
      'O seu próprio processo',
      'Votre propre dossier',
      'Ваше собственное дело',
    ],
    [
      {
        id: 'number',
        type: 'text',
        label: words([
          'Number of your own file',
          'رقم ملفك',
          'Número de su expediente',
          'Número do seu processo',
          'Numéro de votre dossier',
          'Номер вашего дела',
        ]),
        sensitivity: 'case',
        maxLength: 40,
        ...required,
      },
    ],
  ),
  ...form(
    'take_over',
    [
      'Take over',
      'تولّي المسؤولية',
      'Asumir la responsabilidad',
      'Assumir a responsabilidade',
      'Reprendre',
      'Принять дело',
    ],
    [
      day('first_on', [
        'First meeting',
        'أول لقاء',
        'Primera reunión',
        'Primeiro encontro',
        'Première rencontre',
        'Первая встреча',
      ]),
      longText('note', NOTE),
    ],
  ),
  ...form(
    'giving_back',
    ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина'],
    [longText('reason', ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина'], true)],
  ),
  ...form(
    'asking',
    [
      'Ask for a transfer',
      'طلب نقل',
      'Solicitar un traslado',
      'Pedir uma transferência',
      'Demander un transfert',
      'Запросить передачу',
    ],
    [
      longText(
        'why',
        [
          'Why, and how the person can be asked',
          'السبب، وكيف يمكن سؤال الشخص',
          'Por qué, y cómo puede preguntarse a la persona',
          'Motivo e como perguntar à pessoa',
          'Pourquoi, et comment interroger la personne',
          'Почему, и как спросить человека',
        ],
        true,
      ),
      yes('person_knows', [
        'Does the person know that you ask?',
        'هل يعلم الشخص بطلبكم؟',
        '¿Sabe la persona que lo pide?',
        'A pessoa sabe que faz este pedido?',
        'La personne sait-elle que vous demandez ?',
        'Знает ли человек об этом запросе?',
      ]),
    ],
  ),
  ...form(
    'not_transferred',
    ['No transfer', 'لا نقل', 'Sin traslado', 'Sem transferência', 'Pas de transfert', 'Без передачи'],
    [reason('transfer_refusal'), longText('note', NOTE)],
  ),
  ...form(
    'sharing_out',
    ['Who does what', 'من يقوم بماذا', 'Quién hace qué', 'Quem faz o quê', 'Qui fait quoi', 'Кто что делает'],
    [
      needsOf('lead_needs', [
        'Needs of the lead agency',
        'احتياجات تتولاها الجهة الرائدة',
        'Necesidades del organismo principal',
        'Necessidades da entidade responsável',
        'Besoins suivis par l’organisme chef de file',
        'Потребности за ведущей организацией',
      ]),
      needsOf('partner_needs', [
        'Needs of the partner agency',
        'احتياجات تتولاها الجهة الشريكة',
        'Necesidades del organismo asociado',
        'Necessidades da entidade parceira',
        'Besoins suivis par l’organisme partenaire',
        'Потребности за партнёрской организацией',
      ]),
    ],
  ),
  ...form(
    'joining',
    ['Agree', 'موافقة', 'Aceptar', 'Aceitar', 'Accepter', 'Согласиться'],
    [
      yes('own_consent', [
        'Did the person agree, in your own file, to what you tell?',
        'هل وافق الشخص في ملفك على ما تُطلعهم عليه؟',
        '¿Aceptó la persona, en su propio expediente, lo que comunican?',
        'A pessoa concordou, no seu processo, com o que comunica?',
        'La personne a-t-elle accepté, dans votre dossier, ce que vous communiquez ?',
        'Согласился ли человек в вашем деле на то, что вы сообщаете?',
      ]),
    ],
  ),
  ...form(
    'goal',
    ['Shared goal', 'هدف مشترك', 'Objetivo común', 'Objetivo comum', 'Objectif commun', 'Общая цель'],
    [
      longText(
        'goal',
        [
          'Goal, in the person’s words where possible',
          'الهدف، بكلمات الشخص ما أمكن',
          'Objetivo, con palabras de la persona si es posible',
          'Objetivo, nas palavras da pessoa se possível',
          'Objectif, dans les mots de la personne si possible',
          'Цель, по возможности словами человека',
        ],
        true,
      ),
      day('by', ['By', 'الموعد', 'Para el', 'Até', 'Pour le', 'Срок']),
    ],
  ),
  ...form(
    'goal_report',
    [
      'Report on a goal',
      'تقرير عن هدف',
      'Informe sobre un objetivo',
      'Relatório sobre um objetivo',
      'Point sur un objectif',
      'Отчёт о цели',
    ],
    [
      {
        id: 'number',
        type: 'number',
        min: 1,
        max: 99,
        label: words([
          'Goal number',
          'رقم الهدف',
          'Número del objetivo',
          'Número do objetivo',
          'Numéro de l’objectif',
          'Номер цели',
        ]),
        sensitivity: 'case',
        ...required,
      },
      {
        id: 'state',
        type: 'choice',
        codeList: 'goal_state',
        label: words(['Progress', 'التقدم', 'Avance', 'Progresso', 'Avancement', 'Продвижение']),
        sensitivity: 'case',
        ...required,
      },
      longText('note', NOTE),
    ],
  ),
  ...form('remark', ['Note', 'ملاحظة', 'Nota', 'Nota', 'Remarque', 'Примечание'], [longText('note', NOTE, true)]),
  ...form(
    'not_done',
    ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина'],
    [longText('note', ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина'], true)],
  ),
  ...form(
    'meeting',
    [
      'Case conference',
      'مؤتمر الحالة',
      'Conferencia de caso',
      'Conferência de caso',
      'Conférence de cas',
      'Совещание по делу',
    ],
    [
      day('on', ['Day', 'اليوم', 'Día', 'Dia', 'Jour', 'День']),
      longText(
        'questions',
        [
          'Questions to decide',
          'الأسئلة المطلوب البت فيها',
          'Cuestiones por decidir',
          'Questões a decidir',
          'Questions à trancher',
          'Вопросы для решения',
        ],
        true,
      ),
    ],
  ),
  ...form(
    'minutes',
    ['Minutes', 'المحضر', 'Acta', 'Ata', 'Compte rendu', 'Протокол'],
    [
      day('held_on', ['Held on', 'عُقد في', 'Celebrada el', 'Realizada em', 'Tenue le', 'Состоялось']),
      yes('person_heard', [
        'Was the person heard?',
        'هل استُمع إلى الشخص؟',
        '¿Se escuchó a la persona?',
        'A pessoa foi ouvida?',
        'La personne a-t-elle été entendue ?',
        'Был ли выслушан человек?',
      ]),
      longText('summary', ['Summary', 'ملخص', 'Resumen', 'Resumo', 'Résumé', 'Краткое изложение'], true),
    ],
  ),
  ...form(
    'decision',
    ['Decision', 'قرار', 'Decisión', 'Decisão', 'Décision', 'Решение'],
    [
      {
        id: 'who',
        type: 'choice',
        codeList: 'conference_party',
        label: words(['Agency', 'الجهة', 'Organismo', 'Entidade', 'Organisme', 'Организация']),
        sensitivity: 'case',
        ...required,
      },
      longText('what', ['What it does', 'ما تقوم به', 'Qué hace', 'O que faz', 'Ce qu’il fait', 'Что делает'], true),
      day('by', ['By', 'الموعد', 'Para el', 'Até', 'Pour le', 'Срок']),
    ],
  ),
}

/** Of what each agency works on, what both would: nobody's part is another's. */
export const needsTwice = (lead: readonly string[], partner: readonly string[]): readonly string[] =>
  lead.filter((need) => partner.includes(need))
