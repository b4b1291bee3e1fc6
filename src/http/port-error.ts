/** The port could not be opened. The message is one sentence that says what to do. */
export class PortError extends Error {
  override readonly name = 'PortError';

  /** The PortError for a system error, or null if the error has another cause. */
  static from(error: unknown, { host, port }: { host: string; port: number }): PortError | null {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') {
      return new PortError(
        `Port ${port} on ${host} is in use: stop the program that uses it, or set PORT to another port.`,
      );
    }
    if (code === 'EACCES') {
      return new PortError(
        `Port ${port} needs permissions that this user does not have: set PORT to 1024 or above.`,
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
