import { closest, distance } from 'fastest-levenshtein';
import { type Config, ownEnvironment, readConfig, settingNames } from '../config.ts';

const ofSources = /^SOURCE_([A-Z0-9_]+)_(URL|KEY|ENABLED)$/;
/** First words that no other program uses: what begins with one is meant for this program. */
const ours =
  /^(?:SOURCES?_|QUERY_MAX_|AD_|JOB_AD_|CORS_|RATE_LIMIT|TRUST_PROX|METRICS_FOR|MAX_CELLS|ANSWER_CACHE_)/;
/** What Docker and Kubernetes set for a service whose name begins so. */
const ofServices = /_(?:SERVICE_(?:HOST|PORT\w*)|PORT(?:_\d+_(?:TCP|UDP)\w*)?)$/;
/** Variables of other programs whose names are near a setting. */
const others = new Set(['HOME', 'PATH', 'SOURCE_DATE_EPOCH']);

/** The settings of the environment. A name that looks like a setting and is none is refused, as a wrong value is. */
export async function readSettings(environment: NodeJS.ProcessEnv = ownEnvironment()): Promise<Config> {
  const names = Object.keys(environment).filter((name) => environment[name] !== '');
  return readConfig(environment, await problemsOf(names));
}

async function problemsOf(names: readonly string[]): Promise<string[]> {
  const unknown = names.filter((name) => !settingNames.includes(name) && !others.has(name));
  // All sources are loaded only where one of them has a setting.
  const known = unknown.some((name) => name.startsWith('SOURCE'))
    ? [...settingNames, ...(await namesOfSources())]
    : settingNames;
  return unknown.flatMap((name) => {
    if (known.includes(name) || ofServices.test(name)) return [];
    const nearest = closest(name, known);
    const isNear = isMisspelt(name, nearest);
    if (!isNear && !ours.test(name)) return [];
    return [
      `${name}: there is no such setting${isNear || ofSources.test(name) ? `; did you mean ${nearest}?` : ''}`,
    ];
  });
}

async function namesOfSources(): Promise<string[]> {
  const [{ registry }, { secondId }] = await Promise.all([
    import('../sources/registry.ts'),
    import('../sources/open-sources.ts'),
  ]);
  const ids = registry.flatMap((source) => [source.id, secondId(source) ?? []].flat());
  return ids.flatMap((id) =>
    ['URL', 'KEY', 'ENABLED'].map((what) => `SOURCE_${id.toUpperCase().replaceAll('-', '_')}_${what}`),
  );
}

/** A letter wrong in each five, or two neighbours that changed places. Short names must begin alike. */
function isMisspelt(name: string, setting: string): boolean {
  const wrong = distance(name, setting);
  const sorted = (text: string) => [...text].sort().join('');
  if (name[0] !== setting[0] && setting.length < 8) return false;
  return (
    wrong <= Math.max(1, Math.floor(setting.length / 5)) || (wrong === 2 && sorted(name) === sorted(setting))
  );
}
