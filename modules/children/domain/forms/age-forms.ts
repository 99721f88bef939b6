import type { FormDefinition } from '@gloact/forms'
import { INFORMED_AND_HEARD } from './heard.ts'
import { ask, choice, choices, count, day, form, line, REASONS, where, words } from './say.ts'

/** What is known of a child's age, by which it is presumed, doubted and assessed (children note, section 5). */
export const AGE_FORMS: Readonly<Record<string, FormDefinition>> = {
  age_statement: form('age_statement', 'Age | العمر | Edad | Idade | Âge | Возраст', [
    choice(
      'basis',
      'children_age_basis',
      'How the age is known | كيف عُرف العمر | Cómo se conoce la edad | Como se conhece a idade | Comment l’âge est connu | Откуда известен возраст',
    ),
    day(
      'born_from',
      'Born on or after | وُلد في أو بعد | Nacido el día o después | Nascido em ou depois de | Né le ou après le | Родился не ранее',
    ),
    day(
      'born_to',
      'Born on or before | وُلد في أو قبل | Nacido el día o antes | Nascido em ou antes de | Né le ou avant le | Родился не позднее',
      false,
    ),
    choices(
      'evidence',
      'children_age_evidence',
      'What it rests on | ما يستند إليه | En qué se basa | Em que se baseia | Sur quoi cela repose | На чём основано',
    ),
  ]),
  age_document: form('age_document', 'Document | وثيقة | Documento | Documento | Document | Документ', [
    choice(
      'kind',
      'children_age_document',
      'Kind of document | نوع الوثيقة | Tipo de documento | Tipo de documento | Type de document | Вид документа',
    ),
    choice(
      'checked',
      'children_document_check',
      'Result of the check | نتيجة التحقق | Resultado de la verificación | Resultado da verificação | Résultat de la vérification | Результат проверки',
    ),
    day(
      'born_on',
      'Date of birth in it | تاريخ الميلاد فيها | Fecha de nacimiento que consta | Data de nascimento que nele consta | Date de naissance indiquée | Указанная дата рождения',
    ),
    choice(
      'gives',
      'children_birth_given',
      'What the document gives | ما تذكره الوثيقة | Qué indica el documento | O que indica o documento | Ce qu’indique le document | Что указано в документе',
    ),
    line(
      'agency',
      'Who checked it, of which agency | من تحقق منها ومن أي جهة | Quién lo verificó y de qué organismo | Quem verificou e de que entidade | Qui l’a vérifié, de quel organisme | Кто проверил, из какой организации',
    ),
  ]),
  age_second: form(
    'age_second',
    'Second check | تحقق ثانٍ | Segunda verificación | Segunda verificação | Seconde vérification | Вторая проверка',
    [
      choice(
        'checked',
        'children_document_check',
        'Result of the check | نتيجة التحقق | Resultado de la verificación | Resultado da verificação | Résultat de la vérification | Результат проверки',
      ),
      line(
        'agency',
        'Who checked it, of which other agency | من تحقق منها ومن أي جهة أخرى | Quién lo verificó y de qué otro organismo | Quem verificou e de que outra entidade | Qui l’a vérifié, de quel autre organisme | Кто проверил, из какой другой организации',
      ),
      ...INFORMED_AND_HEARD,
    ],
  ),
  age_doubt: form(
    'age_doubt',
    'Doubt about the age | شك في العمر | Duda sobre la edad | Dúvida sobre a idade | Doute sur l’âge | Сомнение в возрасте',
    [
      choice(
        'raised_by',
        'children_doubt_by',
        'Raised by | أثاره | Planteada por | Levantada por | Soulevé par | Кто усомнился',
      ),
      line(
        'raised_agency',
        'Which agency | أي جهة | Qué organismo | Que entidade | Quel organisme | Какая организация',
      ),
      line(
        'raised_role',
        'In which role | بأي صفة | En qué función | Em que função | À quel titre | В какой роли',
        false,
      ),
      choice(
        'raised_function',
        'children_doubt_function',
        'Purpose of asking | لأي غرض يُسأل | Para qué pregunta | Finalidade do pedido | Dans quel but | Для чего спрашивает',
      ),
      choice('reason', 'children_doubt_reason', 'Reason | السبب | Motivo | Motivo | Motif | Причина'),
      ask(
        'child_told',
        'Was the child told? | هل أُبلغ الطفل؟ | ¿Se informó al menor? | A criança foi informada? | L’enfant a-t-il été informé ? | Сообщили ли ребёнку?',
      ),
      ask(
        'guardian_told',
        'Was the guardian told? | هل أُبلغ الوصي؟ | ¿Se informó al tutor? | O tutor foi informado? | Le tuteur a-t-il été informé ? | Сообщили ли опекуну?',
      ),
    ],
  ),
  age_agreed: form(
    'age_agreed',
    'Explained and agreed | شُرح ووُوفق عليه | Explicado y aceptado | Explicado e aceite | Expliqué et accepté | Объяснено и согласовано',
    [
      line(
        'asked_by',
        'Who asks for the assessment | من يطلب التقييم | Quién solicita la evaluación | Quem pede a avaliação | Qui demande l’évaluation | Кто просит об оценке',
      ),
      line(
        'ordered_by',
        'Which agency ordered it | أي جهة أمرت به | Qué organismo la ordenó | Que entidade a ordenou | Quel organisme l’a ordonnée | Какая организация её назначила',
      ),
      choice(
        'agreed',
        'children_assent',
        'What the child said | ما قاله الطفل | Qué dijo el menor | O que disse a criança | Ce que l’enfant a dit | Что сказал ребёнок',
      ),
      line(
        'language',
        'In which language | بأي لغة | En qué idioma | Em que língua | Dans quelle langue | На каком языке',
      ),
      choice(
        'interpreter',
        'children_interpreter',
        'Interpreter | المترجم الشفوي | Intérprete | Intérprete | Interprète | Переводчик',
      ),
      words(
        'explained',
        'How it was explained | كيف شُرح | Cómo se explicó | Como foi explicado | Comment cela a été expliqué | Как объяснено',
      ),
      ask(
        'guardian_present',
        'Was the guardian present? | هل كان الوصي حاضرًا؟ | ¿Estaba presente el tutor? | O tutor estava presente? | Le tuteur était-il présent ? | Присутствовал ли опекун?',
      ),
    ],
  ),
  age_not_agreed: form(
    'age_not_agreed',
    'The child does not agree | الطفل لا يوافق | El menor no está de acuerdo | A criança não concorda | L’enfant n’est pas d’accord | Ребёнок не согласен',
    [
      choice(
        'said',
        'children_not_agreed',
        'What the child said | ما قاله الطفل | Qué dijo el menor | O que disse a criança | Ce que l’enfant a dit | Что сказал ребёнок',
      ),
    ],
  ),
  age_examined: form(
    'age_examined',
    'Step of the assessment | خطوة من التقييم | Paso de la evaluación | Etapa da avaliação | Étape de l’évaluation | Этап оценки',
    [
      choice('step', 'children_age_step', 'Step | الخطوة | Paso | Etapa | Étape | Этап'),
      count(
        'professions',
        'Professions that took part | المهن المشاركة | Profesiones que participaron | Profissões que participaram | Professions représentées | Сколько профессий участвовало',
      ),
      count(
        'people',
        'Trained people who took part | الأشخاص المدربون المشاركون | Personas formadas que participaron | Pessoas formadas que participaram | Personnes formées présentes | Сколько обученных людей участвовало',
      ),
      count(
        'from_months',
        'Youngest possible age, in months | أصغر عمر ممكن بالأشهر | Edad mínima posible, en meses | Idade mínima possível, em meses | Âge minimal possible, en mois | Наименьший возможный возраст, в месяцах',
      ),
      count(
        'to_months',
        'Oldest possible age, in months | أكبر عمر ممكن بالأشهر | Edad máxima posible, en meses | Idade máxima possível, em meses | Âge maximal possible, en mois | Наибольший возможный возраст, в месяцах',
      ),
      count(
        'margin_months',
        'Margin of error, in months | هامش الخطأ بالأشهر | Margen de error, en meses | Margem de erro, em meses | Marge d’erreur, en mois | Погрешность, в месяцах',
      ),
      where(
        'step',
        'medical',
        words(
          'why',
          'Why the earlier steps were not enough | لماذا لم تكفِ الخطوات السابقة | Por qué no bastaron los pasos anteriores | Porque não bastaram as etapas anteriores | Pourquoi les étapes précédentes n’ont pas suffi | Почему предыдущих этапов не хватило',
        ),
      ),
      where('step', 'medical', words('method', 'Method | الطريقة | Método | Método | Méthode | Метод')),
      where(
        'step',
        'medical',
        ask(
          'least_invasive',
          'Is it the least invasive method? | هل هي الطريقة الأقل تدخلًا؟ | ¿Es el método menos invasivo? | É o método menos invasivo? | Est-ce la méthode la moins invasive ? | Это наименее инвазивный метод?',
        ),
      ),
      where(
        'step',
        'medical',
        ask(
          'undressed',
          'Did the child have to undress? | هل اضطر الطفل إلى خلع ملابسه؟ | ¿Tuvo que desvestirse el menor? | A criança teve de se despir? | L’enfant a-t-il dû se déshabiller ? | Пришлось ли ребёнку раздеваться?',
        ),
      ),
    ],
  ),
  age_conclusion: form('age_conclusion', 'Conclusion | النتيجة | Conclusión | Conclusão | Conclusion | Заключение', [
    choice(
      'conclusion',
      'children_age_conclusion',
      'Conclusion | النتيجة | Conclusión | Conclusão | Conclusion | Заключение',
    ),
    count(
      'lowest_months',
      'Lowest age that remains possible, in months | أدنى عمر يبقى ممكنًا بالأشهر | Edad más baja que sigue siendo posible, en meses | Idade mais baixa que continua possível, em meses | Âge le plus bas qui reste possible, en mois | Наименьший возраст, который остаётся возможным, в месяцах',
    ),
    count(
      'professions',
      'Professions that concluded | المهن التي استنتجت | Profesiones que concluyeron | Profissões que concluíram | Professions ayant conclu | Сколько профессий участвовало в выводе',
    ),
    count('signatures', 'Signatures | التوقيعات | Firmas | Assinaturas | Signatures | Подписи'),
    words('reasons', REASONS),
    words(
      'dissent',
      'Dissent, word for word | الرأي المخالف حرفيًا | Disenso, literal | Opinião divergente, palavra por palavra | Avis divergent, mot pour mot | Особое мнение дословно',
      false,
    ),
  ]),
  age_told: form(
    'age_told',
    'Told to the child | أُبلغ به الطفل | Comunicado al menor | Comunicado à criança | Communiqué à l’enfant | Сообщено ребёнку',
    [
      line('told_by', 'By whom | بواسطة من | Por quién | Por quem | Par qui | Кем'),
      words(
        'words',
        'In which words | بأي كلمات | Con qué palabras | Com que palavras | En quels termes | Какими словами',
      ),
      ...INFORMED_AND_HEARD,
    ],
  ),
  age_appeal: form(
    'age_appeal',
    'Appeal lodged | قُدّم طعن | Recurso interpuesto | Recurso interposto | Recours déposé | Жалоба подана',
    [
      line('before', 'Before whom | أمام من | Ante quién | Perante quem | Devant qui | Кому'),
      choice(
        'lodged_by',
        'children_appeal_by',
        'Lodged by | قدّمه | Interpuesto por | Interposto por | Déposé par | Кто подал',
      ),
    ],
  ),
  age_settled: form('age_settled', 'Appeal | الطعن | Recurso | Recurso | Recours | Обжалование', [
    choice(
      'appeal',
      'children_appeal',
      'Outcome of the appeal | ما آل إليه الطعن | Qué ocurrió con el recurso | Resultado do recurso | Suite donnée au recours | Итог обжалования',
    ),
    ask(
      'guardian_agreed',
      'Did the guardian agree? | هل وافق الوصي؟ | ¿Estuvo de acuerdo el tutor? | O tutor concordou? | Le tuteur était-il d’accord ? | Согласен ли опекун?',
    ),
  ]),
}
