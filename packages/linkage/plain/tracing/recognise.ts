import { bareHeader, recogniseColumn, type ColumnSample } from '../recognise.ts'
import type { ColumnKind } from '../schema.ts'
import type { TracingColumn, TracingKind, TracingSide } from './schema.ts'

// Headers of tracing files: letters alone, lower case, marks left out. What they do not name is recognised as in linkage.
const HEADERS: readonly (readonly [TracingKind, RegExp])[] = [
  [
    'consent',
    /^((tracing)?consent(for)?(tracing)?|consent(ement|imiento)(pour|para|de|a)?(la)?(recherche|busqueda)?|consentimento.*|согласие.*|موافقة.*)$/u,
  ],
  [
    'relation',
    /^((carer|caregiver|inquirer|enquirer|relative)?s?relation(ship)?(to|of|with)?(the)?(child|carer|caregiver)?|(lien|relation)(deparente|familial|aveclenfant)?|parentesco|parentesque|родство|степеньродства|صلةالقرابة|القرابة)$/u,
  ],
  [
    'relative_name',
    /^((carer|caregiver|inquirer|enquirer|requester|seeker|relative|claimant|applicant|adult|guardian)s?(full)?(name)?|nom(du|de)?(la|l)?(demandeur|tuteur|gardien|proche)|(nombre)?(del|de)?(solicitante|cuidador)|(nome)?(do)?(requerente|cuidador)|заявитель|опекун|اسم(مقدمالطلب|الوصي)|مقدمالطلب)$/u,
  ],
  [
    'separation_date',
    /^(((date|day)(of)?(the)?)?separation(date|day|on)?|separated(on|at|since)?|(date|fecha|data)(de)?(la|da)?separa(tion|cion|cao)|lastseen(on|date)?|датаразлучения|تاريخالانفصال)$/u,
  ],
  [
    'separation_place',
    /^((place|location|town|city)of(the)?separation|separation(place|location|town|city)|separated(in|where)|lastseen(at|in|place)?|(lieu|lugar|local)(de)?(la|da)?separa(tion|cion|cao)|месторазлучения|مكانالانفصال)$/u,
  ],
  [
    'place_of_origin',
    /^((place|town|village|city|area|home)(of)?(the)?(origin|town|village)|hometown|home|origin(place)?|placeofbirth|birthplace|lieu(dorigine|denaissance)|lugarde(origen|nacimiento)|(local|lugar)de(origem|nascimento)|место(рождения|происхождения)|مكان(الاصل|الأصل|الميلاد))$/u,
  ],
  ['nickname', /^(nickname|othernames?|alias(es)?|knownas|surnom|apodo|alcunha|прозвище|(الاسم)?(المستعار|اللقب))$/u],
  [
    'grandfather_name',
    /^(grandfathers?(name)?|(nom(du)?)?grandpere|(nombre(del)?)?abuelo|(nome(do)?)?avo|имядеда|اسمالجد)$/u,
  ],
  [
    'sibling_names',
    /^((names(of)?)?(siblings|brothersandsisters)(names)?|(noms)?fratrie|(nombres)?hermanos|(nomes)?irmaos|братьяисестры|الاخوة|الإخوة)$/u,
  ],
  [
    'last_place',
    /^((last|lastknown)(place|location|address|town)|(place|location)last(seen|known)|dernierlieu|ultimolugar|ultimolocal|последнееместо|آخرمكان)$/u,
  ],
  ['telephone', /^((tele)?phone(last)?(number)?|mobile(number)?|telefono|telefone|телефон|(رقم)?الهاتف)$/u],
  [
    'mother_tongue',
    /^((mother|native)(tongue|language)|(first|home)language|langue(maternelle)|(lengua|idioma)matern[ao]|linguamaterna|роднойязык|اللغةالأم|لغةالأم)$/u,
  ],
  ['group', /^((family|sibling|travel|case)s?(group|number|id|ref)|siblings?|groupid|group)$/u],
  [
    'recorded_on',
    /^(requested(on|at)?|dateofrequest|requestdate|opened(on|at)?|datedelademande|fechadesolicitud|датазапроса|تاريخالطلب)$/u,
  ],
]

/** What stands before what a column says of the child, in a request. */
const OF_CHILD = /^(?:the)?(?:child|sought|missing|enfant|nino|crianca)(?:s(?!ex|ur))?(?:full)?(?=[a-z])/u

const KINDS: Readonly<Partial<Record<ColumnKind, TracingKind>>> = {
  given_name: 'given_name',
  family_name: 'family_name',
  full_name: 'full_name',
  father_name: 'father_name',
  mother_name: 'mother_name',
  sex: 'sex',
  age: 'age',
  date_of_birth: 'date_of_birth',
  recorded_on: 'recorded_on',
  stratum: 'nationality',
}

/**
 * Recognises what the columns of one table hold: by their names (in six languages), else by their cells. The id is the
 * first column. Nothing of it is certain: it is shown to be corrected.
 */
export function recogniseTracingColumns(samples: readonly ColumnSample[], side: TracingSide): readonly TracingColumn[] {
  const taken = new Set<TracingKind>()
  return samples.map(({ name, cells }, at): TracingColumn => {
    if (at === 0) return { name, kind: 'id' }
    const header = bareHeader(name)
    const told = recogniseColumn({ name: side === 'requests' ? header.replace(OF_CHILD, '') : name, cells })
    const known = HEADERS.find(([, pattern]) => pattern.test(header))?.[0] ?? KINDS[told.kind] ?? 'ignored'
    const kind = taken.has(known) ? 'ignored' : known
    taken.add(kind)
    const dated = kind === 'date_of_birth' || kind === 'recorded_on' || kind === 'separation_date'
    return { name, kind, ...(dated && told.order !== undefined ? { order: told.order } : {}) }
  })
}
