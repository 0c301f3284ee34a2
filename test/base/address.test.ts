import { describe, expect, it } from 'vitest';
import { maskAddress, readAddress, urlFileName } from '../../src/base/address.ts';

describe('an address', () => {
  it.each([
    ['https://host.example/a.csv?sig=1', 'https://host.example/a.csv?sig=1'],
    [' http://localhost:8080/v1 \n', 'http://localhost:8080/v1'],
    ['data/a.csv', 'https://page.example/app/data/a.csv'],
    ['//other.example/a', 'https://other.example/a'],
  ])('%j is read as %j', (text, href) => {
    expect(readAddress(text, 'https://page.example/app/')?.href).toBe(href);
  });

  it.each(['ftp://host.example/a', 'javascript:alert(1)', 'data:text/csv,a', 'https://', 'https://[bad/'])(
    '%j is not one that is fetched',
    (text) => {
      expect(readAddress(text, 'https://page.example/app/')).toBeNull();
    },
  );

  it('is not one without a base where it is relative', () => {
    expect(readAddress('a.csv')).toBeNull();
  });
});

describe('what is shown of an address', () => {
  it.each([
    ['https://host.example/a/b.csv', 'https://host.example/a/b.csv'],
    ['https://host.example/a?token=secret&x=1#part', 'https://host.example/a'],
    ['https://host.example/a#secret?x', 'https://host.example/a'],
    ['HTTPS://me:secret@host.example/a@b', 'HTTPS://host.example/a@b'],
    ['https://me:sec@ret@host.example/', 'https://host.example/'],
    ['//me:secret@host.example/', '//host.example/'],
    ['https://[bad?token=secret', 'https://[bad'],
    ['a.csv?token=secret\nmore', 'a.csv'],
    ['ftp://me:secret@host.example/', 'ftp:…'],
    ['data:text/csv,secret', 'data:…'],
  ])('of %j is %j', (text, shown) => {
    expect(maskAddress(text)).toBe(shown);
  });
});

describe('the file name in an address', () => {
  it.each([
    ['https://host.example/a/rows%20of%20today.csv?x=1', 'rows of today.csv'],
    ['https://host.example/a/b/', 'b'],
    ['https://host.example/', 'host.example'],
    ['https://host.example/100%', '100%'],
  ])('of %j is %j', (address, name) => {
    expect(urlFileName(new URL(address))).toBe(name);
  });
});
