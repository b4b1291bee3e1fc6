import { z } from 'zod';
import { type Control, readControl } from './control-file.ts';
import { DeskError } from './desk-error.ts';
import type { DeskJob } from './desk-job.ts';
import type { JobResult } from './jobs.ts';

const line = z.union([
  z.strictObject({ progress: z.string() }),
  z.strictObject({ error: z.string() }),
  z.strictObject({ result: z.object({ text: z.string(), data: z.looseObject({}) }) }),
]);

/** Gives a job to the gateway that holds the embedded database; null where none does. */
export async function runInGateway(
  dataDir: string,
  job: DeskJob,
  onProgress: (message: string) => void,
): Promise<JobResult | null> {
  const control = await readControl(dataDir);
  if (!control) return null;
  const response = await send(control, job);
  // The file is left from a gateway that was killed, and its port may be another program's by now.
  if (response?.status !== 200 || !response.body) return null;
  let rest = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    rest += chunk;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) {
      const said = line.parse(JSON.parse(one));
      if ('progress' in said) onProgress(said.progress);
      else if ('error' in said) throw new DeskError(said.error);
      else return said.result;
    }
  }
  throw new DeskError('The gateway ended before the job was done. Start it again, and look by: cli show.');
}

async function send({ port, token }: Control, job: DeskJob): Promise<Response | null> {
  try {
    return await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      redirect: 'error',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(job),
    });
  } catch {
    return null;
  }
}
