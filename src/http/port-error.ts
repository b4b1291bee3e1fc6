/** The port could not be opened; one sentence says what to do about it. */
export class PortError extends Error {
  override readonly name = 'PortError';

  /** Puts a system error into words, or gives null for one that is not about the port. */
  static from(error: unknown, { host, port }: { host: string; port: number }): PortError | null {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') {
      return new PortError(
        `Port ${port} on ${host} is in use: stop the program that holds it, or set PORT to another.`,
      );
    }
    if (code === 'EACCES') {
      return new PortError(
        `Port ${port} needs rights that this user does not have: set PORT to 1024 or above.`,
      );
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      return new PortError(
        `HOST ${host} is not an address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`,
      );
    }
    return null;
  }
}
