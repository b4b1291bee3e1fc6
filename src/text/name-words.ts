import { listedAs } from './name-lists.ts';

/** A given name as used in Sweden and its neighbours, in the nominative or the genitive: “Kerstins man”. */
export const isFirstName = (word: string): boolean => listedAs(word).given === 2;

/** A first name that is never another word. */
export function isCertainFirstName(word: string): boolean {
  const { given, isAlsoWord } = listedAs(word);
  return given === 2 && !isAlsoWord;
}

/** A word of nature at its end, as family names of the North have it. */
export const isLikeFamily = (word: string): boolean =>
  /^\p{Lu}\p{Ll}{2,12}(?:man|skog|land|ås|näs|nes|stam|hage|sjö|vik|ryd|hed|lind|sten|mo|sund|torp|gård|mark|moen|haugen|eid)$/u.test(
    word,
  );

/** Words of places, organisations, products, roles and headings, and words that begin sentences. */
const NOT_NAMES = new Set(
  `röda røde blå statens rikets kungliga kongelige rädda redd helse korset kors nord sør øst vest syd sociala allmänna nationella kristna folkets barnens
  region regionen kommun kommunen stad staden län universitet universitetet university högskola högskolan college school skolan skole
  ab as asa oy oyj aps hb kb gmbh ltd inc llc plc group gruppen koncernen institutet institute sjukhus sjukhuset hospital museet museum museum bank banken radio
  sverige sveriges svensk svenska sweden swedish norge norges norsk norway nordic nordics europe european international global norden
  personalen teamet gänget ledningen redaktionen styrelsen kollegorna barnen eleverna kollegiet facket kansliet noa fair trade
  north south east west northern southern norra södra östra västra stora lilla gamla nya mellersta övre nedre sankt st inre yttre nordre søndre østre vestre
  human resources business partner partners manager management chief head director officer lead leader team sales supply chain customer talent acquisition
  success service services product project operations engineering engineer developer development support academy center centre department studies student students
  system systems data cloud power office digital technology technologies solutions consulting network security people culture senior junior
  microsoft amazon google azure dynamics oracle adobe linux windows cars volvo scania ikea ericsson
  vi du ni jag han hon de den det detta denna dessa en ett i på om hos som till för av med utan och eller men att är har kan ska hen
  vill din ditt dina vår vårt våra er ert era deras dess min mitt mina sin sitt sina när hur vad var vilka vilken där här alla varje under över mellan genom enligt samt sedan efter innan vid från inom
  läs se ansök sök mer for the you we our your in on at as an a and or if this that please det vil kan skal hvis når er og til av fra den dette
  kram kramar puss hälsar hilser signerat signerad signed undertecknad undertecknade underskrift hojta ropa lisätietoja yhteystiedot
  kontakt kontakta kontaktar kontaktperson kontaktpersoner kontaktinfo kontaktinformation kontaktuppgifter contact contacts person persons persona frågor fråga spørsmål questions question further information informasjon informationen upplysning upplysningar närmare opplysninger nærmere
  ring ringer ringa mejla maila mail mejl email e-post epost epostadress telefon tel tfn tlf mobil mob mobile phone telefonnummer fax adress address hemsida webb webbplats www sms skype direkt direct direktnummer telefontid
  mvh hälsningar hälsning vänlig vänliga varma bästa hilsen regards kind best sincerely hej hi hello dear välkommen välkomna welcome tack thanks takk
  förnamn efternamn fornavn etternavn efternavn surname namn navn name roll role titel title befattning funktion function avdelning enhet unit plats ort arbetsort arbetsplats arbetsgivare employer company företag bolag
  ansökan ansökningar ansøkan søknad søknaden application apply cv lön start tillträde anställning anställningsform omfattning sista datum ref referens dnr diarienummer
  saco-s akademikerna tjänstemännen saco st ofr seko kommunal unionen ledarna akavia handels vision naturvetarna vårdförbundet läkarförbundet lärarförbundet ingenjörer lärare förbundet byggnads fysioterapeuterna
  metall if lo tco ssr hrf sulf facket facken fack facklig fackliga fackligt facklige fagforbundet nito tekna nsf union unions representative representatives representanter representant företrädare ombud tillitsvalgt tillitsvalgte
  måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag onsdag torsdag fredag lørdag søndag monday tuesday wednesday thursday friday saturday sunday
  januari februari mars april maj juni juli augusti september oktober november december january february march may june july august october
  jul påsk midsommar lucia valborg
  hr it vd ceo cto cfo cio coo isin hms phd msc md gdpr sap lss sfi dr prof mr mrs ms miss herr fru fröken
  whatsapp telegram signal viber messenger instagram facebook linkedin teams zoom github twitter meet google youtube tiktok
  box postboks gatan vägen torget plan lgh besöksadress postadress
  tjänst tjänsten rekrytering rekryteringen intervjuer intervju urval sommar vikariat heltid deltid tillsvidare körkort erfarenhet utbildning kompetens arbetsuppgifter kvalifikationer
  personlig personlighet skriv skicka sänd lämna hör kom låter vänligen gärna helst eventuella eventuell samtliga övriga ytterligare behöver boka besök träffa tala prata slå
  stockholm göteborg malmö uppsala oslo bergen trondheim västerås örebro linköping helsingborg norrköping jönköping umeå borås sundsvall gävle köpenhamn helsingfors stavanger kalmar falun motala visby norrtälje gothenburg lisbon london berlin paris
  villa hotell hotel café cafe restaurang pizzeria förskolan förskola team sankt sankta robot frau lord lady siemens philips samsung bosch festo oriflame lindex kicks åhléns gekås jysk lidl coop willys hemköp
  hogia visma fortnox unit4 agresso raindance palette tietoevry capgemini accenture deloitte kpmg ramboll sweco tyréns atlas copco sandvik saab alstom bombardier skanska peab ncc veidekke bravida assemblin caverion randstad manpower adecco lernia academic
  sir auntie aunt uncle tant mx mormor morfar farmor farfar farbror moster faster syster broder familjen familj fam magister mag pastor pater imam dagens
  donalds grand gröna tomten associate assistant adjunct visiting principal division faculty provost fellow postdoctoral postdoc trainee intern apprentice executive deputy vice chair mate
  söker søker letar behöver erbjuder nå tre fyra fem sex sju åtta nio tio två
  ja nej yes no ok obs nb ps`
    .split(/\s+/)
    .filter((word) => word),
);

