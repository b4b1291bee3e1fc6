/** The program cannot start. The message is one sentence that says what to do and holds no secret. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
