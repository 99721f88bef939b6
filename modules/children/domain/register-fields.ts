import type { Field } from '@gloact/forms'
import { say } from './forms/say.ts'

export const open = (id: string, type: string, said: string, more: object = {}) =>
  ({ id, type, label: say(said), sensitivity: 'open', ...more }) as unknown as Field
export const sealed = (id: string, type: string, said: string, more: object = {}) =>
  ({ id, type, label: say(said), sensitivity: 'identifying', ...more }) as unknown as Field
export const day = { precision: 'day', notFuture: true }

/** What the registers of guardians and of carers ask in the same words. */
export const WHERE: readonly Field[] = [
  open('area', 'text', 'Area | المنطقة | Área | Zona | Secteur | Район', { maxLength: 200 }),
  open('languages', 'text', 'Languages | اللغات | Idiomas | Línguas | Langues | Языки', { maxLength: 200 }),
]

/** How somebody is reached, and where they live: sealed. */
export const REACHED: readonly Field[] = [
  sealed('phone', 'phone', 'Telephone | الهاتف | Teléfono | Telefone | Téléphone | Телефон'),
  sealed('address', 'text', 'Address | العنوان | Dirección | Morada | Adresse | Адрес', { maxLength: 300 }),
]

export const SCREENED: readonly Field[] = [
  open(
    'identity_seen',
    'yes_no_unknown',
    'Identity seen? | هل تُحقق من الهوية؟ | ¿Se vio la identidad? | Identidade verificada? | Identité vue ? | Личность установлена?',
  ),
  open(
    'record_seen_on',
    'date',
    'Criminal record seen on | تاريخ الاطلاع على السجل الجنائي | Antecedentes vistos el | Registo criminal visto em | Casier judiciaire vu le | Справка о судимости от',
    day,
  ),
  open(
    'record_clean',
    'yes_no_unknown',
    'Nothing adverse in it? | لا شيء فيه ضده؟ | ¿Nada en contra? | Nada contra? | Rien ne s’y oppose ? | Препятствий нет?',
  ),
  open(
    'lived_elsewhere',
    'yes_no_unknown',
    'Has the person lived in another country? | هل عاش في بلد آخر؟ | ¿Ha vivido en otro país? | A pessoa viveu noutro país? | A-t-elle vécu dans un autre pays ? | Жил ли в другой стране?',
  ),
  open(
    'records_elsewhere',
    'group',
    'Criminal record of each country lived in | السجل الجنائي لكل بلد أقام فيه | Antecedentes de cada país donde vivió | Registo criminal de cada país onde viveu | Casier judiciaire de chaque pays de résidence | Справка о судимости каждой страны проживания',
    {
      rowLabel: say('Country | البلد | País | País | Pays | Страна'),
      minRows: 0,
      maxRows: 12,
      required: false,
      showWhen: { eq: ['lived_elsewhere', 'yes'] },
      fields: [
        open('country', 'country', 'Country | البلد | País | País | Pays | Страна', { required: true }),
        open('result', 'choice', 'Result | النتيجة | Resultado | Resultado | Résultat | Результат', {
          required: true,
          codeList: 'children_record_result',
        }),
        open('seen_on', 'date', 'Seen on | تاريخ الاطلاع | Visto el | Visto em | Vu le | Дата справки', day),
      ],
    },
  ),
  open(
    'other_registers',
    'yes_no_unknown',
    'Other registers checked? | هل فُحصت السجلات الأخرى؟ | ¿Otros registros comprobados? | Outros registos verificados? | Autres registres consultés ? | Другие реестры проверены?',
  ),
]

export const TRAINED: readonly Field[] = [
  open(
    'trained_on',
    'date',
    'Initial training on | تاريخ التدريب الأولي | Formación inicial el | Formação inicial em | Formation initiale le | Начальное обучение',
    day,
  ),
  open(
    'trained_trafficking_on',
    'date',
    'Training on trafficking on | تاريخ التدريب على الاتجار | Formación sobre trata el | Formação sobre tráfico em | Formation sur la traite le | Обучение по торговле людьми',
    day,
  ),
  open(
    'refreshed_on',
    'date',
    'Refresher on | تاريخ التدريب التجديدي | Actualización el | Atualização em | Remise à niveau le | Повторное обучение',
    day,
  ),
]
