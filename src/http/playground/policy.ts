/** The content security policy of the playground: files and answers of this server, and nothing else. */
export const playgroundPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor writes style elements while it runs.
  "style-src 'self' 'unsafe-inline'",
  // The editor draws its marks of mistakes as data addresses.
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
