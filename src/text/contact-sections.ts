/** A cheap test of the beginning, before the whole line is read. */
const MAY_BE_HEADING = /^[\s*•·|<-]{0,5}(?:k|c|r|f|u|ch|n|h|q|s|o|m|v|b|w|t|e|y|l|g|d)/iu;
/** Fields of a form, of which the value stands on the next line. */
const FIELD =
  /^[\s*•·|-]{0,4}(?:(?:för|fulla? |full |hela |first|last|sur|full|given|family|for|fulde )[- ]?(?:och efter)?(?:name|namn|navn)|efternamn|etternavn|efternavn|fornavn|namn|navn|name|etunimi|sukunimi|nimi|fn|n)[^\n\p{L}]{0,6}$/iu;
const HEADING =
  /^[\s*•·|-]{0,4}(?:<?kontakt(?:person(?:er)?|uppgifter|info(?:rmation)?|informasjon|er)?(?: [^\n]{0,40})?|kontakta(?: oss| gärna)?|contacts?(?: us| persons?| details| information)?|rekryterare|facklig\p{L}*(?: \p{L}+){0,3}|fackf\p{L}*|facket|union representatives?|chef|namn|har du frågor|frågor|questions|spørsmål|upplysningar|opplysninger|(?:med )?(?:vänliga?|bästa|varma|mange)? ?hälsning(?:ar)?|(?:med )?vennlig hilsen|hilsen|mvh|(?:kind |best |warm )?regards|sincerely|välkommen att (?:kontakta|höra av dig)|tveka inte att kontakta oss|eller|undertecknad)[^\n\p{L}]{0,6}$/iu;
const HEADING_TAIL =
  /(?:kontakta oss|kontakta|höra av dig|hör av dig|kontakt(?:personer)?|undertecknad|frågor|contact)[!.:?\s]{0,4}$/iu;
const CLOSING = /hälsning|hilsen|mvh|regards|sincerely|undertecknad|höra? av dig/iu;

/** Lines under a heading of contacts. After a greeting that ends a letter only one line follows, the name. */
export interface Section {
  at: number;
  end: number;
  isClosing: boolean;
}

export function contactSections(text: string): Section[] {
  const sections: Section[] = [];
  let at = 0;
  let open: { at: number; left: number; isEmpty: boolean; isClosing: boolean } | null = null;
  const close = (end: number) => {
    if (open) sections.push({ at: open.at, end, isClosing: open.isClosing });
    open = null;
  };
  for (const line of text.split('\n')) {
    const end = at + line.length;
    const isHeading =
      line.length <= 160 &&
      ((MAY_BE_HEADING.test(line) && (HEADING.test(line) || FIELD.test(line))) ||
        HEADING_TAIL.test(line.slice(-40)));
    if (isHeading) {
      close(at);
      const isClosing = CLOSING.test(line) || FIELD.test(line);
      open = { at: end, left: isClosing ? 1 : 20, isEmpty: true, isClosing };
    } else if (open) {
      const isBlank = line.trim() === '';
      if (isBlank && !open.isEmpty) close(at);
      else if (!isBlank) {
        open.isEmpty = false;
        open.left--;
        if (line.length > 120) close(at);
        else if (open.left === 0) close(end);
      }
    }
    at = end + 1;
  }
  close(text.length);
  return sections;
}
