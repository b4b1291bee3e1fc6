import { Cancellation } from './cancellation.ts';

/** Milliseconds for which others may join: one that comes later has a deadline that ends much later too. */
const joinWithin = 1_000;

interface Flight<T> {
  made: Promise<T>;
  begunAt: number;
  members: number;
  cancellation: Cancellation;
}

/**
 * Makes what several ask for at the same time once. It goes on while anyone waits for it, and is cancelled when the last
 * one leaves.
 */
export class InFlight<T> {
  private readonly flights = new Map<string, Flight<T>>();

  constructor(private readonly now: () => number) {}

  /** What another request is making, or null when there is none to join. Rejects when that one fails. */
  join(key: string, client: Cancellation): Promise<T> | null {
    const flight = this.flights.get(key);
    if (!flight || this.now() - flight.begunAt > joinWithin) return null;
    this.board(key, flight, client);
    return flight.made;
  }

  /** Makes it, for all who join. */
  begin(key: string, client: Cancellation, make: (all: Cancellation) => Promise<T>): Promise<T> {
    const cancellation = new Cancellation();
    const flight: Flight<T> = { made: make(cancellation), begunAt: this.now(), members: 0, cancellation };
    this.flights.set(key, flight);
    this.board(key, flight, client);
    const land = () => this.end(key, flight);
    flight.made.then(land, land);
    return flight.made;
  }

  private board(key: string, flight: Flight<T>, client: Cancellation): void {
    flight.members += 1;
    client.onCancel((reason) => {
      flight.members -= 1;
      if (flight.members > 0) return;
      // A later request must not join what is cancelled.
      this.end(key, flight);
      flight.cancellation.cancel(reason);
    });
  }

  private end(key: string, flight: Flight<T>): void {
    if (this.flights.get(key) === flight) this.flights.delete(key);
  }
}
