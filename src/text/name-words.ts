/** First names that are common in Sweden and its neighbours, short forms included. A name that is missing is found by what stands around it. */
const FIRST_NAMES = new Set(
  `aaron abbe abdi abdirahman abdul abdullah abed abraham ada adam adel adela adele adina adrian adriana agata agda agnes agneta
  agnieszka ahmad ahmed aida aileen aina aino aisha aksel alan albert albin aldo aleksander aleksandra alem alena alessandro
  alex alexander alexandra alexandre alexei alexis alf alfons alfred ali alice alicia alina alireza alma alva alvar alvin alya amalia
  amanda amandus amelia amelie amer amin amina amir amira amit amos amy ana anas anastasia anders andre andrea andreas andrei
  andreea andrew andrey andrzej ane anette angela angelica angelika angelina anita anja anke ann anna annelie anneli annette anne
  annica annie annika anton antonia antonio anu anwar anya aram arash ariana ariel arja arman armin arne arnold aron arthur artur
  arvid arya asa asad asbjørn ase ash ashley asif aslan asta astrid atle atte aud audun august aurora ava axel ayan ayla aylin ayse ayub azad
  aziz babak balder barbara barbro bartosz basel bashir beata beate beatrice bella ben bengt benjamin benny bente benita berit berndt bernt
  bert berta bertil beth betty bianca bibi bilal bill birger birgit birgitta birgitte birk birte bitte bjarne björn bjørn bo bodil
  bogdan boris bosse brage brandon brian bridget brita britt britta bror bruce bruno burak børge caisa calle camilla camille carin carina
  carita carl carla carlos carmen carola carolin carolina caroline caspar cassandra catarina catharina catherine cathrine
  cecilia cecilie celina celine cenk charles charlie charlotta charlotte chris christel christer christian christina christine
  christoffer christofer christopher claes clara claudia claus clas conny conrad cornelia cristian cristina curt cynthia dag dagmar dagny dalia
  damian damir dan dana daniel daniela daniella danielle danijel danny dario dariusz darko dave david davor dawid deborah deniz denis
  denise dennis derya diana dick dieter dijana dilan dimitri dimitris dina dino disa ditte dmitri dmitry dominic dominik donald donna
  dorota doris dorothea dorothy dorte douglas dragan dragana duncan dusan ebba eberhard ebbe ebrahim eddie edgar edith edmund edvard
  edvin edward edwin eero efva egil egon einar eino eira eirik eivind ekaterina elaine elena eleni eleonor eleonora elham elias elif
  elin elina eline elinor elis elisa elisabet elisabeth elise elizabeth ella elle ellen ellie ellinor elma elmer elna elnaz elon elof elsa
  elsie elvira elvis emanuel emelie emil emilia emilie emily emin emir emma emmanuel emmy emre enes engla enis enrico erica eric erik
  erika erja erkki erland erling ernst eskil esma esmeralda espen essi esteban ester esther ethan eugen eugenia eva evalena evelina
  evelyn evert evgenia ewa eyvind fabian fadi fahad faisal fanny fares farah farhad farid farida fatemeh fatima fatma fatuma felicia felix
  ferdinand fernando filip filippa finn fiona flora florian folke francesca francesco francis frank frans franz fred freddy fredric
  fredrik fredrika freja frida fride frode fritz fritiof gabriel gabriela gabriella gabrielle gary gavin geir gemma georg george georgios
  gerard gerd gerda gergana gert gerhard gertrud ghazal gideon gil gina giorgio giovanni gisela gitta gittan glenn gloria göran
  gordon görel görgen gösta göte graham grace greger gregor gregory greta grethe gro grzegorz gudmund gudrun guido gullan gun gunborg gunbritt gunhild
  gunilla gunn gunnar gunnel gurmeet gurpreet gustaf gustav gusten guy håkan håkon hadi hakan haldor halina halvard hamid hamza hana hanan
  hanna hannah hannele hanne hannes hans harald haris harriet harry hasan hassan hasse haya heba hedda hedvig heidi heikki helen
  helena helene helga helge helle helmer helmut hendrik henning henny henri henrietta henrik henrike henry herbert herman hermine hilal hilda hilde
  hildegard hillevi hilma hina hjalmar hjördis holger hossein hugo hulda husein hussein ibrahim ida idun idris ike ilari ilona ilse ilze ikram imad iman
  imran ina ines inga ingalill ingbritt inge ingeborg ingebjørg ingegerd ingela ingemar inger ingmar ingolf ingrid ingvar ingvild inka ioana ioannis ira irena
  irene irina iris irma irmeli isa isaac isabel isabell isabella isabelle isac isak isidor isla ismail israel ivan ivana ivar iver ivo
  iwona izabela jack jacob jacqueline jakob jalal jamal james jamie jamila jan jana jane janet janica janina janis janne jannike
  jarl jarmo jasmin jasmina jasmine jason javier jean jeanette jeanna jeff jeffrey jelena jennie jennifer jenny jens jeremy jerker
  jerry jerzy jesper jessica jessika jill jim jimmy jiri joachim joacim joakim joan joanna joar jocke johan johanna johannes johansen john
  johnny jolanta jon jonas jonatan jonathan jonna jonny joonas joran jørgen jörgen jorid jorge jorunn jose josef josefin josefina josefine joseph josephine
  josip josua jouni joyce juan juanita judit judith juha juhani jukka julia julian juliana julie julius june juni jürgen
  justin justina jussi justyna jytte kai kaisa kaj kajsa kalle kamal kamil kamila kamilla kaisu karel karen kari karim karima karin karina karl karla karoline
  karolina karsten kasper kassandra katarina katarzyna katharina kathrine katja katrin katrine katri kay kazim keijo keith kelly ken kenan kennet
  kenneth kenny kent kenta kenth kerstin kevin khadija khaled khalid kia kicki kiki kim kimberly kinga kira kirsi kirsten kirsti kirstin kjartan kjell
  kjersti kjetil klara klas klaus knut konrad konstantin konstantinos kornelia kristen krister kristian kristiane kristianna kristin kristina
  kristine kristofer kristoffer krystyna krzysztof kumar kurt kyle kylie kåre laila lars lasse laszlo laura lauri lauren laurence lava layla lea
  leah leena leif leila lena lenita lenn lennart lennox leo leon leona leonard leonardo leonie leonora leopold lesley leslie lia liam liban lidia
  lilian liliana lilja lill lillemor lilli lilly lina linda lindsay line linn linda linnea linnéa linus lionel lisa lisbet lisbeth lise liselott
  liselotte lisen lisette liv livia liza ljubica loa loke lollo lone loredana lorena lorentz lotta lotte louis louisa louise lova love lovis lovisa luca lucas
  lucia lucy ludmila ludvig luigi luis luisa lukas luke luna luz lydia lykke maarit mabel maciej madeleine madeline madde madelene maggie magdalena magnhild
  magne magnus maha mahdi mahmoud mahmood mai maiken maj maja majken makbule malcolm malena malik malin malte malva manar manfred manuel manuela mara marc marcel
  marcin marco marcus mare marek margaret margareta margaretha margarita margit margot margrethe marguerite mari maria mariam marian mariana marianne
  marica marie marielle mariette marija marijana marika marilyn marina mario marion maris marit marita marius mariusz marja marjo mark marketa
  marko markus marlene marta martha marthe martin martina martine marvin mary maryam märta marwa massimo mateusz mathias mathilda mathilde matilda mats matteo
  matthew matthias matti mattias maud maura maureen maurice mauritz max maximilian maya medina megan mehdi mehmet mehran meja melanie melina melissa melker mercedes
  merete meta merja meryem mette mia micael michael michaela michal michel michele michelle mie miguel mihaela mika mikael mikaela mike mikkel miklos
  mila milad milan milena milla milo milos mimmi mina minna mira miranda miriam mirjam miro miroslav mirza mohamad mohamed mohammad
  mohammed moa moira molly mona monica monika montgomery morgan morten mostafa muhammad mukhtar murat musa mustafa my myra märit måns nabil nada nadia
  nadine nadja naima nancy nanna naomi narges nasir nasrin natalia natalie natalija natasa natasha nathalie nathan nazanin neda neil nejla nelly nermin nermina
  nesrin nhung nicklas nicolai nicolas nicole nidal niclas niels niilo nikita niklas niko nikola nikolaj nikolai nikolaos nikolina nils nina ninni ninna nima nizar noah noel noelle noor nora nour
  nova novalie nguyen oda odd oddvar oksana olaf olav ole oleg olena olga oline oliver olivia olle olof olov olga omar omid ondrej orvar osama oskar osman oscar osvald oswald otto ottilia outi ove
  owen pablo palle pamela paola parisa parvin pascal patric patricia patrick patrik patrycja paul paula paulina pauline pavel pawel peder
  pedro peggy pehr pekka pelle per pernilla pernille pertti petar peter petr petra petri petros petter philip philippa phillip pia pierre
  piet pietro pilar pirjo piotr pontus poul poya priya priyanka przemyslaw pål pär pål rabia rachel rada radek radu rafael rafal ragna ragnar ragnhild rahim raija
  raimo raisa rajesh ralf ralph ramin ramon rana randi rania raoul raquel rashid rasmus raul ravi raymond rea rebecca rebecka rebeka regina reidar reidun reija
  reima reine reinhard reino reita rena renata renate rene reza ricardo richard rickard rigmor rikard riikka rima risto rita ritva ritwa robert roberta roberto robin
  rodrigo roffe roger roland rolf roman romeo ronald ronja ronnie ronny rosa rosalie rosanna rose rosemarie rosita roswitha roy ruben rudolf
  rune runar rut ruth ryan saad saara sabina sabine sabrina sadia saeed saga said sahar sahra saida salah salam saleh salim salma salman sally salome salomon sam saman samantha
  samer sami samia samir samira samuel sana sandra sanja sanna sanne santiago saoirse sara sarah sasha saskia sauli scott seamus sean sebastian selim selina selma semir sepideh serena
  sergej sergei sergio seth seved severin shahin shahram shannon shadi sharif sharon sheila shirin sibel sigbritt sigfrid signe sigrid sigurd siiri silas silja silje silke silvia simon
  simona simone sina sindre sindy siobhan siri siru sirpa sissel siv sive sivert sixten siw skye slavica snezana sofia sofie sofi sol solveig solvei solvig sonia sonja sonya sophia sophie soran
  staffan stanislav stefan stefania stefanie steffen stein steinar stella stellan sten stephan stephanie stephen steve steven stian stig stina stine stojan sture sue suleiman
  sultan sune susan susann susanna susanne suzana suzanne svante svea svein sven svend svenja svetlana sylvia sylwia sylve sylvester synne synnøve szymon sölve sören søren tage taha tahir taina
  tamara tanja tapio tara tarek tariq tarja tatiana tatjana taylor ted teemu teodor teresa teres terese tereza terje terry teuvo thea thelma theo theodor theres therese theresa
  thom thomas thorbjørn thore thorsten tiina tilda tilde till tim timo timothy tina tindra tine tiril titti tobias todd tom tomas tomasz tommy tone toni tonje tony tor torbjörn torbjørn tord tore torgeir
  torgny torhild torill torkel torsten torstein torvald tove toralf tracy trine trond truls trygve tuija tuomas tuomo tuva tyra turid tülay ture uffe ulf ulla ulrica ulrik ulrika ulrike ume unni uno urban
  urs ursula ute vahid valentin valentina valter vanessa vanja vasil vasile vasiliki vega veronica veronika verner vera vesa vesna vibeke vicky victor victoria vidar vidkun vigdis viggo viktor viktoria vilde
  vilgot vilhelm vilja ville vilma vilmer vincent vincenzo vinh viola virginia viveca viveka vivi vivian viviana viviann vivianne vladan vladimir vlado vojtech waleed walid walter wanda wenche wendy wera werner wiebke wilhelm wilhelmina
  wiktor will william willy wilma wilmer wojciech wolfgang xenia xin yahya yannick yara yasemin yasin yasir yasmin yasmine yassin yasmina ying yngve yolanda york youssef yousef ylva ylwa yuki yuri yusuf yvette yvonne
  zahra zainab zakaria zaki zara zehra zeinab zeki zelda zeljko zeyneb zeynep zlatan zlatko zofia zoltan zoran zsolt zuzana åge ågot åke årolilja åsa åse åshild åslaug älva ängla
  örjan östen øivind øystein özlem øyvind ósk sölvi sæmundur ola olli oddny oddrun nguyễn þórður áile áine ángel`.split(
    /\s+/,
  ),
);

