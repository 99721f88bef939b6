import type { Words } from '@gloact/forms'
import { say } from './forms/say.ts'

/** How a child is spoken to: as the assessment records it. General knowledge: a country has them read by those who work with children. */
export const AGE_GROUPS = ['under_7', 'from_7', 'from_12', 'from_16'] as const
export type AgeGroup = (typeof AGE_GROUPS)[number]

/** What is explained before it is asked whether the child agrees. */
export const EXPLAINED = ['assessment', 'tracing', 'age', 'interview'] as const
export type ExplainedTopic = (typeof EXPLAINED)[number]

export const PICTOGRAMS = ['together', 'ask', 'family', 'papers', 'stop', 'lock', 'help', 'again'] as const
export type PictogramName = (typeof PICTOGRAMS)[number]

export interface ExplainedPart {
  readonly picture: PictogramName
  readonly words: Words
}

/** What a picture shows, for those who do not see it. */
export const PICTURE_SHOWS: Readonly<Record<PictogramName, Words>> = {
  together: say(
    'Two people sit and talk | شخصان يجلسان ويتحدثان | Dos personas sentadas hablan | Duas pessoas sentadas conversam | Deux personnes assises parlent | Двое сидят и разговаривают',
  ),
  ask: say(
    'A question mark in a speech bubble | علامة استفهام في فقاعة كلام | Un signo de pregunta en un globo | Um ponto de interrogação num balão | Un point d’interrogation dans une bulle | Вопросительный знак в облачке речи',
  ),
  family: say(
    'A child between two adults | طفل بين بالغين | Un niño entre dos adultos | Uma criança entre dois adultos | Un enfant entre deux adultes | Ребёнок между двумя взрослыми',
  ),
  papers: say(
    'A paper with a calendar | ورقة وتقويم | Un papel con un calendario | Um papel com um calendário | Un papier avec un calendrier | Документ с календарём',
  ),
  stop: say('A raised hand | يد مرفوعة | Una mano levantada | Uma mão levantada | Une main levée | Поднятая ладонь'),
  lock: say('A closed lock | قفل مغلق | Un candado cerrado | Um cadeado fechado | Un cadenas fermé | Закрытый замок'),
  help: say(
    'A hand that holds a small hand | يد تمسك يدًا صغيرة | Una mano que toma otra pequeña | Uma mão que segura outra pequena | Une main qui tient une petite main | Большая рука держит маленькую',
  ),
  again: say(
    'Two arrows in a circle | سهمان في دائرة | Dos flechas en círculo | Duas setas em círculo | Deux flèches en cercle | Две стрелки по кругу',
  ),
}

const part = (picture: PictogramName, said: string): ExplainedPart => ({ picture, words: say(said) })

