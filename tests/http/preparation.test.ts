import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { testGateway } from '../support/gateway.ts';

const readiness = z.object({ checks: z.object({ preparation: z.string() }) });

it('is told of by the readiness: when what a start leaves for later is made', async () => {
  const gateway = await testGateway();
  onTestFinished(() => gateway.close());
  const told = async () =>
    readiness.parse((await gateway.server.inject('/health/ready')).json()).checks.preparation;

  await expect.poll(told, { timeout: 20_000 }).toBe('ended');
  expect(await gateway.ask('{ occupation(code: "2512") { code } }')).toMatchObject({
    data: { occupation: { code: '2512' } },
  });
});