/** Words that begin sentences, and may be a family name elsewhere. */
const STARTERS = new Set(
  `följ möt träff säg spør snakk ask meet join call tell let say give talk speak write reach visit bland hos tillsammans genom medan hälsa rådfråga meddela tipsa
  be låt ta gör kör lär våga bli just nu till för om som när där här medan trots utan under efter inför snart idag igår vik pga enligt även samt`.split(
    /\s+/,
  ),
);

/** Of these, what is written in capitals. */
const ACRONYMS = new Set('lo if dik ssr tco'.split(' '));

/** Words for roles that are too short, or too like the ending of a name, to be an ending. */
const ROLES = new Set(
  `stf doktor doktorn hr it vd ceo cto cfo cio coo dr mr mrs ms miss prof leg tf kapten major löjtnant kock kocken präst prästen kantor mamma mamman pappa pappan mor far son sonen
  dotter dottern bas basen partner partnern jour jouren mentor coach student nurse doctor teacher principal dean eier lege rektor rektorn vert värd fotograf
  fotografen regissör dirigent bagare bagaren målare målaren snickare fiskare fisker president founder owner supervisor professor docent lektor mgr sekr superintendent prost prosten kollega kollegan
  ombud ombudet ssk usk bma ordf kassör kassören sekreterare styrman person personen intendent prefekt komminister herr fru fröken chefen chef ersättare ersättaren suppleant advokat advokaten advokater ledamot ledamoten ledamöter redaktör kokke kokker snekker snekkere murer murere tømrer tømrere captain mate`.split(
    /\s+/,
  ),
);
/** Endings of Swedish, Norwegian and English words for roles, in any form. */
const ROLE =
  /(?:chef(?:en|er|erna|s)?|sjef(?:en)?|leder(?:en)?|ledare(?:n)?|ansvarig[ae]?|ansvarlig|konsult(?:en)?|specialist(?:en)?|generalist(?:en)?|spesialist|läkare(?:n)?|overlege|sköterska(?:n)?|sykepleier|handläggare(?:n)?|saksbehandler|assistent(?:en)?|samordnare(?:n)?|koordinator(?:n)?|administratör(?:en)?|sekreterare(?:n)?|direktör(?:en)?|direktør|mästare(?:n)?|förvaltare(?:n)?|föreståndare(?:n)?|rekryterare(?:n)?|rekrutterer|rådgiver|rådgivare(?:n)?|pedagog(?:en)?|lärare(?:n)?|ingenjör(?:en)?|ingeniør|tekniker(?:n)?|säljare(?:n)?|ägare(?:n)?|grundare(?:n)?|gründer|controller|kurator(?:n)?|psykolog(?:en)?|kyrkoherde(?:n)?|företrädare(?:n)?|representant(?:en)?|planerare(?:n)?|förman(?:nen)?|formann|ordförande(?:n)?|kontaktperson(?:en)?|[\p{L}-]{2}partner(?:n)?|nattjour|receptionist(?:en)?|veileder|tränare(?:n)?|manager|director|officer|recruiter|lecturer|researcher|engineer|developer|coordinator|advisor|consultant|medarbeider|medarbetare(?:n)?|frisör(?:en)?|svetsare(?:n)?|städare(?:n)?|renholder|vårdare(?:n)?|apotekare(?:n)?|bibliotekarie(?:n)?|redaktör(?:en)?|producent(?:en)?|forskare(?:n)?|barnskötare(?:n)?|strateg(?:en)?|analytiker(?:n)?|utvecklare(?:n)?|arkitekt(?:en)?|rektor|arbetare(?:n)?|biträde(?:t)?|ombud(?:et)?|skötare(?:n)?|mekaniker(?:n)?|elektriker(?:n)?|förare(?:n)?|chaufför(?:en)?|värdinna(?:n)?|montör(?:en)?|operatör(?:en)?|instruktör(?:en)?|inspektör(?:en)?|revisor(?:n)?|ekonom(?:en)?|jurist(?:en)?|terapeut(?:en)?|logoped(?:en)?|barnmorska(?:n)?|tandsköterska(?:n)?|undersköterska(?:n)?|hovmästare(?:n)?)$/iu;
