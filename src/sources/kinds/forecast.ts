import type { Forecast } from '../../entities/forecast.ts';
import { SourceKind } from '../../entities/source.ts';
import type { Call } from '../../upstream/call.ts';
import { defineKind } from './kind.ts';

/** What every forecast of occupations answers. Assessments of two sources are never merged into one. */
export interface ForecastOperations {
  /** Assessments of the groups that begin with the SSYK code, for `SE` or a county's two digits. */
  forecasts(ssyk: string, placeCode: string, call: Call): Promise<Forecast[]>;
}

export const forecast = defineKind<ForecastOperations>({
  publicKind: SourceKind.FORECAST,
  examples: {
    forecasts: (source, call) => source.forecasts('2512', 'SE', call),
  },
});