/** First names that are common words too: in lower case they are words. */
const ALSO_WORDS = new Set(
  'bo dag du love maj may my per rose sol sten till vega tom kim ram se and art god bill will mark max frank ken guy sue luz min hans kai lava juni ernst saga siv line ute ola'.split(
    ' ',
  ),
);

export function isFirstName(word: string): boolean {
  const lower = word.toLowerCase();
  if (FIRST_NAMES.has(lower)) return true;
  const [first = '', second] = lower.split('-', 2);
  if (second !== undefined) return FIRST_NAMES.has(first) && (FIRST_NAMES.has(second) || second.length < 3);
  // The genitive: “Kerstins man”.
  return lower.length > 4 && lower.endsWith('s') && FIRST_NAMES.has(lower.slice(0, -1));
}

/** A first name that is never another word. */
export const isCertainFirstName = (word: string): boolean =>
  isFirstName(word) && !ALSO_WORDS.has(word.toLowerCase());

/** Words of places, organisations, products, roles and headings, and words that begin sentences. */
const NOT_NAMES = new Set(
  `region regionen kommun kommunen stad staden län universitet universitetet university högskola högskolan college school skolan skole
  ab as asa oy oyj aps hb kb gmbh ltd inc llc plc group gruppen koncernen institutet institute sjukhus sjukhuset hospital museet museum museum bank banken radio
  sverige sveriges svensk svenska sweden swedish norge norges norsk norway nordic nordics europe european international global norden
  norra södra östra västra stora lilla gamla nya mellersta övre nedre sankt st inre yttre nordre søndre østre vestre
  human resources business partner partners manager management chief head director officer lead leader team sales supply chain customer talent acquisition
  success service services product project operations engineering engineer developer development support academy center centre department studies student students
  system systems data cloud power office digital technology technologies solutions consulting network security people culture senior junior
  microsoft amazon google azure dynamics oracle adobe linux windows cars volvo scania ikea ericsson
  vi du ni jag han hon de den det detta denna dessa en ett i på om hos som till för av med utan och eller men att är har kan ska hen
  vill din ditt dina vår vårt våra er ert era deras dess min mitt mina sin sitt sina när hur vad var vilka vilken där här alla varje under över mellan genom enligt samt sedan efter innan vid från inom
  läs se ansök sök mer for the you we our your in on at as an a and or if this that please det vil kan skal hvis når er og til av fra den dette
  kontakt kontakta kontaktar kontaktperson kontaktpersoner kontaktinfo kontaktinformation kontaktuppgifter contact contacts person persons persona frågor fråga spørsmål questions question further information informasjon informationen upplysning upplysningar närmare opplysninger nærmere
  ring ringer ringa mejla maila mail mejl email e-post epost epostadress telefon tel tfn tlf mobil mob mobile phone telefonnummer fax adress address hemsida webb webbplats www sms skype direkt direct direktnummer telefontid
  mvh hälsningar hälsning vänlig vänliga varma bästa hilsen regards kind best sincerely hej hi hello dear välkommen välkomna welcome tack thanks takk
  namn navn name roll rolle role titel title befattning funktion function avdelning enhet unit plats ort arbetsort arbetsplats arbetsgivare employer company företag bolag
  ansökan ansökningar ansøkan søknad søknaden application apply cv lön start tillträde anställning anställningsform omfattning sista datum ref referens dnr diarienummer
  saco-s akademikerna tjänstemännen saco st ofr seko kommunal unionen ledarna akavia handels vision naturvetarna vårdförbundet läkarförbundet lärarförbundet ingenjörer lärare förbundet byggnads fysioterapeuterna
  metall if lo tco ssr hrf sulf facket facken fack facklig fackliga fackligt facklige fagforbundet nito tekna nsf union unions representative representatives representanter representant företrädare ombud tillitsvalgt tillitsvalgte
  måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag onsdag torsdag fredag lørdag søndag monday tuesday wednesday thursday friday saturday sunday
  januari februari mars april maj juni juli augusti september oktober november december january february march may june july august october
  jul påsk midsommar lucia valborg
  hr it vd ceo cto cfo cio coo hms phd msc md gdpr sap lss sfi dr prof mr mrs ms miss herr fru fröken
  whatsapp telegram signal viber messenger instagram facebook linkedin teams zoom github twitter meet google youtube tiktok
  box postboks gatan vägen torget plan lgh besöksadress postadress
  tjänst tjänsten rekrytering rekryteringen intervjuer intervju urval sommar vikariat heltid deltid tillsvidare körkort erfarenhet utbildning kompetens arbetsuppgifter kvalifikationer
  personlig personlighet skriv skicka sänd lämna hör kom låter vänligen gärna helst eventuella eventuell samtliga övriga ytterligare behöver boka besök träffa tala prata slå
  stockholm göteborg malmö uppsala oslo bergen trondheim västerås örebro linköping helsingborg norrköping jönköping umeå borås sundsvall gävle köpenhamn helsingfors stavanger kalmar falun motala visby norrtälje gothenburg lisbon london berlin paris
  ja nej yes no ok obs nb ps`
    .split(/\s+/)
    .filter((word) => word),
);