/** Endings of words for places and organisations that family names do not have. */
const PLACE =
  /(?:gatan|gata|vägen|veien|torget|platsen|skolan|skola|skole|gården|parken|hallen|huset|hemmet|sjukhus|sjukhuset|sykehus|kyrkan|kirke|församling|församlingen|kommun|kommuns|kommune|kommunen|staden|länet|regionen|museum|museet|bibliotek|biblioteket|byrån|firman|bolaget|föreningen|förening|förbund|förbundet|förbundets|forbundet|stiftelsen|stiftelse|verket|myndigheten|styrelsen|kontoret|avdelningen|enheten|centrum|centralen|mottagningen|kliniken|institutet|gruppen|koncernen|restaurangen|restaurang|hotellet|hotell|butiken|köket|storkök|salongen|verkstaden|terminalen|stationen|fabriken|bruket|förvaltningen|köping|trädgård|hälsan|rekrytering|bemanning|transport|barnehage|tjänst|hemtjänst|kompaniet|förmedlingen|förmedlingens|guiden|kassan|kassans|mässan|kundtjänst|kundservice|växeln|receptionen|supporten|nämnden|rådet|akademin|partiet|klubben|laget|centret|studion|butik|shop|college|vesen|vesenet|væsen|væsenet|direktorat|direktoratet|etaten|tilsynet|foretaket|foretak|missionen|korpset|samfundet|hjälpen|hjelpen)$/u;

