import { z } from 'zod';
import { LegalAct } from '../../../entities/legal-act.ts';
import { keysOf } from '../declared-keys.ts';
import { both, day, url } from '../fields.ts';
import { packReader } from '../pack-reader.ts';

const celex = /^[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{4}(R\([0-9]{2}\)|-[0-9]{8})?$/;

/** Laws that the content mentions or that matter to a topic. The key is the CELEX number or `sfs:<number>`. */
export const legalActs = packReader({
  name: 'legal-acts',
  declares: (value) => [
    ...keysOf(value, 'legalActs', 'LegalAct', 'celex'),
    ...keysOf(value, 'legalActs', 'LegalAct', 'sfs', 'sfs:'),
  ],
  schema: ({ origin, refs }) =>
    z.strictObject({
      origin: origin.optional(),
      legalActs: z.array(
        z
          .strictObject({
            celex: z.string().regex(celex, 'must be a CELEX number, such as 32016R0679').optional(),
            sfs: z
              .string()
              .regex(/^\d{4}:\d+$/, 'must be an SFS number, such as 2022:818')
              .optional(),
            title: both,
            date: day.optional(),
            inForce: z.boolean().optional(),
            url,
            topics: refs('Topic'),
            origin: origin.optional(),
          })
          .refine((act) => (act.celex === undefined) !== (act.sfs === undefined), {
            message: 'must have either `celex` or `sfs`',
          }),
      ),
    }),
  build(file, into) {
    for (const act of file.legalActs) {
      into.add(into.records.legalAct, LegalAct, {
        key: act.celex ?? `sfs:${act.sfs}`,
        celex: act.celex ?? null,
        sfs: act.sfs ?? null,
        title: act.title,
        date: act.date ?? null,
        inForce: act.inForce ?? null,
        url: act.url,
        topicKeys: act.topics,
        origin: into.origin(file.origin, act.origin),
      });
    }
  },
});
