import type { SampleRequest } from '../../upstream/sample.ts';
import { exampleAds, windowed } from '../jobtech/sample.ts';

/** Answers in the form of JobAd Links: a few lines, a list of addresses, links to the sites. */
export function samples({ operation, query }: SampleRequest): object | null {
  if (operation !== 'search') return null;
  const links = exampleAds(query).map((ad) => ({
    id: `exempel-${ad.id}`,
    headline: `${ad.headline} på en annan webbplats`,
    brief: 'Exempel på en annons från en annan webbplats.',
    employer: { name: ad.employer.name },
    workplace_addresses: [ad.workplace_address],
    occupation_group: ad.occupation_group,
    publication_date: ad.publication_date,
    application_deadline: ad.application_deadline,
    source_links: [{ label: 'exempel.se', url: `https://example.org/jobb/${ad.id}` }],
  }));
  return { total: { value: links.length }, hits: windowed(links, query) };
}