/** Whether a word is for a place or an organisation: “Björkskolan”, “Larsson-gården”, “Saco-förbundet”. */
export const isPlace = (word: string): boolean =>
  PLACE.test(word.toLowerCase()) ||
  // “T-berg” is a family name.
  (/^\p{Lu}.*-\p{Ll}{3,}$/u.test(word) &&
    !isRole(word) &&
    !(word[1] === '-' && listedAs(word).family === 2) &&
    !/^\p{Lu}-(?:s?son|dotter)$/u.test(word));

/** A common word that no list of names has. */
export function isCommon(word: string): boolean {
  if (STARTERS.has(word.toLowerCase())) return true;
  const { given, family, isCommonWord } = listedAs(word);
  return isCommonWord && given === 0 && family !== 2;
}

const cache = new Map<string, boolean>();
const MAX_CACHED = 5000;

const isOneRole = (word: string): boolean => ROLES.has(word.toLowerCase()) || ROLE.test(word);
/** A word for a role, in the plural too: “lärarna”, “advokaterna”. */
export const isRole = (word: string): boolean =>
  isOneRole(word) ||
  (/.{3}[ae]rna$/u.test(word) &&
    (isOneRole(word.slice(0, -2)) ||
      isOneRole(word.replace(/arna$/u, 'are')) ||
      isOneRole(word.slice(0, -4))));

/** Whether a capitalised word is none of a person's names: a word for a role, a place, an organisation or a heading. */
export function isOther(word: string): boolean {
  const before = cache.get(word);
  if (before !== undefined) return before;
  const lower = word.toLowerCase();
  // “LO” is a union and “Lo” a person.
  if (ACRONYMS.has(lower) && /^\p{Lu}\p{Ll}/u.test(word)) return false;
  const is =
    NOT_NAMES.has(lower) ||
    (lower.length > 5 && lower.endsWith('s') && NOT_NAMES.has(lower.slice(0, -1)) && !isFirstName(word)) ||
    (!isFirstName(word) && (isRole(word) || isPlace(word)));
  if (cache.size >= MAX_CACHED) cache.clear();
  if (word.length <= 12) cache.set(word, is);
  return is;
}

/** Beginnings of the words of a sentence that says whom to contact, or who answers. */
const CUE =
  /^(?:kontakt|contact|ring(?:a|er|s)?$|call$|mejl|mail|e-?post|skriv$|hör$|höra$|vänd$|prata$|tala$|talk$|speak$|questions?$|fråg|rådfråg|spørsmål|henvend|rettes$|upplysning|opplysning|information|informasjon|besvar|lämnas$|svar|facklig|fackf|facke[tn]?$|union$|tillitsvalgt|rekryter|recruit|hiring$|närmaste$|nærmeste$|närmast$|nås$|når$|nå$|hälsning|hilsen$|regards$|linkedin$|skicka|sänd|sendes?$|send$|ansök|ansökan$|søknad|rapporter|report|intervju|samtal$|work$|tillsammans$|samråd$|heter$|handledare|fika$|möt|berätta|informera|veta?$|undrar$|bok(?:a|as|ar)$|märkt?$|chef|leds$|sköts$|hälsa|ledare|lisätieto|yhteys|kontakty)/u;
const NOT_CUE = /^(?:mailbox|svart|svår|mötes|mötet$|kontaktlins|kontaktcenter|chefläkar|heterogen)/u;
/** Whether a word, in lower case, is one of contact. */
export const isCue = (lower: string): boolean => CUE.test(lower) && !NOT_CUE.test(lower);

