import { defineForm, type Field, type FormDefinition } from '@gloact/forms'
import { ANSWER_FORMS } from '../answer-forms.ts'
import { handlingFields } from '../request-form.ts'
import { choice, choices, country, line, lines, words, yesNo, type Said } from '../words.ts'

const SOURCE = [
  'Source (A–X)',
  'المصدر (A–X)',
  'Fuente (A–X)',
  'Fonte (A–X)',
  'Source (A–X)',
  'Источник (A–X)',
] as const
const INFORMATION = [
  'Information (1–4)',
  'المعلومة (1–4)',
  'Información (1–4)',
  'Informação (1–4)',
  'Information (1–4)',
  'Информация (1–4)',
] as const

/** Both grades of the 4×4 evaluation: who says it, and what is said, each by itself. */
const evaluationFields = (): Field[] => [
  choice('source', 'cooperation_source', SOURCE),
  choice('information', 'cooperation_information', INFORMATION),
]

/** What a report of intelligence says. Nothing is required by the form: `check.ts` says what is missing before it goes. */
export const reportForm: FormDefinition = defineForm({
  id: 'report',
  version: '1',
  title: words([
    'Intelligence report',
    'تقرير معلومات',
    'Informe de inteligencia',
    'Relatório de informações',
    'Rapport de renseignement',
    'Оперативное сообщение',
  ]),
  sections: [
    {
      id: 'report',
      title: words(['Report', 'التقرير', 'Informe', 'Relatório', 'Rapport', 'Сообщение']),
      fields: [
        choices('offences', 'cooperation_offence', [
          'Offences',
          'الجرائم',
          'Delitos',
          'Crimes',
          'Infractions',
          'Преступления',
        ]),
        lines(
          'summary',
          [
            'What is reported',
            'ما يُبلَّغ عنه',
            'Qué se comunica',
            'O que se comunica',
            'Ce qui est signalé',
            'Что сообщается',
          ],
          {
            maxLength: 20_000,
            help: [
              'About suspects and companies. Describe victims by number only; never name the source.',
              'عن المشتبه بهم والشركات. صِف الضحايا بالعدد فقط، ولا تذكر المصدر أبدًا.',
              'Sobre sospechosos y empresas. A las víctimas, solo por número; nunca nombre la fuente.',
              'Sobre suspeitos e empresas. As vítimas só por número; nunca nomeie a fonte.',
              'Sur des suspects et des sociétés. Les victimes par leur nombre ; ne nommez jamais la source.',
              'О подозреваемых и компаниях. Жертв указывайте только числом; источник не называйте.',
            ],
          },
        ),
        yesNo('names_victim', [
          'Can a victim or an asylum seeker be recognised from this report?',
          'هل يمكن التعرف من هذا التقرير على ضحية أو طالب لجوء؟',
          '¿Se podría identificar a una víctima o a un solicitante de asilo?',
          'Este relatório permite identificar uma vítima ou um requerente de asilo?',
          'Peut-on reconnaître une victime ou un demandeur d’asile ?',
          'Можно ли установить личность жертвы или лица, ищущего убежища?',
        ]),
      ],
    },
    {
      id: 'evaluation',
      title: words([
        'Evaluation (4×4)',
        'التقييم (4×4)',
        'Evaluación (4×4)',
        'Classificação (4×4)',
        'Évaluation (4×4)',
        'Оценка (4×4)',
      ]),
      fields: evaluationFields(),
    },
    {
      id: 'subjects',
      title: words(['Subjects', 'المعنيون', 'Personas y empresas', 'Visados', 'Personnes visées', 'Фигуранты']),
      fields: [
        {
          id: 'subjects',
          type: 'group',
          label: words([
            'Suspects and companies, never a victim',
            'المشتبه بهم والشركات، دون الضحايا',
            'Sospechosos y empresas, nunca una víctima',
            'Suspeitos e empresas, nunca uma vítima',
            'Suspects et sociétés, jamais une victime',
            'Подозреваемые и компании, но не жертвы',
          ]),
          rowLabel: words(['Subject', 'المعني', 'Persona o empresa', 'Visado', 'Personne visée', 'Фигурант']),
          sensitivity: 'case',
          maxRows: 30,
          fields: [
            choice('role', 'cooperation_person_role', ['Role', 'الصفة', 'Calidad', 'Qualidade', 'Qualité', 'Роль'], {
              required: true,
            }),
            line('name', ['Name', 'الاسم', 'Nombre', 'Nome', 'Nom', 'Имя']),
            country('nationality', [
              'Nationality',
              'الجنسية',
              'Nacionalidad',
              'Nacionalidade',
              'Nationalité',
              'Гражданство',
            ]),
          ],
        },
      ],
    },
    {
      id: 'handling',
      title: words([
        'Purpose and handling',
        'الغرض والتداول',
        'Finalidad y manejo',
        'Finalidade e tratamento',
        'But et traitement',
        'Цель и обращение',
      ]),
      fields: [
        lines('purpose', ['Purpose', 'الغرض', 'Finalidad', 'Finalidade', 'But', 'Цель'], { maxLength: 2000 }),
        ...handlingFields(),
      ],
    },
  ],
})

const form = (id: string, title: Said, fields: readonly Field[]): FormDefinition =>
  defineForm({ id, version: '1', title: words(title), sections: [{ id, title: words(title), fields: [...fields] }] })

const REASON: Said = ['Reason', 'السبب', 'Motivo', 'Motivo', 'Motif', 'Причина']

/** The forms of all steps of a report. What asks for permission and gives it is the same on both tracks of suspects. */
export const REPORT_FORMS: Readonly<Record<string, FormDefinition>> = {
  report: reportForm,
  ...Object.fromEntries(
    ['send_back', 'permission_asked', 'permission_given', 'permission_withheld'].map((id) => [id, ANSWER_FORMS[id]!]),
  ),
  assessment: form(
    'assessment',
    ['Assessment', 'تقييم', 'Evaluación', 'Avaliação', 'Appréciation', 'Оценка'],
    [
      choice(
        'usefulness',
        'cooperation_assessment',
        ['Usefulness', 'مدى الفائدة', 'Utilidad', 'Utilidade', 'Utilité', 'Полезность'],
        { required: true },
      ),
      lines('note', ['Note', 'ملاحظة', 'Nota', 'Nota', 'Note', 'Примечание'], { maxLength: 2000 }),
    ],
  ),
  correction: form(
    'correction',
    ['Correction', 'تصحيح', 'Corrección', 'Correção', 'Correction', 'Исправление'],
    [
      lines(
        'text',
        [
          'What was wrong, and what is right',
          'ما كان خطأً وما هو الصواب',
          'Qué era erróneo y qué es correcto',
          'O que estava errado e o que está certo',
          'Ce qui était faux, et ce qui est juste',
          'Что было неверно и как верно',
        ],
        { required: true, maxLength: 10_000 },
      ),
      ...evaluationFields(),
      ...handlingFields(),
    ],
  ),
  recall: form(
    'recall',
    ['Recall', 'استرجاع', 'Revocación', 'Retirada', 'Rappel', 'Отзыв'],
    [lines('reason', REASON, { required: true, maxLength: 2000 })],
  ),
}
