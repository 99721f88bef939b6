/**
 * What people who guess passwords try first: words, names, places, teams and phrases that stand in every published list of
 * leaked passwords, in several languages. One word stands for all its decorations: `password-policy.ts` takes digits,
 * signs and stand-in characters away, and tries any two together, so that these words refuse about a million passwords.
 */
const WORDS = `
aa aaa aaaa aaron ab abc abcabc abcd abcde abcdef abcdefg abdul abdullah access adam admin administrator africa ahmad
ahmed aibek aigul ainura aisha alejandra alejandro alexander alexandria alexey alhamdulillah ali alice allah allahhu
allahuakbar almaty amanda amazon amber america american amina amit amor amorcito amour anastasia andrea andres andrew
andrey android angel angela angels anjali anna anne anthony antoine antonio anything apple april argentina army
arsenal artem asd asdf asdfgh asdfghjkl asel ashley audi august austin australia autumn avengers ayesha azamat azerty
azertyuiop baby babyboy babygirl bahadur bailey bakyt bamako banana barbara barcelona baseball basketball batman
bayern bb beach bear beatles bebe beer bella benjamin berlin bestfriend betty beyonce bieber bilal bird bishkek
bismilah bismillah black blantyre blessed blessing blessings blood blue bmw bogota bonjour border boss boxing brandon
brasil brasilia brazil brian brittany brother brown bruno buddha bunny burger business buster butter butterfly cairo
camaro camel camila camille canada candy captain carlos carmen carol carolina caroline cartagena casablanca case
caseworker cat catherine celtic champion changeme charles charlie charlotte cheese cheetah chelsea cherry chevrolet
chevy chicken child children chile china chloe chocolate chouchou christ christian christina christopher claire class
coco coconut coffee college colombia company computer contrasena cookie cookies cool coordination corazon corvette
coucou cow cowboys crazy cricket crystal cska cupcake cycling dad daddy daisy dakota dance dancer dancing daniel
daniela danielle darling dasha daughter david dead death december deepak default dell demo demon desert devil diamond
diamonds diana die diego dinamo director dmitry doctor dog doggy dollar dollars dolphin donald donkey donna dortmund
doudou dragon drums ducati duck duke dushanbe eagle eagles earth edc eduardo edward egypt eight ekaterina elena
elephant elizabeth elvis embassy emerald emily eminem emma engineer england eric esperanza estrella eu everton
everything example facebook faith falcon fall family father fatima february felipe fernando ferrari file fire fish
fishing five flower flowers football ford forest forever fortnite four france francisco francois freedom friday friend
friends frodo frog futbol gabriela galaxy gandalf ganesh ganesha garfield george germany ghana ghost ginger gita
gloria gmail goat god godisgood godislove gold golden golf goodbye goofy google goose government grace grape gray
green grey guadalupe guest guitar gulnara gupta gurung gustavo habibi habibti hacker hamster hamza hana hannah
happiness happy harley harry haslo hassan hawk hayati heather heaven helen hello hermione hero heslo hey hi hobbit
hockey hola honda honey hope horse hot hotmail huawei huda hugo hulk hundred hunter hunting husband hussain hussein
ibrahim ice idiot ilove iloveu iloveyou india indonesia ines inshallah instagram inter internet iom iphone irina
ironman isabella islam islamabad island ismail istanbul italy ivan jack jacob jaguar jake james january japan jasmine
jason javier jean jedi jeffrey jelszo jennifer jessica jesus jesuschrist jetaime joao job john joker jonathan jordan
jose joseph joshua juan jules julia julie julien july june jupiter justin juventus jyldyz karachi kareem karen karim
kata katherine kathmandu kawasaki kenya kevin keyboard khadija khalid khan kharkiv kiev kill killer kimberly king
kitten kitty knight korea kotik krishna kumar kyiv kyle lahore lakers laptop laura lauren lavender lawyer layla lea
legend leila lemon lenovo leo leonardo leopard letmein liberty lightning lilongwe lily linda linux lion lisa liverpool
lkjhg login lola london lord losenord loser louis loulou love lovely loveme lover loveyou lozinka lucas lucia lucifer
luck lucky lucy luis lyubov madonna madrid maggie magic magician mahmoud mama manager manas manchester mango manila
manon march marcos marhaba maria mariam marie marina marine mario mariposa mark mars marseille martha martin maryam
masha mashallah master matrix matthew max maxim may maybe mazda mdp mecca medellin megan melissa melon mercedes metal
metallica mexico mia michael michel michelle micielo mickey microsoft migrant migration miguel mikhail milan million
minecraft ministry minnie minsk mivida mnbvc mohamad mohamed mohammad mohammed molly mom mommy monday money monica
monkey moon morgan morocco moscow motdepasse mother mountain mouse muhammad music mustafa mustang mylove nala nancy
nastya natalie natasha nathan navy neha nepal netflix network niamey nicholas nicolas nicole nigeria nikolai nine
ninja nintendo nirvana nissan no nokia noor nothing nour november nurlan nurse ocean october odessa office officer ok
okay olga oliver olivia omar one orange orchid oscar outlook pablo packers pakistan panther paola papa paris parol
parola parool pass passw passwd password passwort patel patricia patrick patriots paul paulo peace peach pearl pedro
pepper peru peshawar peter phantom philippe philippines piano pierre pig pikachu pineapple pink pirate pizza planet
platinum playstation please poiuy pokemon pokhara poland police pony pooh pooja porsche potter prince princesa
princess private privet priya protection puppy purple qaz qazwsx queen quran qwaszx qwe qwer qwerty qwertz rabat
rabbit rachel rafael rahul raiders rain rainbow raj ram ramadan ramesh rangers rania ravi realmadrid rebecca red
referral refuge rescue rfv ricardo rich richard rihanna river robert roberto roblox rock rocket rocky rohit roma rome
root rosa rose ruby rugby russia ruth ryan sabah safe safety salaam salam salasana salma samantha samir sample samsung
samuel samurai sandi sandra sanjay santiago sapphire sara sarah sasha satan saturday saturn school scooter scott
sebastian secret secretkey secure security senha september sergey sergio server seven sexy shadow shark sharma sharon
sheep shelter shiva shrestha shukran sifre silver simba simon singer singh sister sita six skate skater skywalker
slipknot smile smokey snake snoopy snow soccer soldier soleil solnishko solnyshko something son sonic sony sophia
sophie sorry space spain spartak spider spiderman spring staff star stars starwars steelers stephanie stephen steven
storm strawberry student stupid subhanallah sugar summer sun sunday sunrise sunset sunshine superman suresh surfing
susan suzuki svetlana sweet sweetheart swimming sydney system tamang tariq tashkent tatiana taylor teacher team teamo
temp temporary ten tennis tequiero tequieromucho tequila test testing tgb thailand thanks thankyou thapa thiago thomas
thor thousand three thunder thursday tiger tigger timothy toby together tokyo tottenham toyota trafficking trustno
tuesday tulip tupac turkey turtle twitter two tyler tyui uiop ukraine universe university unodc usa user vader
valentina vanessa venus veronica victor victoria vientiane vietnam vijay vincent violet vladimir vodka volleyball
wachtwoord warrior water wednesday welcome whale whatever whatsapp whiskey white wife william wind windows wine winner
winter wizard wolf work working wrestling wsx xbox xxx xxxx xyz yahoo yamaha yankees yasmin yasmine yellow yes yhn
yoda yousef youssef youtube yusuf zachary zaika zainab zaynab zelda zenit zxc zxcvbn zxcvbnm zzzz
`

