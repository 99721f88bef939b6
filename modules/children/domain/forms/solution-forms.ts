import type { FormDefinition, SimpleField } from '@gloact/forms'
import { INFORMED_AND_HEARD } from './heard.ts'
import { ask, choice, day, form, line, list, REASONS, where, words } from './say.ts'

const FOLLOW_UP = form('follow_up', 'Follow-up | المتابعة | Seguimiento | Acompanhamento | Suivi | Сопровождение', [
  ask(
    'alone',
    'Was the child seen alone? | هل قُوبل الطفل على انفراد؟ | ¿Se vio a solas al menor? | A criança foi vista a sós? | L’enfant a-t-il été vu seul ? | Говорили ли с ребёнком наедине?',
  ),
  ask(
    'safe',
    'Is the child safe? | هل الطفل آمن؟ | ¿Está a salvo el menor? | A criança está segura? | L’enfant est-il en sécurité ? | Ребёнок в безопасности?',
  ),
  ask('school', 'At school? | هل في المدرسة؟ | ¿Va a la escuela? | Vai à escola? | Scolarisé ? | Учится?'),
  ask(
    'suspects_near',
    'Suspects near? | مشتبه بهم في الجوار؟ | ¿Sospechosos cerca? | Suspeitos por perto? | Suspects à proximité ? | Подозреваемые рядом?',
  ),
  choice(
    'result',
    'children_follow_up',
    'How it goes | كيف تسير الأمور | Cómo va | Como corre | Comment cela se passe | Как идут дела',
  ),
  words(
    'words',
    'What the child says | ما يقوله الطفل | Qué dice el menor | O que diz a criança | Ce que dit l’enfant | Что говорит ребёнок',
  ),
])

/** Somebody who is integrated here may live on their own: of everything else an adult is named. */
const exceptHere = (field: SimpleField): SimpleField => ({
  ...field,
  required: false,
  requiredWhen: { not: { eq: ['option', 'local_integration'] } },
})