/** Words for what is named after persons: “förskolan Linnea”, “Hotell Gustav”. In any definite form, and as ends of compounds. */
const THING_NOUN =
  /^(?:.{2,20})?(?:bibliotek(?:et)?|hotell(?:et)?|hotel|caf[eé](?:et)?|kafé(?:et)?|villa(?:n)?|restaurang(?:en)?|krog(?:en)?|butik(?:en)?|förskola(?:n)?|skola(?:n)?|barnehage(?:n)?|stiftelse(?:n)?|system(?:et)?|program(?:met)?|programvara(?:n)?|verktyg(?:et)?|plattform(?:en)?|båt(?:en)?|fartyg(?:et)?|färja(?:n)?|skepp(?:et)?|kvarter(?:et)?|avdelning(?:en)?|projekt(?:et)?|boende(?:t)?|hemmet|gruppbostad(?:en)?|tidning(?:en)?|märke(?:t)?|varumärke(?:t)?|företaget|bolag(?:et)?|byrå(?:n)?|firma(?:n)?|klubb(?:en)?|kyrka(?:n)?|kapell(?:et)?|salong(?:en)?|stadsdel(?:en)?|pizzeria(?:n)?|bageri(?:et)?|bokhandel(?:n)?|apotek(?:et)?|klinik(?:en)?|mottagning(?:en)?|vårdcentral(?:en)?|storm(?:en)?|orkan(?:en)?|hund(?:en)?|katt(?:en)?|häst(?:en)?|ponny(?:n)?|robot(?:en)?|gård(?:en)?|fastighet(?:en)?|stuga(?:n)?|spårvagn(?:en)?|tåg(?:et)?|bro(?:n)?|borrmaskin(?:en)?|gruva(?:n)?|park(?:en)?|gata(?:n)?|gymnasium|gymnasiet|festival(?:en)?|pris(?:et)?|cirkus|teater(?:n)?|museum|museet|film(?:en)?|bok(?:en)?|roman(?:en)?|pub(?:en|ar|arna)?|(?:nyhets)?brev(?:et)?|blogg(?:en)?|taverna(?:n)?|pjäs(?:en)?|serie(?:n)?|opera(?:n)?|musikal(?:en)?|metod(?:en)?|modell(?:en)?|kartong(?:en)?|satellit(?:en)?|teleskop(?:et)?|dockan?|figur(?:en)?|skolor(?:na)?|systemen|programmen|hotellen|butiker(?:na)?|avdelningar(?:na)?|projekten|kedja(?:n)?|kedjor(?:na)?|märken(?:a)?|företagen|bolagen|byråer(?:na)?|firmor(?:na)?|stadsdelar(?:na)?|områden(?:a)?|kliniker(?:na)?|gårdar(?:na)?|hundar(?:na)?|katter(?:na)?|hästar(?:na)?|båtar(?:na)?|fartygen|robotar(?:na)?|stormar(?:na)?|turer(?:na)?|fartyg|färjor(?:na)?|linjer(?:na)?|pris(?:er)?|priserna|utmärkelse(?:n)?|stipendi(?:um|et|er)|syndrom(?:et)?|sjukdom(?:en)?|skala(?:n)?|test(?:et)?|metodik(?:en)?|lag(?:en)?|teori(?:n)?|byggnaderna|sort(?:en|er|erna)?|potatis(?:en)?|äpple(?:t)?|ros(?:en)?|choklad(?:en)?|kyrkor(?:na)?|församlingar(?:na)?|serier(?:na)?|filmer(?:na)?|böcker(?:na)?|pjäser(?:na)?|metoder(?:na)?|modeller(?:na)?|tidningar(?:na)?|appar(?:na)?|kvarteren|klubbar(?:na)?|restauranger(?:na)?|kaféer(?:na)?|salonger(?:na)?|verktygen|serverna|tågen|byggnad(?:en)?|villor(?:na)?|parker(?:na)?|gator(?:na)?|hingst(?:en)?|valack(?:en)?|tik(?:en)?|hane(?:n)?|tjur(?:en)?|kalv(?:en)?|kanin(?:en)?|garage(?:t)?|slinga(?:n)?|isbrytare(?:n)?|klassrum(?:met|men)?|rum(?:met|men)?|sal(?:en|ar|arna)?|orgel(?:n)?|maskin(?:en)?|vin(?:et)?|podd(?:en)?|kurs(?:en)?|manus(?:et)?|spel(?:et)?|karaktär(?:en|er)?|maskot(?:en)?|virus(?:et)?|vindkraftverk(?:et)?|lok(?:et)?|kran(?:en)?|ugn(?:en)?|vagn(?:en)?|buss(?:en)?|bil(?:en)?|traktor(?:n)?|dammsugare(?:n)?|klippare(?:n)?|skolen|restauranten|kafeen|kroa|kroen|barnehagen|gatene?|toget|båten|skipene|rommene|klasserom(?:met|mene)?|skip(?:et)?|hesten?|ferge(?:n)?|ferga|kirken|kirka|rommet|avdelingen|selskapet|butikken|boken|boka|prisen|garasjen|sykehjemmet|bofellesskapet|huset|plejehjemmet|børnehaven|skolerne|skiva(?:n)?|låt(?:en)?|sång(?:en)?|dikt(?:en)?|tavla(?:n)?|staty(?:n)?)s?$/u;
