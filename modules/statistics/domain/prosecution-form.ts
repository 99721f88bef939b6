import type { CodeLists } from '@gloact/codes'
import { defineForm, type FormAnswers, type FormDefinition } from '@gloact/forms'
import { valueOf, type FieldFailure } from '@gloact/kernel'
import { CITIZENSHIPS, FORMS, UNKNOWN } from './canon.ts'
import { isYearOfFigures } from './estimate-form.ts'
import { say } from './say.ts'

/** What GLOTIP’s questionnaire asks of criminal justice, in its order: offences first, then persons. */
export const STAGES = ['offences', 'formal_contact', 'prosecuted', 'convicted'] as const
export type Stage = (typeof STAGES)[number]
/** Those that count persons: IC-TIP’s perpetrators. */
export const STAGES_OF_PERSONS = ['formal_contact', 'prosecuted', 'convicted'] as const

/** Of all together: said in so many words, so that a figure without a breakdown is not one that somebody forgot to break down. */
export const ALL = 'total'

/** What a figure of criminal justice may be broken down by. */
export const REPORTED_BY = {
  form: [ALL, ...FORMS, UNKNOWN],
  sex: [ALL, 'female', 'male', 'other', UNKNOWN],
  age: [ALL, 'child', 'adult', UNKNOWN],
  citizenship: [ALL, ...CITIZENSHIPS, UNKNOWN],
} as const
export const REPORTED_DIMENSIONS = ['form', 'sex', 'age', 'citizenship'] as const

const LABELS: Readonly<Record<string, ReturnType<typeof say>>> = {
  offences: say(
    'Offences recorded',
    'جرائم مسجَّلة',
    'Delitos registrados',
    'Infractions enregistrées',
    'Crimes registados',
    'Зарегистрированные преступления',
  ),
  formal_contact: say(
    'Persons investigated (suspected, arrested, cautioned)',
    'أشخاص جرى التحقيق معهم (مشتبه بهم، موقوفون، منذَرون)',
    'Personas investigadas (sospechosas, detenidas, amonestadas)',
    'Personnes mises en cause (soupçonnées, arrêtées, averties)',
    'Pessoas investigadas (suspeitas, detidas, advertidas)',
    'Лица, в отношении которых велось расследование (подозреваемые, задержанные, предупреждённые)',
  ),
  prosecuted: say(
    'Persons prosecuted',
    'أشخاص لوحقوا قضائيًا',
    'Personas enjuiciadas',
    'Personnes poursuivies',
    'Pessoas acusadas',
    'Лица, привлечённые к уголовной ответственности',
  ),
  convicted: say(
    'Persons convicted',
    'أشخاص أُدينوا',
    'Personas condenadas',
    'Personnes condamnées',
    'Pessoas condenadas',
    'Осуждённые лица',
  ),
  [ALL]: say('All', 'الكل', 'Total', 'Total', 'Total', 'Всего'),
  [UNKNOWN]: say('Unknown', 'غير معروف', 'Se desconoce', 'Inconnu', 'Desconhecido', 'Неизвестно'),
  sexual_exploitation: say(
    'Sexual exploitation',
    'الاستغلال الجنسي',
    'Explotación sexual',
    'Exploitation sexuelle',
    'Exploração sexual',
    'Сексуальная эксплуатация',
  ),
  forced_labour: say(
    'Forced labour',
    'العمل القسري',
    'Trabajo forzoso',
    'Travail forcé',
    'Trabalho forçado',
    'Принудительный труд',
  ),
  other_forms: say(
    'Other forms of exploitation',
    'أشكال أخرى من الاستغلال',
    'Otras formas de explotación',
    'Autres formes d’exploitation',
    'Outras formas de exploração',
    'Другие формы эксплуатации',
  ),
  female: say('Female', 'أنثى', 'Mujeres', 'Femmes', 'Feminino', 'Женский'),
  male: say('Male', 'ذكر', 'Hombres', 'Hommes', 'Masculino', 'Мужской'),
  other: say('Other', 'آخر', 'Otro', 'Autre', 'Outro', 'Другой'),
  child: say('0 to 17 years', '0 إلى 17 سنة', '0 a 17 años', '0 à 17 ans', '0 a 17 anos', 'От 0 до 17 лет'),
  adult: say(
    '18 years or over',
    '18 سنة فأكثر',
    '18 años o más',
    '18 ans et plus',
    '18 anos ou mais',
    '18 лет и старше',
  ),
  national: say(
    'Citizens of the country',
    'مواطنو البلد',
    'Nacionales del país',
    'Ressortissants du pays',
    'Nacionais do país',
    'Граждане страны',
  ),
  foreign: say(
    'Foreign citizens',
    'أجانب',
    'Personas extranjeras',
    'Étrangers',
    'Estrangeiros',
    'Иностранные граждане',
  ),
  stateless: say('Stateless persons', 'عديمو الجنسية', 'Apátridas', 'Apatrides', 'Apátridas', 'Лица без гражданства'),
}