/** Words for roles that are too short, or too like the ending of a name, to be an ending. */
const ROLES = new Set(
  `hr it vd ceo cto cfo cio coo dr mr mrs ms miss prof leg tf kapten major löjtnant kock kocken präst prästen kantor mamma mamman pappa pappan mor far son sonen
  dotter dottern bas basen partner partnern jour jouren mentor coach student nurse doctor teacher principal dean eier lege rektor rektorn vert värd fotograf
  fotografen regissör dirigent bagare bagaren målare målaren snickare fiskare fisker president founder owner supervisor professor docent lektor kollega kollegan
  ombud ombudet person personen intendent prefekt komminister herr fru fröken chefen chef`.split(/\s+/),
);
/** Endings of Swedish, Norwegian and English words for roles, in any form. */
const ROLE =
  /(?:chef(?:en|er|erna|s)?|sjef(?:en)?|leder(?:en)?|ledare(?:n)?|ansvarig[ae]?|ansvarlig|konsult(?:en)?|specialist(?:en)?|generalist(?:en)?|spesialist|läkare(?:n)?|overlege|sköterska(?:n)?|sykepleier|handläggare(?:n)?|saksbehandler|assistent(?:en)?|samordnare(?:n)?|koordinator(?:n)?|administratör(?:en)?|sekreterare(?:n)?|direktör(?:en)?|direktør|mästare(?:n)?|förvaltare(?:n)?|föreståndare(?:n)?|rekryterare(?:n)?|rekrutterer|rådgiver|rådgivare(?:n)?|pedagog(?:en)?|lärare(?:n)?|ingenjör(?:en)?|ingeniør|tekniker(?:n)?|säljare(?:n)?|ägare(?:n)?|grundare(?:n)?|gründer|controller|kurator(?:n)?|psykolog(?:en)?|kyrkoherde(?:n)?|företrädare(?:n)?|representant(?:en)?|planerare(?:n)?|förman(?:nen)?|formann|ordförande(?:n)?|kontaktperson(?:en)?|nattjour|receptionist(?:en)?|veileder|tränare(?:n)?|manager|director|officer|recruiter|lecturer|researcher|engineer|developer|coordinator|advisor|consultant|medarbeider|medarbetare(?:n)?|frisör(?:en)?|svetsare(?:n)?|städare(?:n)?|renholder|vårdare(?:n)?|apotekare(?:n)?|bibliotekarie(?:n)?|redaktör(?:en)?|producent(?:en)?|forskare(?:n)?|barnskötare(?:n)?|strateg(?:en)?|analytiker(?:n)?|utvecklare(?:n)?|arkitekt(?:en)?|rektor|arbetare(?:n)?|biträde(?:t)?|ombud(?:et)?|skötare(?:n)?|mekaniker(?:n)?|elektriker(?:n)?|förare(?:n)?|chaufför(?:en)?|värdinna(?:n)?|montör(?:en)?|operatör(?:en)?|instruktör(?:en)?|inspektör(?:en)?|revisor(?:n)?|ekonom(?:en)?|jurist(?:en)?|terapeut(?:en)?|logoped(?:en)?|barnmorska(?:n)?|tandsköterska(?:n)?|undersköterska(?:n)?|hovmästare(?:n)?)$/iu;