/** Long passwords that are common as they are, and that taking them apart would not show. */
const LONG = `
1234567890qw 123456qwerty 123abc456def 123qweasdzxc 1a2s3d4f5g6h 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc
1qaz2wsx3edc4rfv 1qazxsw23edc a1b2c3d4e5f6 a1s2d3f4g5h6 administrator1 allyouneedislove asdfghjkl123 barcelona123
changemenow1 correcthorsebatterystaple cristiano777 dontforgetme fuckyou12345 godblessyou1 hakunamatata harrypotter1
hellokitty12 helloworld12 helloworld123 ido_not_know idontknow123 ihateyou1234 ilovemyfamily iloveyouforever
inshallah123 jesusislord1 jesuslovesme justletmein1 letmeinplease liverpoolfc1 manchesterunited maytheforcebewithyou
messi1234567 mypassword12 nevergiveup1 newpassword1 nothingispermanent onetwothreefour openthedoor1 p@ssw0rd1234
pa55word1234 praisethelord q1w2e3r4t5y6 q1w2e3r4t5y6u7 qazwsxedc123 qazwsxedcrfv qwe123asd456 qweasdzxc123
qwerty123456 qwertyuiop12 realmadrid12 ronaldo12345 spongebob123 supernatural thequickbrownfox thisisapassword
thisismypassword tobeornottobe trustno1trustno1 welcome2world welcometohell whatthehell1 youcantseeme zaq12wsxcde3
zaq1xsw2cde3 zxcvbnm12345
`

const setOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

export const COMMON_PASSWORD_WORDS = setOf(WORDS)
export const COMMON_LONG_PASSWORDS = setOf(LONG)