/** What it is about: the one thing that differs by topic. */
const ABOUT: Readonly<Record<ExplainedTopic, Readonly<Record<'young' | 'older', ExplainedPart>>>> = {
  assessment: {
    young: part(
      'ask',
      'I ask how you are, where you sleep, and what you like. | أسألك كيف حالك وأين تنام وماذا تحب. | Te pregunto cómo estás, dónde duermes y qué te gusta. | Pergunto-te como estás, onde dormes e do que gostas. | Je te demande comment tu vas, où tu dors et ce que tu aimes. | Я спрошу, как у тебя дела, где ты спишь и что любишь.',
    ),
    older: part(
      'ask',
      'We talk about what is good for you now: safety, family, health, school. Then a plan is made with you. | نتحدث عما هو جيد لك الآن: الأمان والأسرة والصحة والمدرسة. ثم نضع خطة معك. | Hablamos de lo que es bueno para ti ahora: seguridad, familia, salud, escuela. Después se hace un plan contigo. | Falamos do que é bom para ti agora: segurança, família, saúde, escola. Depois faz-se um plano contigo. | Nous parlons de ce qui est bon pour toi maintenant : sécurité, famille, santé, école. Puis un plan est fait avec toi. | Мы говорим о том, что сейчас для тебя хорошо: безопасность, семья, здоровье, школа. Потом вместе с тобой составляется план.',
    ),
  },
  tracing: {
    young: part(
      'family',
      'We can look for your family, if you want us to. | يمكننا أن نبحث عن أسرتك إن أردت. | Podemos buscar a tu familia, si tú quieres. | Podemos procurar a tua família, se quiseres. | Nous pouvons chercher ta famille, si tu le veux. | Мы можем искать твою семью, если ты хочешь.',
    ),
    older: part(
      'family',
      'We can look for your family. You say for whom, and who must not find you. Nobody is told where you are unless you agree. | يمكننا البحث عن أسرتك. أنت تقول عمّن نبحث، ومن يجب ألا يجدك. لا يُقال لأحد أين أنت إلا بموافقتك. | Podemos buscar a tu familia. Tú dices a quién, y quién no debe encontrarte. A nadie se le dice dónde estás si tú no quieres. | Podemos procurar a tua família. Dizes quem, e quem não te deve encontrar. Ninguém sabe onde estás se não concordares. | Nous pouvons chercher ta famille. Tu dis qui, et qui ne doit pas te trouver. Personne n’apprend où tu es sans ton accord. | Мы можем искать твою семью. Ты говоришь, кого искать и кто не должен тебя найти. Без твоего согласия никому не скажут, где ты.',
    ),
  },
  age: {
    young: part(
      'papers',
      'We want to know how old you are. None of it hurts. | نريد أن نعرف كم عمرك. لا شيء من ذلك يؤلم. | Queremos saber cuántos años tienes. Nada de eso duele. | Queremos saber que idade tens. Nada disso dói. | Nous voulons savoir quel âge tu as. Rien de cela ne fait mal. | Мы хотим узнать, сколько тебе лет. Это не больно.',
    ),
    older: part(
      'papers',
      'There is a doubt about your age. First we look at papers and talk with you. You may say no to any examination; nothing bad follows from it. | هناك شك في عمرك. ننظر أولًا في الوثائق ونتحدث معك. يمكنك رفض أي فحص، ولا يترتب على ذلك شيء سيئ. | Hay dudas sobre tu edad. Primero miramos documentos y hablamos contigo. Puedes negarte a cualquier examen; no te perjudica. | Há dúvidas sobre a tua idade. Primeiro vemos documentos e falamos contigo. Podes recusar qualquer exame; isso não te prejudica. | Il y a un doute sur ton âge. D’abord nous regardons les papiers et parlons avec toi. Tu peux refuser tout examen ; cela ne te nuira pas. | Есть сомнение в твоём возрасте. Сначала мы смотрим документы и говорим с тобой. От любого обследования можно отказаться; хуже от этого не будет.',
    ),
  },
  interview: {
    young: part(
      'ask',
      'Someone wants to hear what happened. Your guardian or another person is with you. | أحدهم يريد أن يسمع ما حدث. وصيك أو شخص آخر يكون معك. | Alguien quiere oír qué pasó. Tu tutor u otra persona está contigo. | Alguém quer ouvir o que aconteceu. O teu tutor ou outra pessoa está contigo. | Quelqu’un veut entendre ce qui s’est passé. Ton tuteur ou une autre personne est avec toi. | Кто-то хочет услышать, что случилось. Рядом будет опекун или другой взрослый.',
    ),
    older: part(
      'ask',
      'You are asked about what happened. Someone you trust may be there. You can take a break. You are not asked the same thing over and over. | تُسأل عما حدث. يمكن أن يحضر شخص تثق به، ويمكنك أن تستريح، ولا تُسأل عن الشيء نفسه مرارًا. | Te preguntan qué pasó. Puede estar alguien de tu confianza, puedes hacer pausas y no te preguntan lo mismo una y otra vez. | Perguntam-te o que aconteceu. Pode estar alguém em quem confias, podes fazer pausas e não te perguntam sempre o mesmo. | On te demande ce qui s’est passé. Une personne de confiance peut être là, tu peux faire une pause, et on ne te demande pas toujours la même chose. | Тебя спросят, что случилось. С тобой может быть тот, кому ты доверяешь, можно делать перерывы, и об одном и том же не спрашивают снова и снова.',
    ),
  },
}