/** Return, reunification, transfer to another country, integration here, adoption or kafala, and what leads to it. */
export const SOLUTION_FORMS: Readonly<Record<string, FormDefinition>> = {
  solution_plan: form(
    'solution_plan',
    'What is planned | ما هو مخطط | Qué se planifica | O que se planeia | Ce qui est prévu | Что планируется',
    [
      choice('option', 'children_moving', 'What | ماذا | Qué | O quê | Quoi | Что'),
      line(
        'place',
        'Place, as the panel named it | المكان كما سمّته اللجنة | Lugar, como lo nombró la comisión | Lugar, como o painel o designou | Lieu, tel que nommé par la commission | Место, как его назвала комиссия',
      ),
      exceptHere(
        line(
          'adult',
          'Adult who takes responsibility, as the panel named them | البالغ المسؤول كما سمّته اللجنة | Adulto responsable, como lo nombró la comisión | Adulto responsável, como o painel o designou | Adulte responsable, tel que nommé par la commission | Ответственный взрослый, как его назвала комиссия',
        ),
      ),
      exceptHere(
        ask(
          'relative',
          'Is the adult a relative? | هل البالغ قريب؟ | ¿Es pariente el adulto? | O adulto é parente? | L’adulte est-il un proche parent ? | Родственник ли взрослый?',
        ),
      ),
      line('address', 'Address | العنوان | Dirección | Morada | Adresse | Адрес', false),
    ],
  ),
  solution_risk: form(
    'solution_risk',
    'Risk assessment of this place and adult | تقييم مخاطر هذا المكان والبالغ | Evaluación de riesgos de este lugar y adulto | Avaliação de risco deste lugar e adulto | Évaluation des risques de ce lieu et de cet adulte | Оценка рисков этого места и взрослого',
    [
      choice(
        'level',
        'children_risk',
        'Level of risk | مستوى الخطر | Nivel de riesgo | Nível de risco | Niveau de risque | Уровень риска',
      ),
      ask(
        'agreed',
        'Has the adult agreed? | هل وافق البالغ؟ | ¿Ha aceptado el adulto? | O adulto aceitou? | L’adulte a-t-il accepté ? | Согласен ли взрослый?',
        false,
      ),
      ask(
        'able',
        'Is the adult able? | هل البالغ قادر؟ | ¿Es capaz el adulto? | O adulto tem condições? | L’adulte en est-il capable ? | Способен ли взрослый заботиться о ребёнке?',
        false,
      ),
      ask(
        'confirmed',
        'Was that confirmed by a channel the adult did not supply? | هل تأكد ذلك بوسيلة لم يقدمها البالغ؟ | ¿Se confirmó por una vía no facilitada por el adulto? | Foi confirmado por um meio não fornecido pelo adulto? | Confirmé par un canal que l’adulte n’a pas fourni ? | Подтверждено ли это по каналу связи, который указал не он сам?',
        false,
      ),
      ask(
        'household_checked',
        'Was everyone in the household checked? | هل تم التحقق من كل أفراد المنزل؟ | ¿Se verificó a todos los del hogar? | Todos os membros do agregado familiar foram verificados? | Tous les membres du foyer sont-ils vérifiés ? | Проверены ли все в доме?',
      ),
      ask(
        'open_case',
        'Is a case open against the adult or the household? | هل توجد قضية مفتوحة ضد البالغ أو المنزل؟ | ¿Hay un caso abierto contra el adulto o el hogar? | Há um processo judicial contra o adulto ou o agregado familiar? | Une affaire est-elle ouverte contre l’adulte ou le foyer ? | Есть ли открытое дело против взрослого или семьи?',
      ),
      words(
        'words',
        'Dangers, and what is done about each | المخاطر وما يعالج كلًا منها | Peligros y qué responde a cada uno | Perigos e o que se faz quanto a cada um | Dangers et réponse à chacun | Опасности и ответ на каждую',
      ),
    ],
  ),
  solution_verified: form(
    'solution_verified',
    'Verification of the relation | التحقق من القرابة | Verificación del parentesco | Verificação do parentesco | Vérification du lien | Проверка родства',
    [
      choice('finding', 'children_finding', 'Finding | النتيجة | Conclusão | Resultado | Constat | Вывод'),
      words(
        'words',
        'How child and adult were asked, apart | كيف سُئل الطفل والبالغ كل على حدة | Cómo se preguntó por separado | Como se perguntou à criança e ao adulto, em separado | Comment ils ont été entendus séparément | Как порознь спрашивали ребёнка и взрослого',
      ),
    ],
  ),
  solution_heard: form(
    'solution_heard',
    'Heard before the decision | الاستماع قبل القرار | Escuchados antes de decidir | Ouvidos antes da decisão | Entendus avant la décision | Выслушаны до решения',
    [
      ...INFORMED_AND_HEARD,
      where(
        'child_heard',
        'heard',
        choice(
          'child_view',
          'children_view',
          'What the child says | ما يقوله الطفل | Qué dice el menor | O que diz a criança | Avis de l’enfant | Что говорит ребёнок',
        ),
      ),
      where(
        'child_heard',
        'heard',
        words(
          'child_words',
          'In the child’s words, and how asked | بكلمات الطفل وكيف سُئل | Con sus palabras y cómo se preguntó | Nas suas palavras e como se perguntou | Avec ses mots, et comment il a été entendu | Словами ребёнка и как спрашивали',
        ),
      ),
      words(
        'guardian_words',
        'What the guardian says | ما يقوله الوصي | Lo que dice el tutor | O que diz o tutor | Ce que dit le tuteur | Что говорит опекун',
        false,
      ),
    ],
  ),
  solution_decision: form('solution_decision', 'Decision | القرار | Decisión | Decisão | Décision | Решение', [
    words('reasons', REASONS),
  ]),
  solution_elsewhere: form(
    'solution_elsewhere',
    'Decided elsewhere | تقرر في مكان آخر | Decidido en otro lugar | Decidido noutro local | Décidé ailleurs | Решено другими',
    [
      choice('option', 'children_moving', 'What | ماذا | Qué | O quê | Quoi | Что'),
      line(
        'by',
        'By whom: a court, an authority | بقرار من: محكمة أو سلطة | Por quién: tribunal, autoridad | Por quem: tribunal, autoridade | Par qui : tribunal, autorité | Кем: судом, органом',
      ),
      line(
        'document',
        'Document: kind, court or office, number | الوثيقة: نوعها والمحكمة أو الجهة ورقمها | Documento: tipo, tribunal u oficina, número | Documento: tipo, tribunal ou serviço, número | Document : nature, tribunal ou service, numéro | Документ: вид, суд или орган, номер',
      ),
      day(
        'document_on',
        'Date of the document | تاريخ الوثيقة | Fecha del documento | Data do documento | Date du document | Дата документа',
      ),
      words('words', 'What is known | المعروف | Lo que se sabe | O que se sabe | Ce que l’on sait | Что известно'),
    ],
  ),
  solution_elsewhere_confirmed: form(
    'solution_elsewhere_confirmed',
    'What guardian and lawyer did against it | ما فعله الوصي والمحامي ضد القرار | Qué hicieron tutor y abogado contra la decisión | O que fizeram tutor e advogado contra a decisão | Ce qu’ont fait tuteur et avocat contre la décision | Что сделали опекун и адвокат против решения',
    [
      ask(
        'document_seen',
        'Did you read the document in the file? | هل قرأت الوثيقة في الملف؟ | ¿Leyó el documento en el expediente? | Leu o documento no processo? | Avez-vous lu le document dans le dossier ? | Прочитали ли вы документ в деле?',
      ),
      ask(
        'guardian_told',
        'Has the guardian been told? | هل أُبلغ الوصي؟ | ¿Se informó al tutor? | O tutor foi informado? | Le tuteur est-il informé ? | Сообщено ли опекуну?',
      ),
      words(
        'words',
        'What guardian and lawyer did against it, or why nothing | ما فعله الوصي والمحامي ضد القرار، أو لماذا لم يفعلا شيئًا | Qué hicieron tutor y abogado en contra, o por qué nada | O que fizeram tutor e advogado contra, ou porquê nada | Ce qu’ont fait tuteur et avocat contre, ou pourquoi rien | Что сделали опекун и адвокат против, или почему ничего',
      ),
    ],
  ),
  solution_answer: form(
    'solution_answer',
    'What was done | ما تم فعله | Qué se hizo | O que foi feito | Ce qui a été fait | Что сделано',
    [
      words(
        'words',
        'What guardian, lawyer and coordinator did | ما فعله الوصي والمحامي والمنسق | Qué hicieron tutor, abogado y coordinador | O que fizeram tutor, advogado e coordenador | Ce qu’ont fait le tuteur, l’avocat et le coordinateur | Что сделали опекун, адвокат и координатор',
      ),
    ],
  ),
  handover: form('handover', 'Hand-over | التسليم | Entrega | Entrega | Remise | Передача', [
    line('place', 'Place | المكان | Lugar | Lugar | Lieu | Место'),
    line(
      'handed_over_by',
      'Who handed the child over | من سلّم الطفل | Quién entregó al menor | Quem entregou a criança | Qui a remis l’enfant | Кто передал ребёнка',
    ),
    ask(
      'identity_seen',
      'Was the adult’s identity seen that day? | هل تُحقق من هوية البالغ في ذلك اليوم؟ | ¿Se vio ese día la identidad del adulto? | A identidade do adulto foi verificada nesse dia? | L’identité de l’adulte a-t-elle été vue ce jour-là ? | Видели ли в тот день документ взрослого?',
    ),
    ask(
      'asked_again',
      'Was the child asked again that day, and says yes? | هل سُئل الطفل مجددًا في ذلك اليوم ووافق؟ | ¿Se preguntó de nuevo al menor ese día y dice sí? | Perguntou-se de novo à criança nesse dia e ela diz que sim? | L’enfant a-t-il redit oui ce jour-là ? | Спросили ли ребёнка снова в тот день, и он согласен?',
    ),
    ask(
      'papers',
      'Were papers and medicines given? | هل سُلمت الوثائق والأدوية؟ | ¿Se entregaron documentos y medicinas? | Foram entregues documentos e medicamentos? | Papiers et médicaments remis ? | Переданы ли документы и лекарства?',
    ),
  ]),
  solution_here: form('solution_here', 'Life here | الحياة هنا | Vida aquí | Vida aqui | Vie ici | Жизнь здесь', [
    words(
      'plan',
      'What is arranged: stay, home, school or work, health, language | ما الذي رُتب: الإقامة والسكن والدراسة أو العمل والصحة واللغة | Qué está organizado: permanencia, vivienda, estudios o trabajo, salud, idioma | O que está organizado: permanência, habitação, estudos ou trabalho, saúde, língua | Ce qui est organisé : séjour, logement, études ou travail, santé, langue | Что устроено: пребывание, жильё, учёба или работа, здоровье, язык',
    ),
    line('owner', 'Who sees to it | من يتولاه | Responsable | Responsável | Qui s’en charge | Кто отвечает'),
    ask(
      'asked_again',
      'Was the child asked again that day, and says yes? | هل سُئل الطفل مجددًا في ذلك اليوم ووافق؟ | ¿Se preguntó de nuevo al menor ese día y dice sí? | Perguntou-se de novo à criança nesse dia e ela diz que sim? | L’enfant a-t-il redit oui ce jour-là ? | Спросили ли ребёнка снова в тот день, и он согласен?',
    ),
  ]),
  follow_up: FOLLOW_UP,
  solution_in_place: form(
    'solution_in_place',
    'A durable solution | حل دائم | Una solución duradera | Uma solução duradoura | Une solution durable | Долгосрочное решение',
    [
      ask(
        'stay',
        'Is the right to stay settled? | هل حق الإقامة محسوم؟ | ¿Está resuelto el derecho a permanecer? | O direito de permanência está definido? | Le droit au séjour est-il réglé ? | Решён ли вопрос о праве остаться?',
      ),
      ask(
        'cared_for',
        'Is there a permanent carer? | هل يوجد مقدم رعاية دائم؟ | ¿Hay un cuidador estable? | Há um cuidador permanente? | Y a-t-il une personne qui s’en occupe durablement ? | Есть ли постоянный воспитатель?',
      ),
      ask(
        'school_or_work',
        'Is there school or work? | هل توجد مدرسة أو عمل؟ | ¿Hay escuela o trabajo? | Há escola ou trabalho? | Y a-t-il école ou travail ? | Есть ли школа или работа?',
      ),
      ask(
        'health',
        'Is there health care? | هل توجد رعاية صحية؟ | ¿Hay atención sanitaria? | Há cuidados de saúde? | Y a-t-il accès aux soins ? | Есть ли медицинская помощь?',
      ),
      ask(
        'safe',
        'Is the child safe? | هل الطفل آمن؟ | ¿Está a salvo el menor? | A criança está segura? | L’enfant est-il en sécurité ? | Ребёнок в безопасности?',
      ),
      ask(
        'home',
        'For integration here: is there a lasting home? | عند الاندماج هنا: هل يوجد سكن دائم؟ | Si se integra aquí: ¿hay una vivienda estable? | Na integração aqui: há uma habitação estável? | Pour une intégration ici : y a-t-il un logement durable ? | При интеграции здесь: есть ли постоянное жильё?',
        false,
      ),
      ask(
        'order',
        'For adoption or kafala: is the order of the court or authority in force? | عند التبني أو الكفالة: هل قرار المحكمة أو السلطة نافذ؟ | En adopción o kafala: ¿está en vigor la resolución del tribunal o la autoridad? | Na adoção ou kafala: está em vigor a decisão do tribunal ou da autoridade? | Pour une adoption ou une kafala : la décision du tribunal ou de l’autorité est-elle en vigueur ? | При усыновлении или кафале: вступило ли в силу решение суда или органа?',
        false,
      ),
      words(
        'words',
        'What it rests on, with what the child says | على ماذا يستند ذلك وما يقوله الطفل | En qué se basa, y qué dice el menor | Em que se baseia, e o que diz a criança | Sur quoi cela repose, et ce que dit l’enfant | На чём это основано и что говорит ребёнок',
      ),
    ],
  ),
  solution_failed: form(
    'solution_failed',
    'Did not last | لم يدم | No duró | Não durou | N’a pas duré | Не сохранилось',
    [
      choice('because', 'children_solution_failed', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему'),
      words(
        'words',
        'Where the child is now, and what is done | أين الطفل الآن وما الذي يُفعل | Dónde está ahora el menor y qué se hace | Onde está agora a criança e o que se faz | Où est l’enfant maintenant, et ce qui est fait | Где ребёнок сейчас и что делается',
      ),
    ],
  ),
  solution_dropped: form(
    'solution_dropped',
    'Not carried out | لم يُنفذ | No se llevó a cabo | Não se realizou | Non réalisé | Не состоялось',
    [choice('reason', 'children_dropped', 'Why | السبب | Por qué | Porquê | Pourquoi | Почему')],
  ),
}

export const SOLUTION_LISTS = {
  ...list('children_moving', {
    reunification_here:
      'Family reunification here | لمّ الشمل هنا | Reunificación aquí | Reunificação familiar aqui | Réunification ici | Воссоединение здесь',
    reunification_abroad:
      'Family reunification abroad | لمّ الشمل في الخارج | Reunificación en el extranjero | Reunificação familiar no estrangeiro | Réunification à l’étranger | Воссоединение за границей',
    return_to_family:
      'Return to the family | العودة إلى الأسرة | Retorno con la familia | Regresso à família | Retour dans la famille | Возвращение в семью',
    return_to_care:
      'Return to care | العودة إلى رعاية | Retorno a acogida | Regresso a acolhimento | Retour vers une prise en charge | Возвращение под опеку',
    third_country:
      'Transfer to another country | النقل إلى بلد آخر | Traslado a otro país | Transferência para outro país | Transfert dans un autre pays | Перевод в другую страну',
    local_integration:
      'Integration here | الاندماج هنا | Integración aquí | Integração aqui | Intégration ici | Интеграция здесь',
    adoption_or_kafala:
      'Adoption or kafala | تبنٍّ أو كفالة | Adopción o kafala | Adoção ou kafala | Adoption ou kafala | Усыновление или кафала',
    separation:
      'Separation from siblings or parents | الفصل عن الإخوة أو الوالدين | Separación de hermanos o padres | Separação de irmãos ou pais | Séparation de la fratrie ou des parents | Разлучение с родными',
  }),
  ...list('children_risk', {
    low: 'Low | منخفض | Bajo | Baixo | Faible | Низкий',
    medium: 'Medium | متوسط | Medio | Médio | Moyen | Средний',
    high: 'High | مرتفع | Alto | Alto | Élevé | Высокий',
    very_high: 'Very high | مرتفع جدًا | Muy alto | Muito alto | Très élevé | Очень высокий',
  }),
  ...list('children_finding', {
    reunification: 'Reunification | لمّ الشمل | Reunificación | Reunificação | Réunification | Воссоединение',
    reunification_enhanced_support:
      'Reunification with more support | لمّ الشمل مع دعم إضافي | Reunificación con más apoyo | Reunificação com mais apoio | Réunification avec un soutien renforcé | Воссоединение с усиленной поддержкой',
    further_tracing:
      'Further tracing | مزيد من البحث | Seguir buscando | Continuar a procura de familiares | Poursuivre la recherche | Продолжить розыск',
    long_term_alternative_care:
      'Long-term alternative care | رعاية بديلة طويلة الأمد | Acogida alternativa a largo plazo | Acolhimento alternativo a longo prazo | Prise en charge durable hors famille | Долгосрочное замещающее воспитание',
    no: 'Not verified | لم يُتحقق | No verificado | Não verificado | Non vérifié | Не подтверждено',
  }),
  ...list('children_follow_up', {
    going_well: 'Goes well | تسير جيدًا | Va bien | Corre bem | Cela se passe bien | Всё хорошо',
    support_needed:
      'Support needed | يلزم دعم | Necesita apoyo | Precisa de apoio | Soutien nécessaire | Нужна поддержка',
    at_risk: 'At risk | في خطر | En riesgo | Em risco | À risque | Под угрозой',
    broken_down: 'Broken down | انهار | Fracasó | Interrompido | Échec | Распалось',
    not_found: 'Not found | لم يُعثر عليه | No localizado | Não localizada | Introuvable | Не найден',
  }),
  ...list('children_solution_failed', {
    broken_down: 'Broken down | انهار | Fracasó | Interrompido | Échec | Распалось',
    not_safe: 'Not safe | غير آمن | No es seguro | Não é seguro | Pas sûr | Небезопасно',
    child_left:
      'The child left | غادر الطفل | El menor se fue | A criança foi embora | L’enfant est parti | Ребёнок ушёл',
    not_found: 'Not found | لم يُعثر عليه | No localizado | Não localizada | Introuvable | Не найден',
    no_stay:
      'Stay was refused | رُفضت الإقامة | Se denegó la permanencia | A permanência foi recusada | Le séjour a été refusé | В проживании отказано',
    other: 'Other | غير ذلك | Otro | Outro | Autre | Другое',
  }),
  ...list('children_dropped', {
    change_of_mind:
      'Change of mind | تغيير الرأي | Cambio de opinión | Mudança de opinião | Changement d’avis | Передумали',
    child_said_no:
      'The child said no | رفض الطفل | El menor dijo que no | A criança disse que não | L’enfant a dit non | Ребёнок отказался',
    failed_verification:
      'Verification failed | فشل التحقق | No se verificó | A verificação falhou | Vérification négative | Родство не подтвердилось',
    not_safe: 'Not safe | غير آمن | No es seguro | Não é seguro | Pas sûr | Небезопасно',
    death: 'Death | وفاة | Fallecimiento | Morte | Décès | Смерть',
    other: 'Other | غير ذلك | Otro | Outro | Autre | Другое',
  }),
}
