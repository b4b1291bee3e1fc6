import { z } from 'zod';

/** API 2 names what is wrong in `title`, API 1 in `error`. Hosts in front of them answer with text or a web page. */
const refusal = z.union([
  z.object({ title: z.string() }).transform(({ title }) => title),
  z.object({ error: z.string() }).transform(({ error }) => error),
]);

/** Why PxWeb refused a request, in its own words. */
export function reasonIn(body: string): string | null {
  try {
    const parsed = refusal.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
