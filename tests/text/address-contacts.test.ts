import { describe, expect, it } from 'vitest';
import { isMaskedAddress, withoutContactsInAddress } from '../../src/text/address-contacts.ts';

const mask = '%5B%E2%80%A6%5D';

describe('an address', () => {
  it.each([
    ['https://example.org/kontakt?email=kim@post.example&tel=0701740698', 'https://example.org/kontakt'],
    [
      'https://example.org/d?user=kim%40post.example&phone=0701740698&format=csv',
      'https://example.org/d?format=csv',
    ],
    ['https://example.org/d?name=Kim+Exempel&mobil=070-174%2006%2098', 'https://example.org/d'],
    ['https://example.org/d?kontaktperson=Kim%20Exempel', 'https://example.org/d'],
    ['https://example.org/d?contact_phone=%2B46701740698&id=1', 'https://example.org/d?id=1'],
    ['https://example.org/d?epost=kim%2540post.example', 'https://example.org/d'],
    ['https://example.org/d#kim@post.example', 'https://example.org/d'],
    ['https://example.org/d#tel=0701740698', 'https://example.org/d'],
  ])('%s loses its parameters', (address, left) => {
    expect(withoutContactsInAddress(address)).toBe(left);
  });

  it.each([
    ['https://example.org/kim@post.example/0701740698', `https://example.org/${mask}/${mask}`],
    ['https://example.org/set/kim%40post.example', `https://example.org/set/${mask}`],
    ['https://example.org/tel/0701740698/a.csv', `https://example.org/tel/${mask}/a.csv`],
    ['https://example.org/tel:0701740698', `https://example.org/${mask}`],
  ])('%s has a mask in its path', (address, left) => {
    expect(withoutContactsInAddress(address)).toBe(left);
    expect(isMaskedAddress(left)).toBe(true);
  });

  it.each([
    'mailto:kim@post.example?subject=x',
    'tel:+46701740698',
    'https://wa.me/46701740698',
    'https://www.linkedin.com/in/kim-exempel-123',
    'https://calendly.com/kim-exempel/15min',
  ])('%s is a contact and nothing else', (address) => {
    expect(withoutContactsInAddress(address)).toBe('[…]');
  });

  it.each([
    'https://example.org/data?phone=1&at=2026-01-01',
    'https://example.org/dataset/0701740698/2021006883.csv?id=46701740698&v=1.10.2',
    'https://example.org/wfs?service=WFS&typeName=Kommun:Omrade&version=2.0.0',
    'https://example.org/mobile/2020/data.json',
    'https://example.org/telefoni/statistik-2021006883',
    'https://example.org/@scope/package@1.2.3',
    'https://example.org/medium/@redaktionen/oppna-data',
    'https://example.org/map#16/59.3293/18.0686',
    'https://example.org/api?email=true&contact=1&name=befolkning',
    'https://www.linkedin.com/company/exempel',
    'urn:uuid:01234567-8901-4234-8567-070174069800',
    'jobs@portal-example',
    'befolkning-0701740698',
  ])('%s stays as it is', (address) => {
    expect(withoutContactsInAddress(address)).toBe(address);
  });

  it('in a list written as a text loses its contacts', () => {
    expect(withoutContactsInAddress('["mailto:kim@post.example","a"]')).toBe('["mailto:[…]","a"]');
  });
});
