import { defineForm, type FormDefinition } from '@gloact/forms'
import { ACTION_FORM } from './action-form.ts'
import { asked, choice, CONTACTS, form, identifying, labelOf, line, REASON, text, words, yesNo } from './fields.ts'
import { MATCH_FORMS } from './match-forms.ts'
import {
  CHILD,
  FAMILY,
  LANGUAGES,
  OF_THE_CHILD,
  OF_THE_FAMILY,
  OF_THE_PAST,
  PAST,
  section,
  tracingRequestForm,
} from './request-form.ts'
import { SECRETS } from './secrets.ts'
import { six } from './lists.ts'
import { takenOverForm } from './taken-over-form.ts'

export const tracingSubjectForm: FormDefinition = defineForm({
  id: 'tracing_subject',
  version: '1',
  title: six([
    'The child’s side',
    'ما يقوله الطفل',
    'Ce que dit l’enfant',
    'Lo que dice el menor',
    'O que diz a criança',
    'Что говорит ребёнок',
  ]),
  sections: [
    section(
      'wish',
      [
        'Wish and safety',
        'الرغبة والسلامة',
        'Souhait et sécurité',
        'Deseo y seguridad',
        'Desejo e segurança',
        'Желание и безопасность',
      ],
      [
        choice('wish', 'tracing_wish', [
          'Does the child want their family looked for?',
          'هل يريد الطفل البحث عن أسرته؟',
          'L’enfant souhaite-t-il qu’on cherche sa famille ?',
          '¿Quiere el menor que se busque a su familia?',
          'A criança quer que se procure a família?',
          'Хочет ли ребёнок, чтобы искали его семью?',
        ]),
        {
          ...words(
            'basis',
            [
              'Why looking for the family protects this child',
              'لماذا يحمي البحث عن الأسرة هذا الطفل',
              'Pourquoi chercher la famille protège cet enfant',
              'Por qué buscar a la familia protege a este menor',
              'Porque procurar a família protege esta criança',
              'Почему поиск семьи защищает этого ребёнка',
            ],
            true,
          ),
          showWhen: { eq: ['wish', 'too_young'] },
          help: six([
            'A supervisor reads it, and nobody is compared before they agree.',
            'يقرؤه مشرف، ولا يُقارَن أحد قبل موافقته.',
            'Un superviseur le lit ; rien n’est comparé avant son accord.',
            'Lo lee un supervisor; nada se compara antes de que esté de acuerdo.',
            'Um supervisor lê; nada é comparado antes de concordar.',
            'Это читает руководитель; до его согласия ничего не сравнивается.',
          ]),
        },
        line('for_whom', [
          'Whom should we look for?',
          'عمّن يجب أن نبحث؟',
          'Qui devons-nous chercher ?',
          '¿A quién debemos buscar?',
          'Quem devemos procurar?',
          'Кого искать?',
        ]),
        choice('safety', 'tracing_safety', [
          'Would it be safe?',
          'هل سيكون ذلك آمنًا؟',
          'Serait-ce sans danger ?',
          '¿Sería seguro?',
          'Seria seguro?',
          'Было бы это безопасно?',
        ]),
        choice('guardian', 'tracing_guardian', ['The guardian', 'الوصي', 'Le tuteur', 'El tutor', 'O tutor', 'Опекун']),
        yesNo(
          'photograph',
          [
            'May an officer who judges a suggestion look at a photograph?',
            'هل يجوز للموظف الذي يقيّم الاقتراح الاطلاع على صورة؟',
            'Un agent qui examine une suggestion peut-il voir une photographie ?',
            '¿Puede ver una fotografía quien valora una sugerencia?',
            'Quem avalia uma sugestão pode ver uma fotografia?',
            'Может ли сотрудник, который проверяет совпадение, видеть фотографию?',
          ],
          false,
        ),
        {
          ...identifying,
          id: 'against',
          type: 'group',
          maxRows: 10,
          label: six([
            'Who must not find the child',
            'من يجب ألا يجد الطفل',
            'Qui ne doit pas trouver l’enfant',
            'Quién no debe encontrar al menor',
            'Quem não deve encontrar a criança',
            'Кто не должен найти ребёнка',
          ]),
          rowLabel: six(['Person', 'الشخص', 'Personne', 'Persona', 'Pessoa', 'Человек']),
          fields: [
            {
              ...identifying,
              id: 'name',
              type: 'text',
              maxLength: 200,
              label: six(['Name', 'الاسم', 'Nom', 'Nombre', 'Nome', 'Имя']),
            },
            ...CONTACTS,
            {
              ...identifying,
              id: 'paper',
              type: 'text',
              maxLength: 60,
              label: six([
                'Number of a document',
                'رقم وثيقة',
                'Numéro d’un document',
                'Número de un documento',
                'Número de um documento',
                'Номер документа',
              ]),
            },
          ],
        },
      ],
    ),
    section('child', CHILD, OF_THE_CHILD),
    section('family', FAMILY, [
      text('relative_name'),
      { ...asked, id: 'relation', type: 'choice', codeList: 'tracing_relation', label: labelOf('relation') },
      ...OF_THE_FAMILY,
    ]),
    section('past', PAST, [
      ...OF_THE_PAST,
      choice(
        'separation_cause',
        'separation_cause',
        [
          'Cause of the separation',
          'سبب الانفصال',
          'Cause de la séparation',
          'Causa de la separación',
          'Causa da separação',
          'Причина разлучения',
        ],
        false,
      ),
      line('cause', [
        'How they came to be separated',
        'كيف حدث الانفصال',
        'Comment ils ont été séparés',
        'Cómo se separaron',
        'Como se separaram',
        'Как они разлучились',
      ]),
      line('languages', LANGUAGES),
    ]),
    section(
      'secrets',
      [
        'What only the family knows',
        'ما لا تعرفه إلا الأسرة',
        'Ce que seule la famille sait',
        'Lo que solo sabe la familia',
        'O que só a família sabe',
        'Что знает только семья',
      ],
      [
        SECRETS,
        {
          ...words('secrets', [
            'What else only the family knows',
            'ما لا تعرفه إلا الأسرة أيضًا',
            'Ce que seule la famille sait, en plus',
            'Qué más sabe solo la familia',
            'O que mais só a família sabe',
            'Что ещё знает только семья',
          ]),
          aside: 'more',
        },
        line('finder', [
          'A small child: who found them, and where',
          'طفل صغير: من وجده وأين',
          'Petit enfant : qui l’a trouvé, et où',
          'Menor de corta edad: quién lo encontró y dónde',
          'Criança pequena: quem a encontrou, e onde',
          'Маленький ребёнок: кто нашёл и где',
        ]),
        line('clothes', [
          'Clothes and things they had on them',
          'الملابس والأشياء التي كانت معه',
          'Vêtements et objets portés',
          'Ropa y objetos que llevaba',
          'Roupa e objetos que trazia',
          'Одежда и вещи при ребёнке',
        ]),
        line('sounds', [
          'Accent, words and songs',
          'اللهجة والكلمات والأغاني',
          'Accent, mots et chansons',
          'Acento, palabras y canciones',
          'Sotaque, palavras e canções',
          'Выговор, слова и песни',
        ]),
      ],
    ),
  ],
})

