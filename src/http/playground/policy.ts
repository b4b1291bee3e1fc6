/** The content security policy of the playground: files and answers of this server, and nothing else. */
export const playgroundPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor writes style elements while it runs.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
