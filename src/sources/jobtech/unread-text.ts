import type { UnreadText } from '../../entities/job-ad.ts';
import { remembered } from '../../text/remembered.ts';
import { scrubContacts } from '../../text/scrub-contacts.ts';
import { turns } from '../../upstream/turns.ts';

/** The same ads come in many answers: in every search that finds them, and again when an answer is refreshed. */
export const prose = remembered(scrubContacts, 4_000_000);

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

  inTurn(): string | Promise<string> {
    return this.#sent === null ? this.#masked : turns.take(() => this.masked);
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
