/** The demonstration's bank of questions, as a trainer would write it. */
export const DEMO_BANK = `$CATEGORY: Indicators
::Debt::A worker says that he owes his employer more each month. What may this be a sign of?{=Debt bondage ~A bank loan ~A training contract ~Nothing}

::Documents::Who may keep an adult's passport against their will?{=Nobody ~The employer ~The landlord ~The recruiter}

::One indicator::One indicator alone proves trafficking.{F}

::Children means::For a child, means such as force or deception have to be proved.{F}

::Places::Which are places where trafficked people have been found?{~%33.333%Farms ~%33.333%Private homes ~%33.333%Construction sites ~%-100%None of these}

::Smuggling::What is always part of smuggling of migrants?{=Crossing a border ~Exploitation ~Force ~Deception}

::Both::A smuggled person may also be trafficked.{T}

::Isolation::Someone else always answers for a person. What do you do?{=Speak with the person alone ~Ask the other to go on ~Leave ~Note that they agreed}

$CATEGORY: First contact
::Interpreter::Who must not interpret for a person?{=Somebody who came with them ~An interpreter of the agency ~A telephone interpreter}

::Needs::What comes first?{=Safety and urgent care ~The statement ~The fingerprints ~The return ticket}

::Promise::You may promise that everything stays between you.{F}

::Questions::Which question is open?{=What happened then? ~Were you beaten? ~You were afraid, were you not? ~Is your name Ana?}

::Child::Who has to be there when a child is interviewed?{=A guardian or a person of trust ~The employer ~Nobody ~The person who came along}

::Refusal::An adult declines help. What do you do?{=Accept it and say how to come back ~Insist ~Call the family ~Record it as no need}

::Repeat::A person should tell their story as few times as possible.{T}

::Trauma::Contradictions in a first account show that a person lies.{F}

$CATEGORY: Consent
::Withdraw::Consent may be withdrawn at any time.{T}

::Scope::Consent to medical care is also consent to tell the police.{F}

::Written::What makes consent informed?{=The person understood what is done with what they say ~A signature ~A witness ~A stamp}

::Assent::What is asked of a child who understands?{=Assent ~A signature ~An oath ~Nothing}

::Less::Which data do you hand on?{=What the recipient needs ~Everything ~Nothing, ever ~What fits on the form}

::Photo::A picture of a person on a colleague's phone is covered by their consent to an interview.{F}

::Days::How many days of reflection does the Council of Europe's convention ask for at least?{#30}

::Order::Pair each right with what it means.{=Access -> To see what is recorded =Correction -> To have it put right =Withdrawal -> To end what was agreed}

$CATEGORY: Referral
::Who decides::Who decides whether a person is referred to a service?{=The person ~The officer ~The service ~The embassy}

::Without statement::Services depend on a statement to the police.{F}

::Authority::Who identifies a person formally?{=The competent authority ~Any officer ~The shelter ~The press}

::Return call::How do you reach a person safely?{=As agreed with them ~Through the family ~By letter ~Through the employer}

::Urgent::When may you refer without waiting?{=When life is at risk ~When the office closes ~When it is simpler ~Never}

::Handover::What goes with a person to a shelter?{=What they agreed to ~The whole file ~Their passport number on a list ~Nothing in writing}

::Feedback::A referral that was not answered is a referral made.{F}

::Follow::When do you ask again how it went?{=At the agreed time ~Never ~Each day ~When they complain}
`