/** Endings of words for places and organisations that family names do not have. */
const PLACE =
  /.(?:gatan|gata|vägen|veien|torget|platsen|skolan|skola|skole|gården|parken|hallen|huset|hemmet|sjukhus|sjukhuset|sykehus|kyrkan|kirke|församling|församlingen|kommun|kommuns|kommune|kommunen|staden|länet|regionen|museum|museet|bibliotek|biblioteket|byrån|firman|bolaget|föreningen|förening|förbundet|förbundets|forbundet|stiftelsen|stiftelse|verket|myndigheten|styrelsen|kontoret|avdelningen|enheten|centrum|centralen|mottagningen|kliniken|institutet|gruppen|koncernen|restaurangen|restaurang|hotellet|hotell|butiken|köket|storkök|salongen|verkstaden|terminalen|stationen|fabriken|bruket|förvaltningen|köping|trädgård|hälsan|rekrytering|bemanning|transport|barnehage|tjänst|hemtjänst|förmedlingen|förmedlingens|guiden|kassan|kassans|mässan|kundtjänst|kundservice|växeln|receptionen|supporten|nämnden|rådet|akademin|partiet|klubben|laget|centret|studion|butik|shop|college)$/u;

/** Whether a word is for a place or an organisation: “Björkskolan”, “Larsson-gården”, “Saco-förbundet”. */
export const isPlace = (word: string): boolean =>
  PLACE.test(word.toLowerCase()) || /-\p{Ll}{3,}$/u.test(word);

const cache = new Map<string, boolean>();
const MAX_CACHED = 5000;

export const isRole = (word: string): boolean => ROLES.has(word.toLowerCase()) || ROLE.test(word);

/** Whether a capitalised word is none of a person's names: a word for a role, a place, an organisation or a heading. */
export function isOther(word: string): boolean {
  const before = cache.get(word);
  if (before !== undefined) return before;
  const lower = word.toLowerCase();
  const is = NOT_NAMES.has(lower) || (!FIRST_NAMES.has(lower) && (isRole(word) || isPlace(word)));
  if (cache.size >= MAX_CACHED) cache.clear();
  if (word.length <= 12) cache.set(word, is);
  return is;
}