/** The forms of the steps, by the ids that `needs` names. */
export const TRACING_FORMS: Readonly<Record<string, FormDefinition>> = {
  tracing_request: tracingRequestForm,
  tracing_request_taken_over: takenOverForm,
  tracing_subject: tracingSubjectForm,
  hold_review: form(
    'hold_review',
    ['Review', 'المراجعة', 'Examen', 'Revisión', 'Análise', 'Проверка'],
    [
      words('why', REASON, true),
      words('authority', [
        'What the child-protection authority answered, and who',
        'ما أجابت به سلطة حماية الطفل ومن أجاب',
        'Ce que l’autorité de protection de l’enfance a répondu, et qui',
        'Qué respondió la autoridad de protección de la infancia, y quién',
        'O que respondeu a autoridade de proteção de crianças, e quem',
        'Что ответил орган защиты детей и кто ответил',
      ]),
    ],
  ),
  request_told: form(
    'request_told',
    ['Message', 'الرسالة', 'Message', 'Mensaje', 'Mensagem', 'Сообщение'],
    [
      words(
        'message',
        [
          'What was said to them',
          'ما قيل له',
          'Ce qui lui a été dit',
          'Lo que se le dijo',
          'O que lhe foi dito',
          'Что сказали человеку',
        ],
        true,
      ),
    ],
  ),
  request_closing: form(
    'request_closing',
    ['Closing', 'الإغلاق', 'Clôture', 'Cierre', 'Encerramento', 'Закрытие'],
    [
      choice('because', 'closed_because', REASON),
      words('words', ['In words', 'بالكلمات', 'En quelques mots', 'En palabras', 'Em palavras', 'Словами']),
    ],
  ),
  ...MATCH_FORMS,
  tracing_action: ACTION_FORM,
  tracing_basis: form(
    'tracing_basis',
    ['Agreement', 'الموافقة', 'Accord', 'Acuerdo', 'Acordo', 'Согласие'],
    [words('why', REASON, true)],
  ),
  family_link: form(
    'family_link',
    ['Family link', 'صلة أسرية', 'Lien familial', 'Vínculo familiar', 'Laço familiar', 'Родственная связь'],
    [
      choice('shown_by', 'link_shown_by', [
        'Shown by',
        'بدليل',
        'Établi par',
        'Demostrado por',
        'Demonstrado por',
        'Чем подтверждено',
      ]),
    ],
  ),
  link_ended: form(
    'link_ended',
    ['End of the link', 'إنهاء الصلة', 'Fin du lien', 'Fin del vínculo', 'Fim do laço', 'Прекращение связи'],
    [words('why', REASON, true)],
  ),
}
