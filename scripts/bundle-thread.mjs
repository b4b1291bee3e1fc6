// The thread that reads documents, from the bundle beside it; the build copies this file to dist/reading-thread.js.
import { createRequire } from 'node:module';

createRequire(import.meta.url)('./bundle/reading-thread.cjs');
