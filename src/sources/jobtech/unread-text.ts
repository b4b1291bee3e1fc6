import type { InTurn, UnreadText } from '../../entities/job-ad.ts';
import { isLongText, maskedAtOnce, maskedInPieces } from '../../text/mask-in-pieces.ts';
import { remembered } from '../../text/remembered.ts';
import { scrubContacts } from '../../text/scrub-contacts.ts';
import { turns } from '../../upstream/turns.ts';

/** The same ads come in many answers: in every search that finds them, and again when an answer is refreshed. */
export const prose = remembered(
  (text, country) => (isLongText(text) ? maskedAtOnce(text, 'prose', country) : scrubContacts(text, country)),
  4_000_000,
);

/** A text as the source sent it, which nothing outside can read before its contact details are taken out. */
class TextAsSent implements UnreadText {
  #sent: string | null;
  #masked = '';
  readonly #country: string;

  constructor(sent: string, country: string) {
    this.#sent = sent;
    this.#country = country;
  }

  get masked(): string {
    if (this.#sent !== null) {
      this.#masked = prose(this.#sent, this.#country);
      this.#sent = null;
    }
    return this.#masked;
  }

  get isRead(): boolean {
    return this.#sent === null;
  }

  inTurn(inTurns: InTurn = turns): string | Promise<string> {
    if (this.#sent === null) return this.#masked;
    return isLongText(this.#sent) ? this.#inPieces(this.#sent, inTurns) : inTurns.take(() => this.masked);
  }

  async #inPieces(sent: string, inTurns: InTurn): Promise<string> {
    const pieces = maskedInPieces(sent, 'prose', this.#country);
    for (;;) {
      const { done, value } = await inTurns.take(() => pieces.next());
      // Somebody may have read it meanwhile.
      if (this.#sent === null) return this.#masked;
      if (!done) continue;
      this.#masked = value;
      this.#sent = null;
      return value;
    }
  }

  toJSON(): string {
    return this.masked;
  }

  toString(): string {
    return this.masked;
  }
}

/** The text, to be read when it is asked for. */
export const unreadText = (sent: string, country: string): UnreadText => new TextAsSent(sent, country);