const THING_WORDS = new Set(
  `nobelpristagaren författaren författarinnan konstnären konstnärinnan kompositören tonsättaren formgivaren poeten uppfinnaren skalden skulptören filosofen
  sankt sankta s:t s:ta st m/s ms bar baren prins prinsessan prinsen kung kungen drottning drottningen kronprinsessan saint hus huset linje byn orten staden ön område området
  typen arten sorten dockan docka övningsdockan pelargonen pelargoner pelargonerna syrenen pionen dahlian tulpanen klematisen äpplet päronet plommonet rasen raserna seilskuta skuta skuten skonnerten
  rutin rutinen manual manualen protokoll protokollet checklista checklistan blankett blanketten mall mallen
  skibet skib skoleskibet færgen fregatten skuden skonnerten skolen gaden pladsen prisen legatet fonden skuespillet forestillingen stykket kæden mærket teatret spillestedet kanalen broen
  undan vecka bokstaven bokstav namnsdag brigg briggen skonare skonaren ambulans ambulansen ambulanser ambulanserna länder landet orter orterna kommuner kommunerna varumärken viner tårtor öl parfymer bilar bakelser undan p-hus kursboken sto stoet ko kon get geten läst läsa läser spelar app appen server servern chatbot chattbot bot botten ai assistenten version typ sorten lex filmen boken kommunen församling församlingen domkyrkan
  stores brands hotels schools streets dogs cats horses vessels ships buildings restaurants cafés shops branches
  ship vessel hurricane storm dog cat horse software tool framework library language platform school hotel church street brand store room rooms ward ferry boat building hall prize award scholarship method`.split(
    /\s+/,
  ),
);
export const isThingNoun = (lower: string): boolean => THING_WORDS.has(lower) || THING_NOUN.test(lower);

const UNIONS = new Set(
  `vision saco saco-s saco-förbundet st ofr ofr/s seko kommunal unionen ledarna akavia handels naturvetarna lärarförbundet lärarna vårdförbundet läkarförbundet läkarföreningen akademikerförbundet akademikerna ssr lo tco
  byggnads sulf hrf fagforbundet nito tekna fysioterapeuterna transport fastighets livs elektrikerna polisförbundet officersförbundet dik jusek srat forena lr fastighetsanställdas nsf delta utdanningsforbundet målarna pappers facket ombud
  sveriges ingenjörer metall if skyddsombud fackombud huvudskyddsombud tjänstetandläkarna sjöbefäl journalistförbundet hotell hrf parat negotia lederne yrkesorganisasjon jhl super oaj finansförbundet försvarsförbundet psykologförbundet teaterförbundet scen musikerförbundet forskarförbundet`.split(
    /\s+/,
  ),
);
/** Whether a word, in lower case, is a union, or one who speaks for it. */
export const isUnionWord = (lower: string): boolean =>
  UNIONS.has(lower) || /.{3}(?:förbundet|facket|forbundet)s?$/u.test(lower);
