/** The program cannot start. The message says in one sentence what to do, and contains no secret. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