/** What every child is told, whatever it is about. */
const ALWAYS: Readonly<Record<AgeGroup, readonly ExplainedPart[]>> = {
  under_7: [
    part(
      'together',
      'I help children. I want to talk with you. | أنا أساعد الأطفال. أريد أن أتحدث معك. | Ayudo a los niños. Quiero hablar contigo. | Ajudo crianças. Quero conversar contigo. | J’aide les enfants. Je veux parler avec toi. | Я помогаю детям. Я хочу поговорить с тобой.',
    ),
    part(
      'stop',
      'You can say no. You can say stop. Nobody is angry. | يمكنك أن تقول لا. يمكنك أن تقول توقف. لن يغضب أحد. | Puedes decir que no. Puedes decir basta. Nadie se enfada. | Podes dizer não. Podes dizer pára. Ninguém se zanga. | Tu peux dire non. Tu peux dire stop. Personne ne se fâche. | Можно сказать «нет». Можно сказать «стоп». Никто не рассердится.',
    ),
    part(
      'help',
      'If something frightens you, tell me. I help you. | إن أخافك شيء فأخبرني. أنا أساعدك. | Si algo te da miedo, dímelo. Te ayudo. | Se alguma coisa te assusta, diz-me. Eu ajudo-te. | Si quelque chose te fait peur, dis-le-moi. Je t’aide. | Если тебе страшно, скажи мне. Я помогу.',
    ),
  ],
  from_7: [
    part(
      'together',
      'My work is to look after children who are without their parents. | عملي أن أهتم بالأطفال الذين ليسوا مع والديهم. | Mi trabajo es cuidar de los niños que están sin sus padres. | O meu trabalho é cuidar de crianças que estão sem os pais. | Mon travail est de m’occuper des enfants qui sont sans leurs parents. | Моя работа — заботиться о детях, которые без родителей.',
    ),
    part(
      'stop',
      'You may say no, or stop at any time. You still get help. | يمكنك أن ترفض أو تتوقف في أي وقت. وستحصل على المساعدة في كل حال. | Puedes decir que no, o parar cuando quieras. Te ayudamos igual. | Podes dizer não, ou parar quando quiseres. Ajudamos-te na mesma. | Tu peux dire non, ou arrêter quand tu veux. On t’aide quand même. | Можно отказаться или остановиться в любой момент. Тебе всё равно помогут.',
    ),
    part(
      'lock',
      'I write down what you say. Only people who look after you read it. | أكتب ما تقوله. ولا يقرؤه إلا من يهتمون بك. | Escribo lo que dices. Solo lo leen quienes te cuidan. | Escrevo o que dizes. Só quem cuida de ti o lê. | J’écris ce que tu dis. Seuls ceux qui s’occupent de toi le lisent. | Я записываю, что ты говоришь. Читают только те, кто о тебе заботится.',
    ),
    part(
      'help',
      'If you or someone else is in danger, I have to get help. I tell you first. | إن كنت أنت أو غيرك في خطر فعليّ أن أطلب المساعدة. وأخبرك أولًا. | Si tú u otra persona está en peligro, tengo que pedir ayuda. Te lo digo antes. | Se tu ou outra pessoa estiverem em perigo, tenho de pedir ajuda. Digo-te primeiro. | Si toi ou quelqu’un d’autre est en danger, je dois chercher de l’aide. Je te le dis d’abord. | Если ты или кто-то другой в опасности, мне придётся позвать на помощь. Сначала я скажу тебе.',
    ),
  ],
  from_12: [
    part(
      'together',
      'I work for the agency that protects children here. I am not the police, and I do not decide alone. | أعمل لدى الجهة التي تحمي الأطفال هنا. لست من الشرطة ولا أقرر وحدي. | Trabajo en el organismo que protege aquí a los menores. No soy de la policía y no decido a solas. | Trabalho na entidade que protege as crianças aqui. Não sou da polícia e não decido sozinho. | Je travaille pour l’organisme qui protège ici les enfants. Je ne suis pas de la police, et je ne décide pas en solitaire. | Я работаю в службе, которая здесь защищает детей. Я не из полиции и решаю не в одиночку.',
    ),
    part(
      'stop',
      'You decide whether we talk, and what about. A no changes nothing about your care. | أنت تقرر إن كنا سنتحدث وعن ماذا. والرفض لا يغيّر شيئًا في رعايتك. | Tú decides si hablamos y de qué. Un no no cambia nada en tu acogida. | Tu decides se falamos e sobre o quê. Um não nada muda no teu acolhimento. | Tu décides si nous parlons, et de quoi. Un non ne change rien à ta prise en charge. | Ты решаешь, будем ли мы говорить и о чём. Отказ не повлияет на заботу о тебе.',
    ),
    part(
      'lock',
      'What you say stays with the people who work for you. You may ask who reads it. | ما تقوله يبقى عند من يعملون من أجلك. ويمكنك أن تسأل من يقرؤه. | Lo que dices queda entre quienes trabajan para ti. Puedes preguntar quién lo lee. | O que dizes fica com quem trabalha para ti. Podes perguntar quem o lê. | Ce que tu dis reste entre ceux qui travaillent pour toi. Tu peux demander qui le lit. | Сказанное остаётся у тех, кто работает для тебя. Можно спросить, кто это читает.',
    ),
    part(
      'help',
      'If someone is in danger I have to act; you hear it from me first. | إن كان أحد في خطر فعليّ أن أتصرف، وتسمع ذلك مني أولًا. | Si alguien corre peligro tengo que actuar; te lo digo yo primero. | Se alguém estiver em perigo tenho de agir; ficas a saber por mim primeiro. | Si quelqu’un est en danger, je dois agir ; tu l’apprends d’abord de moi. | Если кто-то в опасности, мне придётся действовать; сначала об этом узнаешь ты.',
    ),
    part(
      'again',
      'You can change your mind, ask for another person, and complain: I show you how. | يمكنك أن تغيّر رأيك، وأن تطلب شخصًا آخر، وأن تشتكي: سأريك كيف. | Puedes cambiar de opinión, pedir otra persona y quejarte: te enseño cómo. | Podes mudar de ideias, pedir outra pessoa e apresentar queixa: mostro-te como. | Tu peux changer d’avis, demander une autre personne et te plaindre : je te montre comment. | Можно передумать, попросить другого человека и пожаловаться: я покажу как.',
    ),
  ],
  from_16: [
    part(
      'together',
      'I work for the agency that is responsible for you until you are 18. A guardian speaks for you alone. | أعمل لدى الجهة المسؤولة عنك حتى تبلغ 18 عامًا. والوصي يتكلم باسمك أنت وحدك. | Trabajo en el organismo responsable de ti hasta los 18 años. Un tutor habla solo en tu nombre. | Trabalho na entidade responsável por ti até aos 18 anos. Um tutor fala só em teu nome. | Je travaille pour l’organisme qui est responsable de toi jusqu’à 18 ans. Un tuteur parle en ton seul nom. | Я работаю в службе, которая отвечает за тебя до 18 лет. Опекун говорит только от твоего имени.',
    ),
    part(
      'stop',
      'You may refuse, wholly or in part, and withdraw later. It is not held against you. | يمكنك أن ترفض كليًا أو جزئيًا، وأن تتراجع لاحقًا. ولن يُحسب ذلك عليك. | Puedes negarte, en todo o en parte, y retirarte después. No se usará en tu contra. | Podes recusar, no todo ou em parte, e desistir depois. Isso não conta contra ti. | Tu peux refuser, en tout ou en partie, et te retirer plus tard. Cela ne te sera pas reproché. | Можно отказаться полностью или частично и передумать позже. Это не обернётся против тебя.',
    ),
    part(
      'lock',
      'It is kept under lock. Others get it only where you agree, or where a law says so: I tell you which. | يُحفظ مغلقًا. ولا يحصل عليه غيرنا إلا بموافقتك أو حيث ينص القانون: وسأخبرك أيّه. | Se guarda bajo llave. Otros lo reciben solo si aceptas, o si lo dice una ley: te digo cuál. | Fica guardado à chave. Outros só o recebem se concordares, ou se uma lei o mandar: digo-te qual. | C’est gardé sous clé. D’autres ne le reçoivent que si tu acceptes, ou si une loi le dit : je te dis laquelle. | Хранится под замком. Другие получают это только с твоего согласия или если так велит закон: я скажу какой.',
    ),
    part(
      'help',
      'Where a life is in danger I must act without your consent. You are told before, if it is safe. | إن كانت حياة في خطر فعليّ أن أتصرف دون موافقتك. وتُخبر قبل ذلك إن كان آمنًا. | Si hay una vida en peligro debo actuar sin tu consentimiento. Se te dice antes, si es seguro. | Se houver perigo de vida tenho de agir sem o teu consentimento. És informado antes, se for seguro. | Si une vie est en danger, je dois agir sans ton accord. On te le dit avant, si c’est sûr. | Если под угрозой жизнь, мне придётся действовать без твоего согласия. Тебе скажут заранее, если это безопасно.',
    ),
    part(
      'again',
      'On the day you turn 18 you are asked everything again, as an adult. | يوم تبلغ 18 عامًا تُسأل عن كل شيء من جديد بوصفك بالغًا. | El día que cumplas 18 se te pregunta todo de nuevo, como persona adulta. | No dia em que fizeres 18 anos, tudo te é perguntado de novo, como pessoa adulta. | Le jour de tes 18 ans, tout t’est redemandé, en tant qu’adulte. | В день, когда исполнится 18, тебя спросят обо всём заново, уже как взрослого.',
    ),
  ],
}

/** What is explained to a child of an age before this is asked: who asks, what about, and that a no is a no. */
export function explanationFor(group: AgeGroup, topic: ExplainedTopic): readonly ExplainedPart[] {
  const [first, ...rest] = ALWAYS[group]
  const about = ABOUT[topic][group === 'under_7' || group === 'from_7' ? 'young' : 'older']
  return [first!, about, ...rest]
}
