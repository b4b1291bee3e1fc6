import 'reflect-metadata';
import { afterAll } from 'vitest';
import { atEnd } from './at-end.ts';

afterAll(async () => {
  for (const end of atEnd.splice(0)) await end();
});
