import { z } from 'zod';

/** Concept id of the JobTech taxonomy: 4, 3 and 3 characters, case-sensitive. */
export const taxonomyId = z
  .string()
  .regex(
    /^[A-Za-z0-9]{4}_[A-Za-z0-9]{3}_[A-Za-z0-9]{3}$/,
    'must be a concept id of the taxonomy, such as CifL_Rzy_Mku',
  );