const list = (id: string, codes: readonly string[]) => ({
  id,
  version: '1',
  codes: codes.map((code) => ({ code, label: LABELS[code] ?? { en: code } })),
})

/** The lists of the register, by the ids that its form names. */
export const PROSECUTION_LISTS: CodeLists = {
  justice_stage: list('justice_stage', STAGES),
  justice_form: list('justice_form', REPORTED_BY.form),
  justice_sex: list('justice_sex', REPORTED_BY.sex),
  justice_age: list('justice_age', REPORTED_BY.age),
  justice_citizenship: list('justice_citizenship', REPORTED_BY.citizenship),
}

const open = { sensitivity: 'open', required: true } as const
const choice = (id: string, label: ReturnType<typeof say>) =>
  ({ ...open, id, type: 'choice', codeList: `justice_${id}`, label }) as const

/** One figure as an authority reported it, with the article of the law and the source that the questionnaire asks for beside it. */
export const prosecutionForm: FormDefinition = defineForm({
  id: 'reported_prosecution',
  version: '1',
  title: say('Figure', 'رقم', 'Cifra', 'Chiffre', 'Número', 'Показатель'),
  sections: [
    {
      id: 'figure',
      title: say('Figure', 'رقم', 'Cifra', 'Chiffre', 'Número', 'Показатель'),
      fields: [
        {
          ...open,
          id: 'article',
          type: 'text',
          maxLength: 200,
          label: say(
            'Article of the law',
            'مادة القانون',
            'Artículo de la ley',
            'Article de loi',
            'Artigo da lei',
            'Статья закона',
          ),
        },
        {
          ...open,
          id: 'year',
          type: 'text',
          format: 'digits',
          maxLength: 4,
          label: say('Year', 'السنة', 'Año', 'Année', 'Ano', 'Год'),
        },
        choice('stage', say('Stage', 'المرحلة', 'Etapa', 'Étape', 'Fase', 'Стадия')),
        choice(
          'form',
          say(
            'Form of exploitation',
            'شكل الاستغلال',
            'Forma de explotación',
            'Forme d’exploitation',
            'Forma de exploração',
            'Форма эксплуатации',
          ),
        ),
        choice('sex', say('Sex', 'الجنس', 'Sexo', 'Sexe', 'Sexo', 'Пол')),
        choice('age', say('Age', 'العمر', 'Edad', 'Âge', 'Idade', 'Возраст')),
        choice(
          'citizenship',
          say('Citizenship', 'الجنسية', 'Nacionalidad', 'Nationalité', 'Nacionalidade', 'Гражданство'),
        ),
        {
          ...open,
          id: 'persons',
          type: 'number',
          min: 0,
          max: 1_000_000,
          label: say('How many', 'العدد', 'Cuántos', 'Nombre', 'Número de pessoas', 'Сколько'),
        },
      ],
    },
    {
      id: 'source',
      title: say('Source', 'المصدر', 'Fuente', 'Source', 'Fonte', 'Источник'),
      fields: [
        {
          ...open,
          id: 'body',
          type: 'text',
          maxLength: 200,
          label: say(
            'Authority that reported it',
            'الجهة التي أبلغت عنه',
            'Autoridad que la comunicó',
            'Autorité qui l’a communiqué',
            'Autoridade que o comunicou',
            'Орган, который сообщил',
          ),
        },
        {
          ...open,
          id: 'document',
          type: 'text',
          maxLength: 300,
          label: say('Document', 'الوثيقة', 'Documento', 'Document', 'Documento', 'Документ'),
        },
        {
          ...open,
          id: 'dated',
          type: 'date',
          precision: 'day',
          notFuture: true,
          label: say(
            'Date of the document',
            'تاريخ الوثيقة',
            'Fecha del documento',
            'Date du document',
            'Data do documento',
            'Дата документа',
          ),
        },
        {
          ...open,
          required: false,
          id: 'link',
          type: 'url',
          label: say(
            'Where it is published',
            'مكان نشره',
            'Dónde se publicó',
            'Où il est publié',
            'Onde foi publicado',
            'Где опубликован',
          ),
        },
      ],
    },
  ],
})

/** Offences are no persons: they have neither sex nor age nor citizenship. The year has ended or is this one. */
export function checkProsecution(answers: FormAnswers, thisYear: number): readonly FieldFailure[] {
  const word = (id: string): string => String(valueOf(answers[id]) ?? '')
  const ofOffences =
    word('stage') === 'offences' ? (['sex', 'age', 'citizenship'] as const).filter((field) => word(field) !== ALL) : []
  return [
    ...(isYearOfFigures(Number(word('year')), thisYear)
      ? []
      : [{ pointer: '/answers/year', code: 'statistics.no_such_year' }]),
    ...ofOffences.map((field) => ({ pointer: `/answers/${field}`, code: 'statistics.offences_no_persons' })),
  ]
}
